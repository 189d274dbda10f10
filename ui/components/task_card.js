// One task as a card of the board.
import { dueTitle, icon, initials, labelColour, personColour, priorityWord } from "task_words";

export default {
  inject: ["store"],
  props: { row: Object, lifted: Boolean },
  computed: {
    due() { return this.store.due(this.row); },
    isDone() { return this.row.status === "completed" || this.row.status === "archived"; },
    editing() { return this.store.edit?.id === this.row.id; },
    hasFoot() { const row = this.row; return row.people.length || row.due_on || row.due_at || row.team || row.shared || row.parent; },
  },
  methods: {
    icon, initials, labelColour, personColour, dueTitle,
    priorityOf: (row) => priorityWord[row.priority],
    pick(field, event) { this.store.pick(this.row, field, event.currentTarget); },
  },
  template: `
    <div class="card" :data-id="row.id" tabindex="0" role="group" aria-roledescription="task card" :aria-label="row.title"
      :class="{ done: isDone, away: store.drag && !store.drag.keys && store.isCarried(row.id), lifted, open: store.open === row.id, fresh: store.fresh[row.id], still: row.permission === 'view', chosen: store.chosen.has(row.id) }" @focus="store.at = row.id">
      <button type="button" class="sel" role="checkbox" tabindex="-1" :aria-checked="store.chosen.has(row.id) ? 'true' : 'false'" :aria-label="'Select ' + row.title" title="Select (X)" @click.stop="store.pressSquare(row.id, $event)"><svg><use :href="icon('check')"/></svg></button>
      <div class="card-t"><button type="button" class="ck" :class="row.priority" role="checkbox" :aria-checked="row.status === 'completed' ? 'true' : 'false'" :disabled="row.permission === 'view'"
          :aria-label="'Complete ' + row.title" :title="priorityOf(row)" @click.stop="store.tick(row)"><svg><use :href="icon('check')"/></svg></button>
        <textarea v-if="editing" v-model="store.edit.text" class="tk-edit" rows="2" maxlength="500" aria-label="Title" @click.stop @keydown.enter.prevent.stop="store.saveEdit()" @keydown.esc.prevent.stop="store.stopEdit()" @blur="store.saveEdit()"></textarea>
        <span v-else class="tt">{{ row.title }}</span></div>
      <p v-if="editing && store.edit.sorry" class="sorry" role="alert">{{ store.edit.sorry }}</p>
      <div v-if="row.labels.length" class="card-l"><button v-for="l in row.labels.slice(0, 4)" :key="l" type="button" class="chip" :disabled="row.permission === 'view'" @click.stop="pick('labels', $event)"><i :style="{ background: labelColour(l) }"></i><span>{{ l }}</span></button><span v-if="row.labels.length > 4" class="chip">+{{ row.labels.length - 4 }}</span></div>
      <div v-if="hasFoot" class="card-f">
        <button v-if="due.text" type="button" class="due-b" :disabled="row.permission === 'view'" @click.stop="pick('due', $event)"><time class="due num" :class="due.kind" :title="dueTitle(row, store.zone)"><svg><use :href="icon('calendar')"/></svg>{{ due.text }}</time></button>
        <span v-if="row.parent" class="tm" :title="'Subtask of ' + row.parent[1]">↳ {{ row.parent[1] }}</span>
        <span v-if="row.team && store.group !== 'team'" class="tm">{{ row.team }}</span>
        <svg v-if="row.shared" class="mk" role="img" aria-label="Shared"><use :href="icon('users')"/></svg>
        <button type="button" class="avs" :disabled="row.permission === 'view' || !row.people.length" :aria-label="['Assignees', row.people.map((p) => p[1]).join(', ')].filter(Boolean).join(': ')" @click.stop="pick('assignees', $event)"><span v-for="p in row.people.slice(0, 3)" :key="p[0]" class="av" aria-hidden="true" :style="{ background: personColour(p[0]) }" :title="p[1]">{{ initials(p[1]) }}</span><span v-if="row.people.length > 3" class="av more">+{{ row.people.length - 3 }}</span></button>
      </div>
    </div>`,
};
