// One field of one task, chosen beside it: one popover for all rows, cards and cells of a page. Or of many tasks: then
// nothing is changed yet, but a plan made of what was chosen.
import { addDays, dayOf, dayWord, icon, initials, labelColour, personColour, PRIORITIES, priorityWord, STATUSES, statusWord, timeOf } from "task_words";
import PickList from "pick_list";
import many from "task_picker_many";

const WORDS = { due: "Due", start: "Start", priority: "Priority", status: "Status", labels: "Labels", assignees: "Assignees", team: "Team" };

export default {
  mixins: [many],
  inject: ["store"],
  components: { PickList },
  data: () => ({ id: null, field: "", people: [], labels: [], teams: [], day: "", time: "", shown: false }),
  computed: {
    row() { return this.many ? this.whole : this.id && this.store.row(this.id); },
    word() { return WORDS[this.field] || ""; },
    multiple() { return this.field === "labels" || this.field === "assignees"; },
    options() {
      const row = this.row, options = {
        status: () => STATUSES.map(([value, label]) => ({ value, label })),
        priority: () => PRIORITIES.map(([value]) => ({ value, label: priorityWord[value], icon: "flag", tone: value })),
        labels: () => [...new Set([...row.labels, ...this.labels, ...this.added])].map((l) => ({ value: l, label: l, colour: labelColour(l) })),
        assignees: () => this.everybody.map(([value, label]) => ({ value, label, initials: initials(label), tint: personColour(value) })),
        team: () => [{ value: "", label: "Personal", icon: "user" }, ...this.teams.map(([value, label]) => ({ value, label, icon: "hash" }))],
      };
      return options[this.field]?.() || [];
    },
    everybody() { const known = new Map([...this.row.people, ...this.people]); return [...known]; },
    values() {
      const row = this.row;
      if (this.many && this.multiple) return this.valuesOfMany;
      return { status: [row.status], priority: [row.priority], labels: row.labels, assignees: row.people.map((p) => p[0]), team: [row.team_id || ""] }[this.field] || [];
    },
  },
  beforeUnmount() { this.close(); },
  methods: {
    icon,
    async show(id, field, anchor) {
      if (this.shown) this.close();
      const row = this.store.row(id);
      if (!row || !anchor) return;
      Object.assign(this, { id, many: null, day: field === "start" ? row.start_on || "" : this.store.dayOfDue(row) || "", time: this.store.timeOfDue(row) });
      await this.open(field, anchor, () => this.store.ask("choose", { id }));
    },
    async showMany(ids, field, anchor) {
      if (this.shown) this.close();
      Object.assign(this, { id: ids.join(), many: ids, turned: {}, isCancelled: false, day: "", time: "" });
      await this.open(field, anchor, () => this.store.ask("choose_many", { ids }));
    },
    async open(field, anchor, ask) {
      Object.assign(this, { field, people: [], shown: true });
      this.back = document.activeElement;
      if (field === "assignees" || field === "labels" || field === "team") this.offer(this.id, ask);
      await this.$nextTick();
      this.$refs.pop.showPopover();
      this.place(anchor.getBoundingClientRect());
      await this.$nextTick();
      this.$refs.pop.querySelector("[autofocus], .pl-q, [role=listbox], .tf-q button")?.focus({ preventScroll: true });
    },
    async offer(id, ask) {
      const said = await ask();
      if (this.id === id) Object.assign(this, { people: said.people || [], labels: said.labels || [], teams: said.teams || [] });
    },
    place(at) {
      const pop = this.$refs.pop, width = pop.offsetWidth, height = Math.min(pop.offsetHeight, 360), room = innerHeight - at.bottom - 12, above = height > room && at.top > room;
      const right = at.width > 400 ? at.right - width - 40 : at.left;
      pop.style.left = `${Math.max(8, Math.min(right, innerWidth - width - 8))}px`;
      pop.style.maxHeight = `${Math.max(160, above ? at.top - 12 : room)}px`;
      pop.style.top = above ? "auto" : `${at.bottom + 4}px`;
      pop.style.bottom = above ? `${innerHeight - at.top + 4}px` : "auto";
    },
    close() { try { this.$refs.pop?.hidePopover(); } catch { /* already closed */ } },
    toggled(event) {
      if (event.newState !== "closed") return;
      this.shown = false;
      const inside = this.$refs.pop.contains(document.activeElement) || document.activeElement === document.body;
      if (inside && this.back?.isConnected) this.back.focus({ preventScroll: true });
      if (this.many && !this.isCancelled) this.planTurned();
      Object.assign(this, { id: null, many: null });
    },
    keyed(event) {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.close();
      else if (event.key === "Escape") { event.preventDefault(); this.isCancelled = true; this.close(); }
    },
    async send(fields, guess, word) {
      if (this.many) return this.store.foresee({ fields, word, verb: fields.team_id === undefined ? "Change" : "Move", guess: () => guess });
      const { id, row } = this;
      const said = await this.store.change(row, fields, guess);
      if (said.error) this.store.sorry(id, said.error);
    },
    pick(value) {
      const { row, field } = this;
      if (field === "status" || field === "priority") this.closing(() => this.send({ [field]: value }, { [field]: value }, `${WORDS[field]}: ${(field === "status" ? statusWord : priorityWord)[value]}`));
      else if (field === "team") this.closing(() => this.send({ team_id: value || null }, {}, `Move to ${this.teams.find(([id]) => id === value)?.[1] || "Personal"}`));
      else if (this.many) this.turn(value);
      else if (field === "labels") { const labels = flip(row.labels, value); this.send({ labels }, { labels }); }
      else if (field === "assignees") {
        const ids = flip(row.people.map((p) => p[0]), value), names = new Map(this.everybody);
        this.send({ assignee_ids: ids }, { people: ids.map((id) => [id, names.get(id) || "…"]) });
      }
    },
    set(day, time) {
      const word = day ? `Due ${dayWord(day, this.store.today())}${time ? `, ${time}` : ""}` : "No due date";
      if (this.field === "start") this.closing(() => this.send({ start_on: day || null }, { start_on: day || null }));
      else this.closing(() => this.send({ due: { on: day || null, time: day ? time || "" : "" } }, time ? {} : { due_on: day || null, due_at: null }, word));
    },
    /** Do it and close; the focus goes where the doing puts it. */
    closing(act) { act(); if (this.many) this.back = null; this.close(); },
    ahead(n) { return addDays(dayOf(this.store.now, this.store.zone), n); },
    timeOf,
  },
  template: `
    <div ref="pop" popover="auto" class="po-p" :class="{ wide: field === 'due' || field === 'start' }" role="dialog" :aria-label="word" @toggle="toggled" @click.stop @keydown.stop="keyed">
      <template v-if="shown && row">
        <div v-if="field === 'due' || field === 'start'" class="tf-d">
          <div class="tf-q"><button type="button" class="bt" @click="set(ahead(0), '')">Today</button><button type="button" class="bt" @click="set(ahead(1), '')">Tomorrow</button><button type="button" class="bt" @click="set(ahead(7), '')">In a week</button></div>
          <label>Day<input v-model="day" type="date" min="1970-01-01" max="9000-12-31" :aria-label="word + ' day'" @keydown.enter.prevent="day && set(day, time)"></label>
          <label v-if="field === 'due'">Time<input v-model="time" type="time" aria-label="Due time" @keydown.enter.prevent="day && set(day, time)"></label>
          <div class="tf-q"><button type="button" class="bt" @click="set(null, '')">No date</button><button type="button" class="bt p" :disabled="!day" @click="set(day, time)">Set</button></div>
        </div>
        <pick-list v-else :key="id + field" :label="word" :options="options" :values="values" :partly="partly" :multiple="multiple" :creatable="field === 'labels'" @pick="pick"/>
        <div v-if="many && multiple" class="po-f"><button type="button" class="bt p" :disabled="!isTurned" title="Ctrl+Enter" @click="close">Change {{ many.length.toLocaleString("en") }} tasks…</button></div>
      </template>
    </div>`,
};

const flip = (values, value) => (values.includes(value) ? values.filter((one) => one !== value) : [...values, value]);
