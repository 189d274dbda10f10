// Where the page is: filters and the open task live in the URL, and every component of the page reads them from here.
const listeners = { query: new Set(), task: new Set() };
let home = location.pathname;
let pushed = false;
let shown = read().get("task");

function read() { return new URLSearchParams(location.search); }
function write(params, push) {
  const text = params.toString().replaceAll("%2C", ",");
  const path = location.pathname + (text ? "?" + text : "");
  history[push ? "pushState" : "replaceState"]({ page: path.slice((window.path_prefix || "").length) }, "", path);
}
function tell(kind, ...args) { for (const hear of [...listeners[kind]]) hear(...args); }

/** Hear of changes: kind "query" (filters, by navigation) or "task" (id or null, row if known). Returns the way out. */
export function hear(kind, listener) {
  if (home !== location.pathname) pushed = false;
  home = location.pathname;
  if (kind === "task") shown = read().get("task");
  listeners[kind].add(listener);
  return () => listeners[kind].delete(listener);
}

/** The filters, without the open task. */
export function query() {
  const params = read();
  params.delete("task");
  return params;
}
export const openTaskId = () => read().get("task");

/** Show other filters: the URL follows at once, without a step in the history. */
export function setQuery(params) {
  const next = new URLSearchParams(params), task = openTaskId();
  if (task) next.set("task", task);
  write(next, false);
}

/** Open a task's panel; `row` is what is known of it already. */
export function openTask(id, row) {
  const params = read(), was = params.get("task");
  if (was !== id) {
    params.set("task", id);
    write(params, !was);
    pushed = pushed || !was;
  }
  shown = id;
  tell("task", id, row || null);
}

/** Close the panel: one step back when opening it was one step forward. */
export function closeTask() {
  if (!openTaskId()) return;
  shown = null;
  if (pushed) { pushed = false; history.back(); }
  else { const params = read(); params.delete("task"); write(params, false); }
  tell("task", null, null);
}

// Capture: on the same page the history belongs to us; other paths go on to NiceGUI's router.
window.addEventListener("popstate", (event) => {
  if (location.pathname !== home || !(listeners.query.size || listeners.task.size)) return;
  event.stopImmediatePropagation();
  pushed = false;
  const task = openTaskId();
  if (task !== shown) { shown = task; tell("task", task, null); }
  tell("query", query().toString());
}, true);
