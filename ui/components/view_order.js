// Saved views are put into another order: by the mouse, or with Alt and the arrows on a link.
export default {
  data: () => ({ held: null, mark: null }),
  methods: {
    /** The views that one stands with, in their order. */
    beside(view) { return this.views.filter((v) => v.group === view.group); },
    /** What makes a link one that can be moved; `place(view, after)` tells the server. */
    ordering(view) {
      if (!view.movable) return {};
      return {
        draggable: true, "aria-keyshortcuts": "Alt+ArrowUp Alt+ArrowDown", class: { held: this.held?.id === view.id, [this.mark?.edge]: this.mark?.id === view.id },
        onDragstart: (event) => { this.held = view; event.dataTransfer.effectAllowed = "move"; },
        onDragover: (event) => this.over(event, view),
        onDragend: () => { this.held = this.mark = null; },
        onDrop: (event) => { event.preventDefault(); this.dropped(view); },
        onKeydown: (event) => this.stepped(event, view),
      };
    },
    over(event, view) {
      if (!this.held || this.held.group !== view.group || this.held.id === view.id) return;
      event.preventDefault();
      const { top, height } = event.currentTarget.getBoundingClientRect();
      this.mark = { id: view.id, edge: event.clientY < top + height / 2 ? "before" : "after" };
    },
    dropped(view) {
      const order = this.held ? this.beside(view).filter((v) => v.id !== this.held.id) : [], at = order.findIndex((v) => v.id === view.id);
      if (this.mark?.id === view.id) this.place(this.held, (this.mark.edge === "after" ? order[at] : order[at - 1])?.id || null);
      this.held = this.mark = null;
    },
    canStep(view, by) { const order = this.beside(view); return !!order[order.findIndex((v) => v.id === view.id) + by]; },
    step(view, by) {
      const order = this.beside(view), at = order.findIndex((v) => v.id === view.id);
      return this.place(view, order[by < 0 ? at - 2 : at + 1]?.id || null);
    },
    async stepped(event, view) {
      const by = { ArrowUp: -1, ArrowDown: 1 }[event.key], link = event.currentTarget;
      if (!event.altKey || !by) return;
      event.preventDefault();
      if (this.canStep(view, by)) await this.step(view, by);
      link.focus();
    },
  },
};
