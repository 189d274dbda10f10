// Who changed what from what to what; each change can be taken back.
import { agoOf, icon, initials, personColour } from "task_words";

export default {
  props: { changes: Array, zone: String, now: Number, can: Boolean, ask: Function },
  emits: ["changed"],
  data: () => ({ wrong: {}, asking: null, all: false }),
  computed: { shown() { return this.all ? this.changes : this.changes?.slice(0, 8); } },
  methods: {
    icon, initials, personColour, agoOf,
    async back(change) {
      this.asking = change.id;
      const said = await this.ask("take_back", { change_id: change.id });
      this.asking = null;
      this.wrong = said.error ? { [change.id]: said.error } : {};
      if (!said.error) this.$emit("changed", said);
    },
    /** One field as it was before this change, whatever became of it since. */
    async goBack(change, value) {
      const said = await this.ask("go_back", { change_id: change.id, field: value.field });
      this.wrong = said.error ? { [change.id]: said.error } : {};
      if (!said.error) this.$emit("changed", said);
    },
  },
  template: `
    <div v-if="!changes" class="tp-s"><span class="sk" style="width:70%"></span><span class="sk" style="width:52%"></span></div>
    <ol v-else class="th">
      <li v-for="c in shown" :key="c.id"><span class="av s" :style="{ background: personColour(c.actor_id) }">{{ initials(c.who) }}</span>
        <div><b>{{ c.who }}</b> <span v-for="(line, i) in c.lines" :key="i">{{ i ? "; " : "" }}{{ line }}</span> <small :title="c.at">{{ agoOf(c.at, zone, now) }}</small>
          <button v-if="can && c.can_undo" type="button" class="lk" :disabled="asking === c.id" @click="back(c)">Restore</button><p v-if="wrong[c.id]" class="sorry" role="alert">{{ wrong[c.id] }}
            <template v-if="c.values.length"> Set back anyway: <button v-for="v in c.values" :key="v.field" type="button" class="lk" @click="goBack(c, v)">{{ v.word }} to {{ v.before }}</button></template></p></div></li>
      <li v-if="!all && changes.length > 8"><button type="button" class="lk" @click="all = true">Show all {{ changes.length }}</button></li>
    </ol>`,
};
