// Who is told what happens to a task, and whether oneself is.
import { icon, initials, personColour } from "task_words";

const WHY = { chosen: "chose to", assigned: "is assigned", created: "created it", commented: "commented", mentioned: "was mentioned" };

export default {
  props: { told: Object, ask: Function },
  emits: ["changed"],
  data: () => ({ sorry: "", asking: false, WHY }),
  methods: {
    icon, initials, personColour,
    async toggle() {
      this.asking = true;
      const said = await this.ask("watch", { on: !this.told.mine });
      this.asking = false;
      this.sorry = said.error || "";
      if (!said.error) this.$emit("changed", said);
    },
  },
  template: `
    <section class="tp-x" aria-label="Watchers"><h3>Watchers<button v-if="told" type="button" class="lk tp-m" :disabled="asking" :aria-pressed="told.mine ? 'true' : 'false'" @click="toggle"><svg><use :href="icon(told.mine ? 'eye-off' : 'eye')"/></svg>{{ told.mine ? "Stop watching" : "Watch" }}</button></h3>
      <div v-if="!told" class="tp-s"><span class="sk" style="width:40%"></span></div>
      <p v-else-if="!told.watchers.length" class="muted">Nobody is told what happens here.</p>
      <ul v-else class="wa"><li v-for="w in told.watchers" :key="w.id" :title="WHY[w.reason]"><span class="av s" :style="{ background: personColour(w.id) }" aria-hidden="true">{{ initials(w.name) }}</span>{{ w.name }}<small>{{ WHY[w.reason] }}</small></li></ul>
      <p v-if="sorry" class="sorry" role="alert">{{ sorry }}</p>
    </section>`,
};
