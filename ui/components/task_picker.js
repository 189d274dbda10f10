// One field of one task, chosen beside it: one popover for all rows, cards and cells of a page.
import { addDays, dayOf, icon, initials, labelColour, personColour, PRIORITIES, priorityWord, STATUSES, timeOf } from "task_words";
import PickList from "pick_list";

const WORDS = { due: "Due", start: "Start", priority: "Priority", status: "Status", labels: "Labels", assignees: "Assignees", team: "Team" };

export default {
  inject: ["store"],
  components: { PickList },
  data: () => ({ id: null, field: "", people: [], labels: [], teams: [], day: "", time: "", shown: false }),
  computed: {
    row() { return this.id && this.store.row(this.id); },
    word() { return WORDS[this.field] || ""; },
    multiple() { return this.field === "labels" || this.field === "assignees"; },
    options() {
      const row = this.row, options = {
        status: () => STATUSES.map(([value, label]) => ({ value, label })),
        priority: () => PRIORITIES.map(([value]) => ({ value, label: priorityWord[value], icon: "flag", tone: value })),
        labels: () => [...new Set([...row.labels, ...this.labels])].map((l) => ({ value: l, label: l, colour: labelColour(l) })),
        assignees: () => this.everybody.map(([value, label]) => ({ value, label, initials: initials(label), tint: personColour(value) })),
        team: () => [{ value: "", label: "Personal", icon: "user" }, ...this.teams.map(([value, label]) => ({ value, label, icon: "hash" }))],
      };
      return options[this.field]?.() || [];
    },
    everybody() { const known = new Map([...this.row.people, ...this.people]); return [...known]; },
    values() {
      const row = this.row;
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
      Object.assign(this, { id, field, people: [], day: field === "start" ? row.start_on || "" : this.store.dayOfDue(row) || "", time: this.store.timeOfDue(row), shown: true });
      this.back = document.activeElement;
      if (field === "assignees" || field === "labels" || field === "team") this.choose(id);
      await this.$nextTick();
      this.$refs.pop.showPopover();
      this.place(anchor.getBoundingClientRect());
      await this.$nextTick();
      this.$refs.pop.querySelector("[autofocus], .pl-q, [role=listbox], .tf-q button")?.focus({ preventScroll: true });
    },
    async choose(id) {
      const said = await this.store.ask("choose", { id });
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
      this.id = null;
    },
    keyed(event) { if (event.key === "Escape") { event.preventDefault(); this.close(); } },
    async send(fields, guess) {
      const { id, row } = this;
      const said = await this.store.change(row, fields, guess);
      if (said.error) this.store.sorry(id, said.error);
    },
    pick(value) {
      const { row, field } = this;
      if (field === "status" || field === "priority") { this.send({ [field]: value }, { [field]: value }); this.close(); }
      else if (field === "team") { this.send({ team_id: value || null }, {}); this.close(); }
      else if (field === "labels") { const labels = flip(row.labels, value); this.send({ labels }, { labels }); }
      else if (field === "assignees") {
        const ids = flip(row.people.map((p) => p[0]), value), names = new Map(this.everybody);
        this.send({ assignee_ids: ids }, { people: ids.map((id) => [id, names.get(id) || "…"]) });
      }
    },
    set(day, time) {
      if (this.field === "start") this.send({ start_on: day || null }, { start_on: day || null });
      else this.send({ due: { on: day || null, time: day ? time || "" : "" } }, time ? {} : { due_on: day || null, due_at: null });
      this.close();
    },
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
        <pick-list v-else :key="id + field" :label="word" :options="options" :values="values" :multiple="multiple" :creatable="field === 'labels'" @pick="pick"/>
      </template>
    </div>`,
};

const flip = (values, value) => (values.includes(value) ? values.filter((one) => one !== value) : [...values, value]);
