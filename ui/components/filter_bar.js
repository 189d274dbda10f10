// Search, filters as chips, sorting. Its state is the URL; `change` tells the server the same query at once.
import { asking, icon, initials, labelColour, personColour, PRIORITIES, STATUSES } from "task_words";
import { arriveAt, begin, filtersOf, hear, setQuery } from "task_address";
import Popover from "popover";
import PickList from "pick_list";
import FilterText, { quoted } from "filter_text";
import FilterBuilder from "filter_builder";
import SavedViews from "saved_views";
import TaskExport from "task_export";

const QUICK = [
  ["open", "Open", "circle"], ["overdue", "Overdue", "circle-alert"], ["due_today", "Due today", "sun"], ["shared", "Shared with me", "users"],
];
const KINDS = { status: "Status", priority: "Priority", label: "Label", assignee: "Assignee", team: "Team", due: "Due" };
const ICONS = { status: "circle-check", priority: "flag", label: "tag", assignee: "user", team: "hash", due: "calendar" };
const SORTS = [["due_at", "Due date"], ["priority", "Priority"], ["title", "Title"], ["-created_at", "Newest first"], ["-updated_at", "Last changed"], ["position", "By hand"]];
const BY = [["due", "Due date"], ["day", "Day"], ["status", "Status"], ["priority", "Priority"], ["label", "Label"], ["assignee", "Assignee"], ["team", "Team"], ["off", "No groups"]];
const COLUMNS = ["status", "priority", "assignee", "label", "team"];
const LAYOUTS = [["list", "List", "list"], ["board", "Board", "columns-3"], ["table", "Table", "table-2"], ["calendar", "Calendar", "calendar-days"]];
const ONLY_HERE = ["group", "span", "on", "columns"]; // of one layout; the others have their own
const GROUPED = { upcoming: "day", inbox: "off", completed: "off" }, SORTED = { inbox: "position", completed: "-updated_at" };
const DAYS = ["due_after", "due_before", "created_after", "created_before", "completed_after", "completed_before"];
const MULTIPLE = new Set(["status", "priority", "label"]);

