// Short sentences that pass: read aloud once, gone by themselves, kept while the pointer or the focus is on them.
const STAYS = { said: 5000, undo: 9000, wrong: 10000 };

export default {
  emits: ["undo"],
  data: () => ({ toasts: [] }),
  methods: {
    icon: (name) => window.atrium.icon(name),
    add(toast) {
      const same = this.toasts.find((t) => t.message === toast.message && !t.undo && !toast.undo);
      if (same) this.drop(same.id);
      this.toasts = [...this.toasts.slice(-2), toast];
      this.start(toast.id, toast.wrong ? STAYS.wrong : toast.undo ? STAYS.undo : STAYS.said);
    },
    start(id, after) { (this.timers ||= {})[id] = setTimeout(() => this.drop(id), after); },
    hold(id) { clearTimeout(this.timers[id]); },
    drop(id) { clearTimeout(this.timers[id]); this.toasts = this.toasts.filter((t) => t.id !== id); },
    undo(id) { this.drop(id); this.$emit("undo", id); },
  },
  template: `
    <div class="toasts" role="status" aria-live="polite"><transition-group name="toast">
      <div v-for="t in toasts" :key="t.id" :class="['toast', { wrong: t.wrong }]" @mouseenter="hold(t.id)" @focusin="hold(t.id)" @mouseleave="start(t.id, 2500)" @focusout="start(t.id, 2500)">
        <svg v-if="t.wrong" aria-hidden="true"><use :href="icon('circle-alert')"/></svg><span>{{ t.message }}</span>
        <button v-if="t.undo" type="button" class="undo" @click="undo(t.id)">Undo</button>
        <button type="button" class="x" aria-label="Dismiss" @click="drop(t.id)"><svg><use :href="icon('x')"/></svg></button>
      </div></transition-group></div>`,
};
