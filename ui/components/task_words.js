// Words, colours and times that every view of tasks shares, and how views ask the server. No rules: only looks.
import { ref } from "vue";

export const STATUSES = [
  ["pending", "Pending"], ["in_progress", "In progress"], ["completed", "Completed"], ["archived", "Archived"],
];
export const PRIORITIES = [["urgent", "Urgent"], ["high", "High"], ["medium", "Medium"], ["low", "Low"], ["none", "None"]];
export const statusWord = Object.fromEntries(STATUSES);
export const priorityWord = { ...Object.fromEntries(PRIORITIES), none: "No priority" };
export const GROUPS = {
  due: [["overdue", "Overdue"], ["today", "Today"], ["upcoming", "Upcoming"], ["none", "No date"], ["completed", "Completed"], ["archived", "Archived"]],
  status: STATUSES.map(([key, word]) => [key, word]),
  priority: PRIORITIES.map(([key, word]) => [key, key === "none" ? "No priority" : word]),
};

function hash(text) {
  let h = 2166136261;
  for (const c of text) h = Math.imul(h ^ c.codePointAt(0), 16777619);
  return h >>> 0;
}

/** The colour of a label, always the same for the same name. */
export const labelColour = (name) => `hsl(${(hash(name.toLowerCase()) % 24) * 15} 58% 52%)`;
const TINTS = ["#b4532a", "#2a7f6f", "#6a4bb5", "#2f6db3", "#a23b72", "#4f7a28", "#8a5a12", "#3d6b8f", "#94453f", "#5661c9"];
const facesSeen = ref(0); // what was drawn with personColour is drawn again when pictures become known
addEventListener("atrium:faces", () => { facesSeen.value++; });
/** What is behind a person's initials: a colour dark enough for white letters, and their picture over it if they have one
 * (app.css hides the letters then). */
export function personColour(id) {
  const tint = TINTS[hash(String(id)) % TINTS.length];
  const face = facesSeen.value >= 0 && window.atrium?.faceOf(String(id));
  return face ? `center / cover url("${face}") ${tint}` : tint;
}
export const initials = (name) => {
  const parts = String(name || "?").trim().split(/\s+/);
  return ([...parts[0]][0] + (parts.length > 1 ? [...parts[parts.length - 1]][0] : "")).toUpperCase();
};

const spoken = ref(window.atrium?.dates ?? "en-GB"); // dates are written anew when the person chooses another language
addEventListener("atrium:locale", () => { spoken.value = window.atrium.dates; });
/** The language of whoever looks: "en" or "de". */
export const languageOf = () => spoken.value.slice(0, 2);

const formats = new Map();
function format(zone, options, language = spoken.value) {
  const key = language + zone + JSON.stringify(options);
  if (!formats.has(key)) {
    try { formats.set(key, new Intl.DateTimeFormat(language, { timeZone: zone || "UTC", ...options })); }
    catch { formats.set(key, new Intl.DateTimeFormat(language, { timeZone: "UTC", ...options })); }
  }
  return formats.get(key);
}
/** A day, "2026-11-20", or an instant in `zone`, in the person's language. */
export const dateSaid = (at, options, zone = "UTC") => format(zone, options).format(Date.parse(at));

/** The day, "2026-11-20", on which an instant falls for somebody in `zone`. */
export function dayOf(instant, zone) {
  const parts = {};
  for (const { type, value } of format(zone, { year: "numeric", month: "2-digit", day: "2-digit" }, "en-GB").formatToParts(new Date(instant))) parts[type] = value;
  return `${parts.year.padStart(4, "0")}-${parts.month}-${parts.day}`;
}
export const timeOf = (instant, zone) => format(zone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(new Date(instant));
export const addDays = (day, n) => new Date(Date.parse(day) + n * 86400000).toISOString().slice(0, 10);

/** A day as people say it, seen from `today`. */
export function dayWord(day, today) {
  const away = Math.round((Date.parse(day) - Date.parse(today)) / 86400000);
  if (away === 0) return "Today";
  if (away === 1) return "Tomorrow";
  if (away === -1) return "Yesterday";
  if (Math.abs(away) < 7) return format("UTC", { weekday: "short" }).format(Date.parse(day));
  const year = day.slice(0, 4) === today.slice(0, 4) ? {} : { year: "numeric" };
  return format("UTC", { day: "numeric", month: "short", ...year }).format(Date.parse(day));
}

/** When a task is due: {text, kind: late|today|"", group, day} in the person's own zone. */
export function dueOf(task, zone, now) {
  const done = task.status === "completed" || task.status === "archived";
  if (!task.due_on && !task.due_at) return { text: "", kind: "", group: done ? task.status : "none", day: "" };
  const today = dayOf(now, zone), day = task.due_at ? dayOf(task.due_at, zone) : task.due_on;
  const late = task.due_at ? Date.parse(task.due_at) < now : day < today;
  const text = task.due_at && day === today ? timeOf(task.due_at, zone) : dayWord(day, today);
  if (done) return { text, kind: "", group: task.status, day };
  if (late) return { text, kind: "late", group: "overdue", day };
  return { text, kind: day === today ? "today" : "", group: day === today ? "today" : "upcoming", day };
}
export function dueTitle(task, zone) {
  if (task.due_at) return "Due " + format(zone, { weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(new Date(task.due_at));
  return task.due_on ? "Due " + format("UTC", { weekday: "short", day: "numeric", month: "short", year: "numeric" }).format(Date.parse(task.due_on)) : "";
}

/** How long ago, in words. */
export function agoOf(instant, zone, now) {
  const seconds = Math.max(0, (now - Date.parse(instant)) / 1000);
  if (seconds < 60) return "just now";
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86400) return `${Math.floor(seconds / 3600)} h ago`;
  return `${dayWord(dayOf(instant, zone), dayOf(now, zone))}, ${timeOf(instant, zone)}`;
}

/** The address of an icon of the sprite, under the address of this version (see frame.js). */
export const icon = (name) => window.atrium?.icon(name) ?? `/static/icons.svg#${name}`;

/** Is the person typing somewhere, or is something in front of the page? Then single keys are not commands. */
export function busyTyping(event) {
  const at = event.target;
  if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || event.isComposing) return true;
  if (at instanceof Element && at.closest("input, textarea, select, [contenteditable=true]")) return true;
  return !!document.querySelector(".q-dialog, :popover-open");
}

/** What somebody typed and did not send, kept by the page for them alone (see drafts.js). */
export const drafts = {
  get: (name) => window.atrium?.drafts?.get(name) ?? null,
  set(name, value) { window.atrium?.drafts?.set(name, value); },
  follow: (name, hear) => window.atrium?.drafts?.follow(name, hear) ?? (() => {}),
};

let asked = 0;
/** A component that asks the server and hears back: `await this.ask("tick", {id})` → {…} or {error, fields}. */
export const asking = {
  created() { this.open_asks = new Map(); },
  methods: {
    ask(intent, payload) {
      const n = ++asked;
      return new Promise((resolve) => {
        this.open_asks.set(n, resolve);
        this.$emit(intent, { n, ...payload });
      });
    },
    answer(n, result) {
      this.open_asks.get(n)?.(result || {});
      this.open_asks.delete(n);
    },
  },
};
