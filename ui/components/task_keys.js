// The one place for keys that act on the row where the person is, in all layouts. They act in the browser first.
import { busyTyping } from "task_words";

/** What a key does to a row: key → (store, row, event). More can be put in by `addRowKeys`. */
const rowKeys = {
  c: (store, row) => store.tick(row),
  e: (store, row) => store.startEdit(row),
  d: (store, row) => store.pick(row, "due"),
  p: (store, row) => store.pick(row, "priority"),
  l: (store, row) => store.pick(row, "labels"),
  a: (store, row) => store.pick(row, "assignees"),
  s: (store, row) => store.pick(row, "status"),
};
/** What a key does when the row itself has the focus. */
const focusedKeys = {
  Enter: (store, row) => store.openRow(row.id),
  Delete: (store, row) => store.remove(row),
};
/** Let keys do more to rows: {key: (store, row, event)}. Returns the way out. */
export function addRowKeys(keys) {
  Object.assign(rowKeys, keys);
  return () => { for (const key of Object.keys(keys)) delete rowKeys[key]; };
}

export default {
  mounted() { document.addEventListener("keydown", this.keyed); },
  beforeUnmount() { document.removeEventListener("keydown", this.keyed); },
  methods: {
    /** The layout knows where its rows are: `step(by)`, `focus(id)`, and `keys` for what only it understands. */
    focus(id) { this.at = id; return this.$refs.layout?.focus?.(id); },
    keyed(event) {
      if (this.state !== "ready") return;
      const layout = this.$refs.layout, at = document.activeElement;
      const onRow = at === document.body || !!at?.matches?.("[data-id]");
      if (onRow && !document.querySelector(".q-dialog, :popover-open") && layout?.keyed?.(event)) return event.preventDefault();
      if (busyTyping(event)) return;
      const row = this.row(this.at);
      if (event.key === "Escape" && this.at && !this.open) { this.at = null; document.activeElement?.blur?.(); return; }
      if (event.key === "n") { event.preventDefault(); layout?.startAdd?.(); return; }
      if (event.key === "j" || event.key === "k") { event.preventDefault(); layout?.step?.(event.key === "j" ? 1 : -1); return; }
      const act = rowKeys[event.key] || (onRow && focusedKeys[event.key]);
      if (!act || !row) return;
      event.preventDefault();
      act(this, row, event);
    },
  },
};
