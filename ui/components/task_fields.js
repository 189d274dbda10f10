// Everything of a task that is picked rather than written: each choice is saved at once.
import { addDays, dayOf, dayWord, icon, initials, labelColour, personColour, PRIORITIES, priorityWord, STATUSES, statusWord, timeOf } from "task_words";
import Popover from "popover";
import PickList from "pick_list";

export default {
  components: { Popover, PickList },
  props: { task: Object, options: Object, zone: String, now: Number, readonly: Boolean, saving: Object, marks: Object, canMove: Boolean },
  emits: ["save", "choose"],
  data: () => ({ day: "", time: "" }),
  computed: {
    priorityWord: () => priorityWord,
    statusWord: () => statusWord,
    today() { return dayOf(this.now, this.zone); },
    dueDay() { return this.task.due_at ? dayOf(this.task.due_at, this.zone) : this.task.due_on; },
    dueTime() { return this.task.due_at ? timeOf(this.task.due_at, this.zone) : ""; },
    late() {
      if (!this.dueDay || ["completed", "archived"].includes(this.task.status)) return false;
      return this.task.due_at ? Date.parse(this.task.due_at) < this.now : this.dueDay < this.today;
    },
    statuses() { return STATUSES.map(([value, label]) => ({ value, label })); },
    priorities() { return PRIORITIES.map(([value]) => ({ value, label: priorityWord[value], icon: "flag", tone: value })); },
    labels() { return [...new Set([...this.task.labels, ...(this.options.labels || [])])].map((l) => ({ value: l, label: l, colour: labelColour(l) })); },
    people() { return (this.options.people || []).map((p) => ({ value: p.id, label: p.name, initials: initials(p.name), tint: personColour(p.id) })); },
    teams() { return [{ value: "", label: "Personal", icon: "user" }, ...(this.options.teams || []).map((t) => ({ value: t.id, label: t.name, icon: "hash", hint: t.key }))]; },
  },
  methods: {
    icon, initials, labelColour, personColour,
    word(day) { return day ? dayWord(day, this.today) : ""; },
    quick(n) { return addDays(this.today, n); },
    save(field, value, close) { this.$emit("save", { [field]: value }); close?.(); },
    flip(field, value) {
      const now = this.task[field];
      this.save(field, now.includes(value) ? now.filter((v) => v !== value) : [...now, value]);
    },
    setDue(on, time, close) { this.save("due", { on: on || null, time: on ? time || "" : "" }, close); },
    opened() { this.day = this.dueDay || ""; this.time = this.dueTime; },
    nameOf(id) { return this.task.names?.[id] || this.options.people?.find((p) => p.id === id)?.name || "Somebody"; },
  },
  template: `
    <dl class="tf">
      <div><dt>Status</dt><dd><popover label="Status" kind="v" :disabled="readonly"><template #button><i class="sd" :class="task.status"></i>{{ statusWord[task.status] }}</template>
        <template #default="{ close }"><pick-list label="Status" :options="statuses" :values="[task.status]" @pick="save('status', $event, close)"/></template></popover></dd></div>
      <div><dt>Priority</dt><dd><popover label="Priority" kind="v" :disabled="readonly"><template #button><svg :class="'pr ' + task.priority"><use :href="icon('flag')"/></svg>{{ priorityWord[task.priority] }}</template>
        <template #default="{ close }"><pick-list label="Priority" :options="priorities" :values="[task.priority]" @pick="save('priority', $event, close)"/></template></popover></dd></div>
      <div><dt>Due</dt><dd><popover label="Due" kind="v" wide :disabled="readonly" @opened="opened"><template #button><svg><use :href="icon('calendar')"/></svg><span :class="{ late, none: !dueDay }">{{ dueDay ? word(dueDay) + (dueTime ? ", " + dueTime : "") : "No date" }}</span></template>
        <template #default="{ close }"><div class="tf-d">
          <div class="tf-q"><button type="button" class="bt" @click="setDue(quick(0), '', close)">Today</button><button type="button" class="bt" @click="setDue(quick(1), '', close)">Tomorrow</button><button type="button" class="bt" @click="setDue(quick(7), '', close)">In a week</button></div>
          <label>Day<input v-model="day" type="date" min="1970-01-01" max="9000-12-31" aria-label="Due day"></label>
          <label>Time<input v-model="time" type="time" aria-label="Due time"></label>
          <p class="muted">{{ zone }}</p>
          <div class="tf-q"><button type="button" class="bt" :disabled="!dueDay" @click="setDue(null, '', close)">No date</button><button type="button" class="bt p" :disabled="!day" @click="setDue(day, time, close)">Set</button></div>
        </div></template></popover></dd></div>
      <div><dt>Start</dt><dd><popover label="Start" kind="v" wide :disabled="readonly"><template #button><svg><use :href="icon('calendar-days')"/></svg><span :class="{ none: !task.start_on }">{{ task.start_on ? word(task.start_on) : "No date" }}</span></template>
        <template #default="{ close }"><div class="tf-d"><div class="tf-q"><button type="button" class="bt" @click="save('start_on', quick(0), close)">Today</button><button type="button" class="bt" @click="save('start_on', quick(1), close)">Tomorrow</button><button type="button" class="bt" :disabled="!task.start_on" @click="save('start_on', null, close)">No date</button></div>
          <label>Day<input type="date" min="1970-01-01" max="9000-12-31" :value="task.start_on || ''" aria-label="Start day" @change="$event.target.value && save('start_on', $event.target.value, close)"></label></div></template></popover></dd></div>
      <div><dt>Labels</dt><dd><popover label="Labels" kind="v" :disabled="readonly"><template #button>
          <template v-if="task.labels.length"><span v-for="l in task.labels" :key="l" class="chip"><i :style="{ background: labelColour(l) }"></i><span>{{ l }}</span></span></template><span v-else class="none">None</span></template>
        <pick-list label="Labels" :options="labels" :values="task.labels" multiple creatable @pick="flip('labels', $event)"/></popover></dd></div>
      <div><dt>Assignees</dt><dd><popover label="Assignees" kind="v" :disabled="readonly" @opened="$emit('choose')"><template #button>
          <template v-if="task.assignee_ids.length"><span v-for="id in task.assignee_ids" :key="id" class="pn"><span class="av s" :style="{ background: personColour(id) }">{{ initials(nameOf(id)) }}</span>{{ nameOf(id) }}</span></template><span v-else class="none">Nobody</span></template>
        <pick-list label="Assignees" :options="people" :values="task.assignee_ids" multiple @pick="flip('assignee_ids', $event)"/></popover></dd></div>
      <div><dt>Team</dt><dd><popover label="Team" kind="v" :disabled="readonly || !canMove"><template #button><svg><use :href="icon(task.team_id ? 'hash' : 'user')"/></svg>{{ task.team_name || "Personal" }}</template>
        <template #default="{ close }"><pick-list label="Team" :options="teams" :values="[task.team_id || '']" @pick="save('team_id', $event || null, close)"/></template></popover></dd></div>
    </dl>`,
};
