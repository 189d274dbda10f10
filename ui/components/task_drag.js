// Carrying a task with the mouse or a finger (hold, then move); holding it alone selects it. The layout says where it may go.
// It has: canDrag(row), aim(x, y) → target or null, drop(target), scrollers() → [[element, "x" | "y"]], tapped(row).
export default {
  inject: ["store"],
  mounted() {
    document.addEventListener("pointermove", this.pointed, { passive: false });
    document.addEventListener("pointerup", this.released);
    document.addEventListener("pointercancel", this.dragCancelled);
    document.addEventListener("keydown", this.dragKeyed, true);
    this.stay = (event) => { if (this.store.drag && event.cancelable) event.preventDefault(); };
    document.addEventListener("touchmove", this.stay, { passive: false });
  },
  beforeUnmount() {
    this.endDrag();
    document.removeEventListener("pointermove", this.pointed);
    document.removeEventListener("pointerup", this.released);
    document.removeEventListener("pointercancel", this.dragCancelled);
    document.removeEventListener("keydown", this.dragKeyed, true);
    document.removeEventListener("touchmove", this.stay);
  },
  methods: {
    pressed(event, row, key) {
      const touch = event.pointerType !== "mouse"; // a finger may rest on a label, too
      if (event.button || !event.isPrimary || this.store.drag || event.target.closest(touch ? ".sel, input, textarea, select" : "button:not(.sel), input, textarea, select")) return;
      this.press = { row, key, x: event.clientX, y: event.clientY, element: event.currentTarget, touch, pointer: event.pointerId };
      if (this.press.touch) this.press.timer = setTimeout(() => this.hold(), 240);
    },
    hold() {
      this.press.isHeld = true;
      if (this.canDrag(this.press.row)) this.beginDrag(this.press.x, this.press.y); else navigator.vibrate?.(12);
    },
    beginDrag(x, y) {
      const { row, key, element, touch } = this.press, box = element.getBoundingClientRect(), store = this.store;
      store.frozen = store.shown; // what others do waits while something is in the hand
      store.drag = { id: row.id, row, from: key, ...store.inHand(row.id, key), x, y, dx: this.press.x - box.left, dy: this.press.y - box.top, width: Math.min(box.width, 380), height: box.height, target: null };
      if (store.drag.dx > 340) store.drag.dx = 180;
      document.body.classList.add("is-dragging");
      if (touch) navigator.vibrate?.(12);
      this.aimed();
      const step = () => { if (!store.drag || store.drag.keys) return; this.scrollAtEdge(); requestAnimationFrame(step); };
      requestAnimationFrame(step);
    },
    pointed(event) {
      const press = this.press;
      if (!press || event.pointerId !== press.pointer) return;
      const far = Math.hypot(event.clientX - press.x, event.clientY - press.y);
      if (!this.store.drag) {
        if (press.touch) { if (far > 8) this.forgetPress(); return; }
        if (far < 5 || !this.canDrag(press.row)) return;
        this.beginDrag(event.clientX, event.clientY);
      }
      event.preventDefault();
      Object.assign(this.store.drag, { x: event.clientX, y: event.clientY });
      this.aimed();
    },
    aimed() { const drag = this.store.drag; drag.target = this.aim(drag.x, drag.y); },
    scrollAtEdge() {
      const { x, y } = this.store.drag, near = 60;
      const speed = (at, low, high) => (at < low + near ? -Math.ceil((low + near - at) / 5) : at > high - near ? Math.ceil((at - high + near) / 5) : 0);
      let moved = false;
      for (const [element, way] of this.scrollers()) {
        const isPage = element === document.scrollingElement, box = isPage ? { left: 0, top: 50, right: innerWidth, bottom: innerHeight } : element.getBoundingClientRect();
        const by = way === "x" ? (element.scrollWidth > element.clientWidth ? speed(x, box.left, box.right) : 0) : speed(y, box.top, box.bottom);
        if (!by) continue;
        element[way === "x" ? "scrollLeft" : "scrollTop"] += by;
        moved = true;
      }
      if (moved) this.aimed();
    },
    forgetPress() { clearTimeout(this.press?.timer); this.press = null; },
    released(event) {
      const press = this.press;
      if (!press || event.pointerId !== press.pointer) return;
      this.forgetPress();
      const far = Math.hypot(event.clientX - press.x, event.clientY - press.y), drag = this.store.drag;
      if (!drag && !press.isHeld) { if (far < 6 && !event.target.closest("button") && !this.store.clickChooses(press.row.id, event)) this.tapped?.(press.row, event); return; }
      this.endDrag();
      if (press.isHeld && far < 8) this.store.choose(press.row.id);
      else if (drag?.target) this.drop(drag.target, drag);
      this.eatClick();
    },
    /** The click that follows a drag is not a click. */
    eatClick() {
      const eat = (e) => { e.stopPropagation(); e.preventDefault(); };
      document.addEventListener("click", eat, { capture: true, once: true });
      setTimeout(() => document.removeEventListener("click", eat, { capture: true }), 50);
    },
    dragKeyed(event) {
      if (event.key !== "Escape" || !this.store.drag || this.store.drag.keys) return;
      event.stopPropagation();
      this.dragCancelled();
    },
    dragCancelled() { this.forgetPress(); if (this.store.drag && !this.store.drag.keys) this.endDrag(); },
    endDrag() { this.store.drag = null; this.store.frozen = null; document.body.classList.remove("is-dragging"); },
  },
};