export default {
  mixins: [asking],
  components: { Popover, PickList, FilterText, FilterBuilder, SavedViews, TaskExport },
  props: { view: String, path: String, query: String, me: String, total: Number, labels: Array, people: Array, teams: Array, views: Array, vocabulary: Array, ready: Boolean },
  emits: ["change", "offer", "check", "saved"],
  data() {
    const params = filtersOf(this.query);
    return { params, kind: null, SORTS };
  },
  created() { begin(this.path, this.query); },
  computed: {
    chips() {
      const chips = [];
      for (const [key, word] of QUICK) if (this.params.get(key)) chips.push({ key, word, text: "" });
      for (const key of Object.keys(KINDS)) {
        if (key === "due") continue;
        const words = this.valuesOf(key).map((v) => this.optionsOf(key).find((o) => o.value === v)?.label || (key === "label" ? v : "…"));
        if (words.length) chips.push({ key, kind: key, word: KINDS[key], text: words.length > 2 ? `${words.slice(0, 2).join(", ")} +${words.length - 2}` : words.join(", ") });
      }
      const word = { due: "Due", created: "Created", completed: "Completed" };
      for (const what of Object.keys(word)) {
        const after = this.params.get(what + "_after"), before = this.params.get(what + "_before");
        if (!after && !before) continue;
        const last = before && before.length === 10 ? new Date(Date.parse(before) - 86400000).toISOString().slice(0, 10) : before?.slice(0, 10);
        chips.push({ key: what + "_range", kind: what === "due" ? "due" : null, word: word[what], text: after && last ? (after.slice(0, 10) === last ? `on ${last}` : `${after.slice(0, 10)} to ${last}`) : after ? `from ${after.slice(0, 10)}` : `until ${last}` });
      }
      return chips;
    },
    any() { return this.chips.length > 0; },
    words() { return this.vocabulary?.[0]; },
    known() { return { labels: this.labels, people: this.people, teams: this.teams }; },
    /** What stands in the field: the filter, or what older addresses search for. */
    text() { return this.params.get("filter") || (this.params.get("q") ? quoted(this.params.get("q")) : ""); },
    kinds() { return Object.entries(KINDS).map(([value, label]) => ({ value, label, icon: ICONS[value] })); },
    quick() { return QUICK.map(([value, label, i]) => ({ value, label, icon: i })); },
    layout() { return this.params.get("layout") || "list"; },
    layouts: () => LAYOUTS,
    groups() { return this.layout === "board" ? COLUMNS.map((key) => BY.find((by) => by[0] === key)) : BY; },
    sort() { return this.params.get("sort") || SORTED[this.params.get("list")] || (this.layout === "board" ? "position" : "due_at"); },
    group() { return this.params.get("group") || (this.layout === "board" ? "status" : this.layout === "table" ? "off" : GROUPED[this.params.get("list")] || "due"); },
  },
  mounted() {
    this.unhear = hear("query", (text) => { if (text !== this.params.toString()) { this.adopt(text); this.$emit("change", { query: text }); } });
    document.addEventListener("keydown", this.keyed);
  },
  beforeUnmount() { this.unhear(); document.removeEventListener("keydown", this.keyed); },
  methods: {
    icon,
    adopt(text) {
      this.params = filtersOf(text);
    },
    arrive(text) { this.adopt(text); arriveAt(text); },
    keyed(event) {
      if (event.key !== "/" || event.target.closest?.("input, textarea, select") || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      this.$refs.q.focus();
    },
    valuesOf(key) { return this.params.getAll(key).flatMap((v) => (key === "label" ? [v] : v.split(","))).filter(Boolean); },
    optionsOf(key) {
      const person = (p) => ({ value: p.id, label: p.name, initials: initials(p.name), tint: personColour(p.id) });
      return {
        status: STATUSES.map(([value, label]) => ({ value, label })),
        priority: PRIORITIES.map(([value, label]) => ({ value, label, icon: "flag", tone: value })),
        label: (this.labels || []).map((l) => ({ value: l, label: l, colour: labelColour(l) })),
        assignee: [{ value: "me", label: "Me", icon: "user" }, { value: "none", label: "Nobody", icon: "circle" }, ...(this.people || []).filter((p) => p.id !== this.me).map(person)],
        team: [{ value: "personal", label: "Personal", icon: "user" }, ...(this.teams || []).map((t) => ({ value: t.id, label: t.name, icon: "hash", hint: t.key }))],
      }[key] || [];
    },
    layoutWay(layout) {
      const next = new URLSearchParams(this.params);
      for (const key of ONLY_HERE) next.delete(key);
      if (layout === "list") next.delete("layout"); else next.set("layout", layout);
      const text = next.toString();
      return this.path + (text ? "?" + text : "");
    },
    lay(layout, event) {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      event.stopPropagation();
      if (layout !== this.layout) this.set({ ...Object.fromEntries(ONLY_HERE.map((key) => [key, null])), layout: layout === "list" ? null : layout });
    },
    set(change) {
      const next = new URLSearchParams(this.params);
      for (const [key, value] of Object.entries(change)) {
        next.delete(key);
        for (const one of Array.isArray(value) ? value : value ? [value] : []) next.append(key, one);
      }
      this.params = next;
      setQuery(next);
      this.$emit("change", { query: next.toString() });
    },
    pick(key, value) {
      const now = this.valuesOf(key);
      if (MULTIPLE.has(key)) this.set({ [key]: now.includes(value) ? now.filter((v) => v !== value) : [...now, value] });
      else this.set({ [key]: now[0] === value ? null : value });
    },
    flip(key) { this.set({ [key]: this.params.get(key) ? null : "1" }); },
    drop(chip) {
      const what = chip.key.replace("_range", "");
      this.set(chip.key.endsWith("_range") ? { [what + "_after"]: null, [what + "_before"]: null } : { [chip.key]: null });
    },
    check(text) { return this.ask("check", { text }); },
    act(intent) { return this.ask("saved", intent); },
    wrote(text) { this.set({ filter: text || null, q: null }); },
    clear() { this.set(Object.fromEntries([...QUICK.map(([k]) => k), ...Object.keys(KINDS), ...DAYS, "q", "filter", "unassigned"].map((k) => [k, null]))); },
    range(end, day) {
      if (end === "due_before" && day) day = new Date(Date.parse(day) + 86400000).toISOString().slice(0, 10);
      this.set({ [end]: day || null });
    },
    until() { const day = this.params.get("due_before"); return day ? new Date(Date.parse(day.slice(0, 10)) - 86400000).toISOString().slice(0, 10) : ""; },
    ahead(days) {
      const day = (n) => { const d = new Date(); d.setDate(d.getDate() + n); return `${d.getFullYear()}-${String(d.getMonth() + 1).padStart(2, "0")}-${String(d.getDate()).padStart(2, "0")}`; };
      this.set({ due_after: day(0), due_before: day(days) });
    },
  },
  template: `
    <div class="fb">
      <div class="fb-r">
        <filter-text ref="q" :value="text" :vocabulary="words" :known="known" :check="check" @changed="wrote" @offer="$emit('offer', {})"/>
        <popover label="Add filter" kind="bt" @opened="$emit('offer', {})" @closed="kind = null">
          <template #button><svg><use :href="icon('list-filter')"/></svg><span class="hide-m">Filter</span></template>
          <template v-if="!kind">
            <div class="pl-head">Show only</div>
            <pick-list label="Show only" :options="quick" multiple :values="quick.map((o) => o.value).filter((k) => params.get(k))" @pick="flip"/>
            <div class="pl-head">Filter by</div>
            <pick-list label="Filter by" :options="kinds" @pick="kind = $event"/>
            <button type="button" class="pl-o fb-more" @click="kind = 'builder'"><svg><use :href="icon('list-checks')"/></svg><span class="pl-t">Conditions…</span></button>
          </template>
          <template v-else-if="kind === 'builder'">
            <button type="button" class="pl-back" @click="kind = null"><svg><use :href="icon('chevron-left')"/></svg>Conditions</button>
            <filter-builder :value="text" :vocabulary="words" :known="known" :check="check" @changed="wrote"/>
          </template>
          <template v-else-if="kind === 'due'">
            <button type="button" class="pl-back" @click="kind = null"><svg><use :href="icon('chevron-left')"/></svg>Due</button>
            <div class="fb-due">
              <button type="button" class="bt" @click="ahead(7)">Next 7 days</button><button type="button" class="bt" @click="ahead(30)">Next 30 days</button>
              <label>From<input type="date" :value="(params.get('due_after') || '').slice(0, 10)" @change="range('due_after', $event.target.value)"></label>
              <label>Until<input type="date" :value="until()" @change="range('due_before', $event.target.value)"></label>
            </div>
          </template>
          <template v-else>
            <button type="button" class="pl-back" @click="kind = null"><svg><use :href="icon('chevron-left')"/></svg>{{ kinds.find((k) => k.value === kind).label }}</button>
            <pick-list :label="kind" :options="optionsOf(kind)" :values="valuesOf(kind)" :multiple="['status', 'priority', 'label'].includes(kind)" @pick="pick(kind, $event)"/>
          </template>
        </popover>
        <popover v-if="layout !== 'calendar'" :label="'Sort and group: ' + (SORTS.find((s) => s[0] === sort)?.[1] || 'Sort')" kind="bt">
          <template #button><svg><use :href="icon('arrow-up-down')"/></svg><span class="hide-m">{{ SORTS.find((s) => s[0] === sort)?.[1] || "Sort" }}</span></template>
          <div class="pl-head">Sort by</div>
          <pick-list label="Sort by" :options="SORTS.map(([value, label]) => ({ value, label }))" :values="[sort]" @pick="set({ sort: $event })"/>
          <div class="pl-head">{{ layout === "board" ? "Columns by" : "Group by" }}</div>
          <pick-list label="Group by" :options="groups.map(([value, label]) => ({ value, label }))" :values="[group]" @pick="set({ group: $event })"/>
        </popover>
        <saved-views :views="views" :params="params" :teams="teams" :path="path" :act="act"/>
        <task-export :params="params" :total="total"/>
        <span v-if="ready" class="fb-n num" aria-live="polite">{{ total >= 10000 ? "10,000+" : total.toLocaleString("en") }} {{ total === 1 ? "task" : "tasks" }}</span>
        <nav class="fb-v" aria-label="View">
          <a v-for="[key, word, sign] in layouts" :key="key" :href="layoutWay(key)" :aria-current="layout === key ? 'page' : null" :title="word" @click.capture="lay(key, $event)"><svg><use :href="icon(sign)"/></svg><span class="hide-m">{{ word }}</span></a>
        </nav>
      </div>
      <div v-if="any" class="fb-c">
        <span v-for="c in chips" :key="c.key" class="fc">
          <popover v-if="c.kind && c.kind !== 'due'" :label="'Change filter ' + c.word">
            <template #button><b>{{ c.word }}</b><span>{{ c.text }}</span></template>
            <pick-list :label="c.word" :options="optionsOf(c.kind)" :values="valuesOf(c.kind)" :multiple="['status', 'priority', 'label'].includes(c.kind)" @pick="pick(c.kind, $event)"/>
          </popover>
          <span v-else class="po-b"><b>{{ c.word }}</b><span v-if="c.text">{{ c.text }}</span></span>
          <button type="button" class="fc-x" :aria-label="'Remove filter ' + c.word" @click="drop(c)"><svg><use :href="icon('x')"/></svg></button>
        </span>
        <button type="button" class="lk" @click="clear">Clear filters</button>
      </div>
    </div>`,
};
