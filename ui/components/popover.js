// A button and what opens under it. Native popover: on top of everything, Esc and a click elsewhere close it.
export default {
  props: { label: String, disabled: Boolean, kind: { type: String, default: "" }, wide: Boolean },
  emits: ["opened", "closed"],
  data: () => ({ open: false }),
  template: `
    <span class="po">
      <button ref="button" type="button" :class="['po-b', kind, { on: open }]" :disabled="disabled" :aria-label="label" :title="label"
        aria-haspopup="dialog" :aria-expanded="open ? 'true' : 'false'" @click.stop="toggle"><slot name="button"/></button>
      <div ref="pop" popover="auto" class="po-p" :class="{ wide }" role="dialog" :aria-label="label" @toggle="toggled" @click.stop @keydown.stop="keyed">
        <slot v-if="open" :close="close"/>
      </div>
    </span>`,
  beforeUnmount() { this.close(); },
  methods: {
    toggle() { this.open ? this.close() : this.show(); },
    async show() {
      if (this.disabled) return;
      this.open = true;
      await this.$nextTick();
      this.$refs.pop.showPopover();
      this.place();
      this.$emit("opened");
      await this.$nextTick();
      this.$refs.pop.querySelector("[autofocus], input, [role=listbox], button")?.focus({ preventScroll: true });
    },
    close() { try { this.$refs.pop?.hidePopover(); } catch { /* already closed */ } },
    keyed(event) { if (event.key === "Escape") { event.preventDefault(); this.close(); } },
    toggled(event) {
      if (event.newState !== "closed") return;
      const inside = this.$refs.pop.contains(document.activeElement) || document.activeElement === document.body;
      this.open = false;
      if (inside) this.$refs.button?.focus({ preventScroll: true });
      this.$emit("closed");
    },
    place() {
      const pop = this.$refs.pop, at = this.$refs.button.getBoundingClientRect();
      const width = pop.offsetWidth, height = pop.offsetHeight, room = innerHeight - at.bottom - 12;
      const above = height > room && at.top > room;
      pop.style.maxHeight = `${Math.max(160, above ? at.top - 12 : room)}px`;
      pop.style.left = `${Math.max(8, Math.min(at.left, innerWidth - width - 8))}px`;
      pop.style.top = above ? "auto" : `${at.bottom + 4}px`;
      pop.style.bottom = above ? `${innerHeight - at.top + 4}px` : "auto";
    },
  },
};
