// Deleted tasks: what, who, when; restoring answers at once.
import { agoOf, asking, icon, initials, personColour } from "task_words";

export default {
  mixins: [asking],
  props: { zone: String },
  emits: ["restore", "more", "retry"],
  data: () => ({ state: "loading", error: "", rows: [], more: false, gone: {}, now: Date.now() }),
  methods: {
    icon, initials, personColour, agoOf,
    show(told) { Object.assign(this, { state: "ready", rows: told.rows, more: told.more, now: Date.now() }); },
    fail(sentence) { this.error = sentence; if (!this.rows.length) this.state = "error"; },
    retry() { this.state = "loading"; this.$emit("retry", {}); },
    async restore(row) {
      this.gone[row.id] = true;
      await this.ask("restore", { id: row.id });
      delete this.gone[row.id]; // by now the rows say what holds
    },
  },
  computed: { shown() { return this.rows.filter((r) => !this.gone[r.id]); } },
  template: `
    <div class="tasks">
      <div v-if="state === 'loading'" class="tl" aria-busy="true" aria-label="Loading the trash"><div v-for="w in [62, 44, 71]" :key="w" class="tk"><span class="sk" :style="{ width: w + '%' }"></span></div></div>
      <div v-else-if="state === 'error'" class="tl empty" role="alert"><svg><use :href="icon('circle-alert')"/></svg><b>The trash could not be loaded</b><p>{{ error }}</p><button type="button" class="bt" @click="retry">Try again</button></div>
      <div v-else-if="!shown.length && !more" class="tl empty"><svg><use :href="icon('trash-2')"/></svg><b>The trash is empty</b><p>Tasks that you or your teams delete stay here for thirty days, and can be restored.</p></div>
      <ul v-else class="tl tr-l" aria-label="Deleted tasks">
        <li v-for="t in shown" :key="t.id" class="tk tr-i"><span class="tt">{{ t.title }}</span><span v-if="t.team" class="tm hide-m">{{ t.team }}</span>
          <span class="note"><span class="av s" :style="{ background: personColour(t.who_id) }">{{ initials(t.who) }}</span><span class="hide-m">{{ t.who }}, </span>{{ agoOf(t.at, zone, now) }}</span>
          <button v-if="t.can_restore" type="button" class="bt" :aria-label="'Restore ' + t.title" @click="restore(t)"><svg><use :href="icon('undo-2')"/></svg><span class="hide-m">Restore</span></button></li>
      </ul>
      <button v-if="more" type="button" class="bt" style="align-self: center" @click="$emit('more', {})">Show more</button>
    </div>`,
};
