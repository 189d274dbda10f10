// Which tasks of a view are selected, and by what: `x`, ctrl-click, the square of a row, shift-click, Shift+J and
// Shift+K, Ctrl+A, a long press. The layout tells in which order they stand: `order()` → ids.
const MOST = 500; // tasks in one act
const LONG = 450; // ms of a long press where nothing is dragged

export default {
  data: () => ({ chosen: new Set(), anchor: null }),
  computed: {
    /** The row of the only selected task. */
    only() { return this.chosen.size === 1 ? this.row([...this.chosen][0]) : undefined; },
  },
  created() { Object.assign(this, { base: new Set(), extent: null, held: false }); },
  methods: {
    inOrder() { return [...new Set(this.$refs.layout?.order?.() || [])]; },
    /** Select a task, or leave it out again. */
    choose(id, on = !this.chosen.has(id)) {
      if (on && this.chosen.size >= MOST) return this.tellMost();
      if (on) this.chosen.add(id); else this.chosen.delete(id);
      this.beginAt(id);
      this.tellChosen();
    },
    beginAt(id) { Object.assign(this, { anchor: id, extent: id, base: new Set(this.chosen) }); },
    /** Select all from where the selecting began to this task, and what was selected before. */
    chooseTo(id) {
      const order = this.inOrder(), from = order.indexOf(this.anchor ?? this.at), to = order.indexOf(id);
      if (from < 0 || to < 0) return this.choose(id, true);
      this.extent = id;
      this.setChosen(new Set([...this.base, ...order.slice(Math.min(from, to), Math.max(from, to) + 1)]));
    },
    /** Select these, or leave them out again when all of them are selected. */
    chooseThese(ids) {
      const isOn = !ids.every((id) => this.chosen.has(id)), next = new Set(this.chosen);
      for (const id of ids) if (isOn) next.add(id); else next.delete(id);
      this.setChosen(next);
      this.base = new Set(this.chosen);
    },
    chooseAll() { this.setChosen(new Set([...this.chosen, ...this.inOrder()])); },
    setChosen(ids) {
      const isMuch = ids.size > MOST;
      this.chosen = isMuch ? new Set([...ids].slice(0, MOST)) : ids;
      if (isMuch) this.tellMost(); else this.tellChosen();
    },
    /** One step further with the keys, and all between selected. */
    extend(by) {
      if (this.at !== this.extent || !this.chosen.size) Object.assign(this, { anchor: this.at, base: new Set(this.chosen) });
      this.$refs.layout?.step?.(by);
      if (this.at) this.chooseTo(this.at);
    },
    unchoose() {
      this.chosen = new Set();
      Object.assign(this, { anchor: null, extent: null, base: new Set() });
      this.said = "Nothing selected";
    },
    /** What is not here any more is not selected any more. */
    keepChosen() {
      if (!this.chosen.size || Object.keys(this.counts).length) return;
      const here = new Set(Object.values(this.orders).flat());
      for (const id of this.chosen) if (!here.has(id)) this.unchooseGone(id);
    },
    unchooseGone(id) { this.chosen.delete(id); this.base.delete(id); },
    tellChosen() { this.said = this.chosen.size ? `${this.chosen.size} selected` : "Nothing selected"; },
    tellMost() { this.sorry(null, `At most ${MOST} tasks can be selected at once.`); },
    // --- by mouse and finger
    /** Whether a click or tap on a task is meant to select it. */
    clickChooses(id, event) {
      if (this.held) { this.held = false; return true; }
      if (event.shiftKey) { this.chooseTo(id); this.focus(id); return true; }
      if (event.ctrlKey || event.metaKey || (event.pointerType === "touch" && this.chosen.size)) { this.choose(id); return true; }
      return false;
    },
    /** The same on a label, a date or a circle, which would otherwise do what they do. */
    clicking(event) {
      const button = event.target.closest?.("button"), id = button?.closest("[data-id]")?.dataset.id;
      if (!id || button.closest(".sel, .fold, .acts") || !this.clickChooses(id, event)) return;
      event.stopPropagation();
      event.preventDefault();
    },
    pressSquare(id, event) {
      if (event.shiftKey) this.chooseTo(id); else this.choose(id);
      this.at = id;
    },
    /** A long press on what cannot be dragged. */
    hold(event, id) {
      this.held = false;
      if (event.pointerType === "mouse" || !event.isPrimary) return;
      const { clientX: x, clientY: y } = event, ends = ["pointerup", "pointercancel"];
      const moved = (e) => { if (Math.hypot(e.clientX - x, e.clientY - y) > 8) stop(); };
      const timer = setTimeout(() => { this.held = true; navigator.vibrate?.(12); this.choose(id); stop(); }, LONG);
      const stop = () => { clearTimeout(timer); removeEventListener("pointermove", moved); for (const end of ends) removeEventListener(end, stop); };
      addEventListener("pointermove", moved);
      for (const end of ends) addEventListener(end, stop);
    },
    /** Text between two clicks with Shift is not meant. */
    pressing(event) { if (event.shiftKey && event.target.closest?.("[data-id]") && !event.target.closest("input, textarea")) event.preventDefault(); },
  },
};
