// Where the page is: filters and the open task live in the URL, and every component of the page reads them from here.
const listeners = { query: new Set(), task: new Set() };
let home = null; // the path of the page whose address this is
let pushed = false; // whether opening the panel was a step in the history
let shown = null; // the open task
let last = { what: "", at: 0 }; // which filters were changed before, and when
const ONE_GO = 4000, RUNNING = new Set(["filter", "filter,q", "on"]); // ms within which typing, or turning pages, is one step

function read() { return new URLSearchParams(location.search); }
function write(params, push) {
  const text = params.toString().replaceAll("%2C", ",");
  const path = location.pathname + (text ? "?" + text : "");
  history[push ? "pushState" : "replaceState"]({ page: path.slice((window.path_prefix || "").length) }, "", path);
}
function tell(kind, ...args) { for (const hear of [...listeners[kind]]) hear(...args); }

/** A page begins here. What it begins with comes from the server: the address bar follows only after it was built. */
export function begin(path, query) {
  home = (window.path_prefix || "") + path;
  pushed = false;
  shown = new URLSearchParams(query).get("task");
}

/** Hear of changes: kind "query" (filters, by navigation) or "task" (id or null, row if known). Returns the way out. */
export function hear(kind, listener) {
  listeners[kind].add(listener);
  return () => listeners[kind].delete(listener);
}

/** The filters of a query, without the open task. */
export function filtersOf(query) {
  const params = new URLSearchParams(query);
  params.delete("task");
  return params;
}
export const openTaskId = () => shown;

/** Show other filters: the URL follows at once, by a step in the history, so that Back leads to what was shown before. */
export function setQuery(params) {
  const next = new URLSearchParams(params), what = differing(read(), next), at = Date.now();
  if (shown) next.set("task", shown);
  if (!what) return;
  const isStep = !RUNNING.has(what) || what !== last.what || at - last.at > ONE_GO;
  last = { what, at };
  if (isStep) pushed = false;
  write(next, isStep);
}
function differing(before, after) {
  const all = (params, key) => params.getAll(key).join("\n");
  return [...new Set([...before.keys(), ...after.keys()])].filter((key) => key !== "task" && all(before, key) !== all(after, key)).sort().join();
}

/** Show this query from now on, and let everybody on the page hear of it (the filters then ask the server). */
export function goTo(params) {
  setQuery(params);
  tell("query", filtersOf(params).toString());
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

/** The person has gone to this query of the same page by a link. */
export function arriveAt(query) {
  const task = new URLSearchParams(query).get("task");
  pushed = false;
  if (task === shown) return;
  shown = task;
  tell("task", task, null);
}

/** Close the panel: one step back when opening it was one step forward. */
export function closeTask() {
  if (!shown) return;
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
  last = { what: "", at: 0 };
  const task = read().get("task");
  if (task !== shown) { shown = task; tell("task", task, null); }
  tell("query", filtersOf(location.search).toString());
}, true);
