// One's own reminders of a task: before it is due, or at a moment.
import { dayOf, dayWord, icon, timeOf } from "task_words";
import Popover from "popover";

const BEFORE = [[0, "When it is due"], [30, "30 minutes before"], [60, "1 hour before"], [1440, "1 day before"], [2880, "2 days before"], [10080, "1 week before"]];
const DAYS = [[0, "On the day, 9:00"], [1440, "1 day before, 9:00"], [2880, "2 days before, 9:00"], [10080, "1 week before, 9:00"]];

export default {
  components: { Popover },
  props: { told: Array, task: Object, zone: String, now: Number, ask: Function },
  emits: ["changed"],
  data: () => ({ local: "", sorry: "", asking: false }),
  computed: {
    presets() { return this.task.due_at ? BEFORE : this.task.due_on ? DAYS : []; },
    least() { return `${dayOf(this.now, this.zone)}T${timeOf(this.now, this.zone)}`; },
  },
  methods: {
    icon,
    when(r) {
      if (!r.at) return "no due date";
      const today = dayOf(this.now, this.zone);
      return `${dayWord(dayOf(r.at, this.zone), today)}, ${timeOf(r.at, this.zone)}`;
    },
    word(r) {
      if (r.minutes_before === null) return this.when(r);
      const known = [...BEFORE, ...DAYS].find(([m]) => m === r.minutes_before);
      return `${this.over(r) && !r.sent ? "Over: " : ""}${known ? known[1].replace(/, 9:00$/, "") : `${r.minutes_before} minutes before`} · ${this.when(r)}`;
    },
    over(r) { return r.sent || (r.at && Date.parse(r.at) < this.now); },
    async add(asked, close) {
      this.asking = true;
      const said = await this.ask("remind", asked);
      this.asking = false;
      this.sorry = said.error || "";
      if (said.error) return;
      this.local = "";
      close?.();
      this.$emit("changed", said);
    },
    async remove(r) { const said = await this.ask("unremind", { reminder_id: r.id }); this.sorry = said.error || ""; if (!said.error) this.$emit("changed", said); },
  },
  template: `
    <section class="tp-x" aria-label="Reminders"><h3>Reminders
        <popover v-if="told && !task.deleted_at" label="Add a reminder" kind="lk tp-m" wide><template #button><svg><use :href="icon('bell')"/></svg>Remind me</template>
          <template #default="{ close }"><div class="rm-p">
            <button v-for="[minutes, label] in presets" :key="minutes" type="button" class="pl-o" :disabled="asking" @click="add({ minutes_before: minutes }, close)"><svg><use :href="icon('clock')"/></svg><span class="pl-t">{{ label }}</span></button>
            <p v-if="!presets.length" class="muted">Give the task a due date to be reminded before it, or choose a moment:</p>
            <form @submit.prevent="local && add({ local }, close)"><label><span>At</span><input v-model="local" type="datetime-local" :min="least" required></label><button type="submit" class="bt p" :disabled="asking || !local">Remind me</button></form>
            <p v-if="sorry" class="sorry" role="alert">{{ sorry }}</p></div></template></popover></h3>
      <div v-if="!told" class="tp-s"><span class="sk" style="width:40%"></span></div>
      <p v-else-if="!told.length" class="muted">You are not reminded. Only you see your reminders.</p>
      <ul v-else class="rm"><li v-for="r in told" :key="r.id" :class="{ over: over(r) }"><svg><use :href="icon(r.sent ? 'check' : 'bell')"/></svg><span>{{ word(r) }}</span><button type="button" class="ib" :aria-label="'Remove the reminder ' + word(r)" title="Remove" @click="remove(r)"><svg><use :href="icon('x')"/></svg></button></li></ul>
    </section>`,
};
