// What can be done to the selected tasks at once: seen beforehand, done, taken back by one Undo. It floats at the bottom.
import { icon } from "task_words";

// name → [word, icon, key]
const ACTS = {
  status: ["Status", "circle-dashed", "S"], priority: ["Priority", "flag", "P"], assignee: ["Assignees", "user", "A"],
  label: ["Labels", "tag", "L"], due: ["Due", "calendar", "D"], team: ["Team", "hash", ""],
  complete: ["Complete", "circle-check", "C"], delete: ["Delete", "trash-2", "Delete"],
};
/** Which field an act is about, as the picker calls it. */
export const FIELDS = { status: "status", priority: "priority", assignee: "assignees", label: "labels", due: "due", team: "team" };

export default {
  inject: ["store"],
  data: () => ({ plan: null, told: null, sorry: "", doing: false, listed: false, below: false, ACTS }),
  computed: {
    ids() { return [...this.store.chosen]; },
    rows() { return this.ids.map((id) => this.store.row(id)).filter(Boolean); },
    rest() { return this.store.total - this.ids.length; },
    isDone() { return this.rows.length === this.ids.length && this.rows.every((row) => row.status === "completed"); },
    sentence() { return this.sorry || this.told?.said || "Looking at what would change…"; },
    leftOut() { return (this.told?.refused || []).slice(0, 20).map(([id, why]) => [this.store.row(id)?.title || "A task", why]); },
    button() {
      if (this.doing) return "Changing…";
      const number = this.told ? this.told.number : this.ids.length;
      return `${this.plan.verb} ${number.toLocaleString("en")}`;
    },
  },
  watch: { ids(now, before) { if (this.plan && !this.doing && now.join() !== before.join()) this.foresee(this.plan); } },
  methods: {
    icon,
    wordOf: (name) => ACTS[name][0],
    /** Do one of the ACTS to the selected tasks, or open it. */
    act(name, anchor) {
      if (name === "complete") this.foresee(this.isDone ? { fields: { status: "pending" }, word: "Reopen", verb: "Reopen", guess: () => ({ status: "pending" }) } : { fields: { status: "completed" }, word: "Complete", verb: "Complete", guess: () => ({ status: "completed" }) });
      else if (name === "delete") this.foresee({ fields: { deleted: true }, word: "Move to the trash", verb: "Delete", harmful: true });
      else this.store.$refs.picker.showMany(this.ids, FIELDS[name], anchor || this.$el.querySelector?.(`[data-act="${name}"]`) || this.$el);
    },
    /** Tell what would become of the tasks; nothing is changed yet. */
    async foresee(wanted) {
      if (!this.ids.length) return this.cancel();
      const plan = Object.freeze({ ...wanted });
      Object.assign(this, { plan, told: null, sorry: "", listed: false, below: false });
      this.hurried = false;
      this.$nextTick(() => this.$refs.go?.focus({ preventScroll: true }));
      return this.tell(plan);
    },
    fieldsOf(plan) { return this.below ? { ...plan.fields, with_subtasks: true } : plan.fields; },
    async tell(plan = this.plan) {
      const { below } = this, said = await this.store.ask("change_many", { ids: this.ids, fields: this.fieldsOf(plan), dry: true });
      if (this.plan !== plan || this.doing || this.below !== below) return;
      if (said.error) this.sorry = said.error; else this.told = said;
      if (this.hurried && said.number && !said.refused.length) this.apply();
    },
    async apply() {
      const { plan, told } = this, refused = new Set(told?.refused.map(([id]) => id));
      if (this.doing || this.sorry) return;
      if (!told) { this.hurried = true; return; } // who is quicker than the answer does not have to press again
      if (!told.number) return this.cancel();
      this.doing = true;
      const ids = this.ids, changed = plan.guess ? ids.filter((id) => !refused.has(id)) : [];
      const said = await this.store.hopingAll(changed, plan.guess, () => this.store.ask("change_many", { ids, fields: this.fieldsOf(plan) }));
      this.doing = false;
      if (said.error) this.sorry = said.error; else this.cancel();
    },
    /** Back to the acts, and to the row where the person was; nothing scrolls. */
    cancel() {
      const isHere = this.$el.contains?.(document.activeElement) || document.activeElement === document.body, each = `[data-id="${this.store.at}"]`;
      this.plan = null;
      if (isHere) (this.store.$el.querySelector(`${each}[tabindex="0"]`) || this.store.$el.querySelector(each))?.focus({ preventScroll: true });
    },
  },
  template: `
    <section v-if="ids.length" class="sb" :class="{ asking: plan }" aria-label="Selected tasks" @click.stop>
      <form v-if="plan" class="sb-p" @submit.prevent="apply">
        <p :role="sorry ? 'alert' : 'status'" :class="{ sorry }"><b>{{ plan.word }}.</b> <span :class="{ muted: !told && !sorry }">{{ sentence }}</span>
          <button v-if="leftOut.length" type="button" class="lk" :aria-expanded="listed ? 'true' : 'false'" @click="listed = !listed">{{ listed ? "Hide" : "Show" }} what is left out</button></p>
        <label v-if="told && told.open_below" class="sb-w"><input v-model="below" type="checkbox" @change="tell()">Complete their open subtasks, too</label>
        <ul v-if="listed" class="sb-l"><li v-for="(one, i) in leftOut" :key="i"><b>{{ one[0] }}</b> {{ one[1] }}</li></ul>
        <div class="sb-b"><button type="button" class="bt" @click="cancel">Cancel</button>
          <button v-if="!sorry && !(told && !told.number)" ref="go" type="submit" class="bt p" :class="{ d: plan.harmful }" :disabled="doing">{{ button }}</button></div>
      </form>
      <div v-else class="sb-a" role="toolbar" aria-label="Change the selected tasks">
        <span class="sb-n"><b class="num">{{ ids.length.toLocaleString("en") }}</b> selected</span>
        <button v-if="rest > 0" type="button" class="lk" title="Select all (Ctrl+A)" @click="store.chooseAll()">All</button>
        <button type="button" class="ib sb-x" aria-label="Clear the selection" title="Clear the selection (Esc)" @click="store.unchoose()"><svg><use :href="icon('x')"/></svg></button>
        <span class="sb-o"><button v-for="(a, name) in ACTS" :key="name" type="button" class="sb-k" :data-act="name" :aria-label="name === 'complete' && isDone ? 'Reopen' : a[0]" :title="a[2] ? a[0] + ' (' + a[2] + ')' : a[0]" @click="store.act(name, $event.currentTarget)"><svg><use :href="icon(name === 'complete' && isDone ? 'rotate-ccw' : a[1])"/></svg><span>{{ name === "complete" && isDone ? "Reopen" : a[0] }}</span></button></span>
      </div>
    </section>`,
};
