// The order of all tasks of a view, as the server tells it (ids as bytes) and as a person sees it. Pure functions.
import { dateSaid, GROUPS, dayWord, dayOf } from "task_words";

const HEX = Array.from({ length: 256 }, (_, n) => n.toString(16).padStart(2, "0"));

/** Ids out of base64: 16 bytes each. */
export function idsOf(text) {
  const bytes = atob(text), ids = new Array(bytes.length / 16);
  for (let i = 0, at = 0; i < ids.length; i++) {
    let id = "";
    for (let j = 0; j < 16; j++, at++) id += (j === 4 || j === 6 || j === 8 || j === 10 ? "-" : "") + HEX[bytes.charCodeAt(at)];
    ids[i] = id;
  }
  return ids;
}

/** A list after a cut: [from, how many to drop, what to put there, as base64]. */
export function cutInto(list, [from, drop, put], width = 1) {
  return Object.freeze([...list.slice(0, from * width), ...idsOf(put), ...list.slice((from + drop) * width)]);
}

const PRIORITY = Object.fromEntries(GROUPS.priority), STATUS = Object.fromEntries(GROUPS.status), DUE = Object.fromEntries(GROUPS.due);
/** What a heading says. */
export function titleOf(group, key, title, zone, now) {
  if (title) return title;
  if (group === "status") return STATUS[key] || key;
  if (group === "priority") return PRIORITY[key] || key;
  if (group === "label") return "No label";
  if (group === "none") return "Tasks";
  return DUE[key] || dayHeading(key, dayOf(now, zone));
}
function dayHeading(day, today) {
  const word = dayWord(day, today), full = dateSaid(day, { weekday: "long", day: "numeric", month: "long" });
  return ["Today", "Tomorrow", "Yesterday"].includes(word) ? `${word} · ${full}` : full;
}

/** The orders with what the browser knows better for a moment: moves that are on their way, rows that stay where they are. */
export function overlaid(orders, moves, pins, several) {
  if (!moves.length && !Object.keys(pins).length) return orders;
  const result = { ...orders };
  const without = (key, id) => { if (result[key]?.includes(id)) result[key] = result[key].filter((one) => one !== id); };
  const put = (key, id, after, before) => {
    const list = result[key] = [...(result[key] || [])];
    const low = after ? list.indexOf(after) + 1 : before ? Math.max(0, list.indexOf(before)) : 0;
    list.splice(low, 0, id);
  };
  for (const [id, pin] of Object.entries(pins)) {
    if (several && result[pin.key]?.includes(id)) continue;
    for (const key of several ? [pin.key] : Object.keys(result)) without(key, id);
    put(pin.key, id, pin.after, null);
  }
  for (const move of moves) {
    if (move.gone) { for (const key of Object.keys(result)) without(key, move.id); continue; }
    without(move.out, move.id);
    if (move.into === null) continue;
    without(move.into, move.id);
    put(move.into, move.id, move.after, move.before);
  }
  return result;
}

/** One section as lines {id, depth, kids}: subtasks stand under their parent when both are in it. `folded` hides them. */
export function linesOf(ids, parents, folded) {
  const here = new Set(ids), under = new Map(), lines = [];
  const parentOf = (id) => { const up = parents[id]; return up && up !== id && here.has(up) ? up : null; };
  let any = false;
  for (const id of ids) { const up = parentOf(id); if (up) { any = true; under.has(up) ? under.get(up).push(id) : under.set(up, [id]); } }
  if (!any) return ids.map((id) => ({ id, depth: 0, kids: 0, up: null }));
  const seen = new Set();
  const add = (id, depth, up) => {
    if (seen.has(id)) return;
    seen.add(id);
    const kids = under.get(id) || [];
    lines.push({ id, depth, kids: kids.length, up });
    if (!folded[id]) for (const kid of kids) add(kid, depth + 1, id);
  };
  for (const id of ids) if (!parentOf(id)) add(id, 0, null);
  return lines;
}
