// The one place for keys that act on tasks, in all layouts: on the selected ones, or on the one where the person is.
// They act in the browser first. What they are is told in docs/keyboard.md.
import { busyTyping } from "task_words";

/** What a key opens or does: see `act` of task_view.js. */
const actKeys = { s: "status", p: "priority", a: "assignee", l: "label", d: "due", c: "complete" };
/** What a key does to the row where the person is. */
const rowKeys = {
  e: (store, row) => store.startEdit(row),
  x: (store, row) => store.choose(row.id),
};
const STEPS = { j: 1, k: -1, J: 1, K: -1, ArrowDown: 1, ArrowUp: -1 };

export default {
  mounted() { document.addEventListener("keydown", this.keyed); },
  beforeUnmount() { document.removeEventListener("keydown", this.keyed); },
  methods: {
    /** The layout knows where its rows are: `step(by)`, `focus(id)`, `order()`, and `keyed` for what only it understands. */
    focus(id) { this.at = id; return this.$refs.layout?.focus?.(id); },
    keyed(event) {
      if (this.state !== "ready" || event.defaultPrevented) return;
      const layout = this.$refs.layout, at = document.activeElement;
      const onRow = at === document.body || !!at?.matches?.("[data-id]"), isOver = !!document.querySelector(".q-dialog, dialog[open], :popover-open");
      if (!isOver && this.keyedSelection(event, onRow)) return event.preventDefault();
      if (onRow && !isOver && layout?.keyed?.(event)) return event.preventDefault();
      if (busyTyping(event)) return;
      if (event.key === "Escape" && this.at && !this.open) { this.at = null; document.activeElement?.blur?.(); return; }
      if (event.key === "n") { event.preventDefault(); layout?.startAdd?.(); return; }
      if (event.key === "j" || event.key === "k") { event.preventDefault(); layout?.step?.(STEPS[event.key]); this.walkedTo = this.at; return; }
      if (this.keyedRow(event, onRow)) event.preventDefault();
    },
    keyedRow(event, onRow) {
      const row = this.row(this.at), name = actKeys[event.key] || (event.key === "Delete" && onRow && "delete");
      if (name) return this.act(name);
      if (!row) return false;
      if (event.key === "Enter" && onRow) this.openRow(row.id);
      else if (rowKeys[event.key]) rowKeys[event.key](this, row);
      else return false;
      return true;
    },
    keyedSelection(event, onRow) {
      const isCarrying = this.drag?.keys, outside = !document.activeElement?.closest?.("input, textarea, select, [contenteditable=true], .tp");
      if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key === "a" && outside) { this.chooseAll(); return true; }
      if (busyTyping(event) || isCarrying) return false;
      if (event.key === "Escape" && !this.open) return this.stepBack();
      if (event.shiftKey && event.key in STEPS && (onRow || !event.key.startsWith("Arrow"))) { this.extend(STEPS[event.key]); if (!event.key.startsWith("Arrow")) this.walkedTo = this.at; return true; }
      return false;
    },
    /** Esc: first what is about to be done, then the selection. */
    stepBack() {
      if (!this.chosen.size) return false;
      if (this.$refs.selection?.plan) this.$refs.selection.cancel(); else this.unchoose();
      return true;
    },
  },
};
