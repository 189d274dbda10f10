// One task as a row of the list. Every part of it can be changed where it stands.
import { dueTitle, icon, initials, labelColour, personColour, priorityWord } from "task_words";

export default {
  inject: ["store"],
  emits: ["tabbed"],
  props: { row: Object, depth: Number, kids: Number, folded: Boolean, focusable: Boolean, crumb: Boolean },
  data: () => ({ hot: false }),
  computed: {
    due() { return this.store.due(this.row); },
    isDone() { return this.row.status === "completed" || this.row.status === "archived"; },
    editing() { return this.store.edit?.id === this.row.id; },
    still() { return this.row.permission === "view"; },
    tickTitle() { return this.still ? "You can only look at this task" : priorityWord[this.row.priority]; },
  },
  methods: {
    icon, initials, labelColour, personColour, dueTitle,
    pick(field, event) { this.store.pick(this.row, field, event.currentTarget); },
  },
  template: `
    <div :data-id="row.id" role="listitem" class="tk" :tabindex="focusable ? 0 : -1" :aria-level="depth + 1"
      :class="{ done: isDone, at: store.at === row.id, open: store.open === row.id, fresh: store.fresh[row.id], away: store.drag && !store.drag.keys && store.isCarried(row.id), sub: depth, chosen: store.chosen.has(row.id) }"
      :style="depth ? { '--depth': depth } : null" @focus="store.at = row.id" @pointerenter="hot = $event.pointerType === 'mouse'" @pointerleave="hot = false">
      <button type="button" class="sel" role="checkbox" tabindex="-1" :aria-checked="store.chosen.has(row.id) ? 'true' : 'false'" :aria-label="'Select ' + row.title" title="Select (X)" @click.stop="store.pressSquare(row.id, $event)"><svg><use :href="icon('check')"/></svg></button>
      <button v-if="kids" type="button" class="fold" :class="{ shut: folded }" :aria-expanded="folded ? 'false' : 'true'" :aria-label="(folded ? 'Show' : 'Hide') + ' the subtasks of ' + row.title" @click.stop="store.fold(row.id)"><svg><use :href="icon('chevron-down')"/></svg></button>
      <button type="button" class="ck" :class="row.priority" role="checkbox" :aria-checked="row.status === 'completed' ? 'true' : 'false'" :disabled="still"
        :aria-label="'Complete ' + row.title" :title="tickTitle" @click.stop="store.tick(row)"><svg><use :href="icon('check')"/></svg></button>
      <template v-if="editing">
        <input v-model="store.edit.text" class="tk-edit" maxlength="500" aria-label="Title" @click.stop @keydown.enter.prevent.stop="store.saveEdit()" @keydown.esc.prevent.stop="store.stopEdit()" @keydown.tab.prevent.stop="$emit('tabbed', $event.shiftKey ? -1 : 1)" @blur="store.leaveEdit()">
        <span v-if="store.edit.sorry" class="sorry" role="alert">{{ store.edit.sorry }}</span>
      </template>
      <template v-else>
        <span class="tt"><a :href="'?task=' + row.id" tabindex="-1" draggable="false" @click.prevent>{{ row.title }}</a><span v-if="kids && folded" class="kn num">{{ kids }}</span><span v-if="crumb && row.parent" class="cr"> in {{ row.parent[1] }}</span></span>
        <svg v-if="row.described" class="mk hide-m" role="img" aria-label="Has a description"><use :href="icon('align-left')"/></svg>
        <span v-if="row.subtasks || row.checklist" class="mk pg num" :class="{ full: (row.subtasks || row.checklist)[0] === (row.subtasks || row.checklist)[1] }" :title="row.subtasks ? 'Subtasks done' : 'Items done'"><svg><use :href="icon(row.subtasks ? 'list-todo' : 'list-checks')"/></svg>{{ (row.subtasks || row.checklist).join("/") }}</span>
        <svg v-if="row.blocked" class="mk bl" role="img" aria-label="Blocked"><title>Blocked</title><use :href="icon('lock')"/></svg>
        <svg v-if="row.repeats" class="mk hide-m" role="img" :aria-label="'Repeats ' + row.repeats"><title>{{ row.repeats }}</title><use :href="icon('refresh-cw')"/></svg>
        <svg v-if="row.shared" class="mk" role="img" aria-label="Shared"><use :href="icon('users')"/></svg>
        <span v-if="(hot || store.at === row.id) && (!still || row.can_delete)" class="acts">
          <template v-if="!still">
            <button type="button" class="ib" aria-label="Rename" title="Rename (E)" @click.stop="store.startEdit(row)"><svg><use :href="icon('pencil')"/></svg></button>
            <button type="button" class="ib" aria-label="Due" title="Due (D)" @click.stop="pick('due', $event)"><svg><use :href="icon('calendar')"/></svg></button>
            <button type="button" class="ib" aria-label="Priority" title="Priority (P)" @click.stop="pick('priority', $event)"><svg :class="row.priority"><use :href="icon('flag')"/></svg></button>
            <button type="button" class="ib" aria-label="Labels" title="Labels (L)" @click.stop="pick('labels', $event)"><svg><use :href="icon('tag')"/></svg></button>
            <button type="button" class="ib" aria-label="Assignees" title="Assignees (A)" @click.stop="pick('assignees', $event)"><svg><use :href="icon('user')"/></svg></button>
          </template>
          <button v-if="row.can_delete" type="button" class="ib" aria-label="Delete" title="Move to the trash" @click.stop="store.remove(row)"><svg><use :href="icon('trash-2')"/></svg></button>
        </span>
        <button v-if="row.status === 'in_progress' && store.group !== 'status'" type="button" class="st in_progress hide-m" :disabled="still" @click.stop="pick('status', $event)">In progress</button>
        <button v-for="l in row.labels.slice(0, 3)" :key="l" type="button" class="chip hide-m" :disabled="still" :title="l" @click.stop="pick('labels', $event)"><i :style="{ background: labelColour(l) }"></i><span>{{ l }}</span></button>
        <span v-if="row.labels.length > 3" class="chip hide-m" :title="row.labels.slice(3).join(', ')">+{{ row.labels.length - 3 }}</span>
        <span v-if="store.group !== 'team' && row.team" class="tm hide-m">{{ row.team }}</span>
        <button type="button" class="due-b" :disabled="still || !due.text" :aria-label="due.text ? 'Due ' + due.text : 'No due date'" @click.stop="pick('due', $event)"><time class="due num" :class="due.kind" :title="dueTitle(row, store.zone)">{{ due.text }}</time></button>
        <button type="button" class="avs" :disabled="still || !row.people.length" :aria-label="['Assignees', row.people.map((p) => p[1]).join(', ')].filter(Boolean).join(': ')" @click.stop="pick('assignees', $event)"><span v-for="p in row.people.slice(0, 3)" :key="p[0]" class="av" aria-hidden="true" :style="{ background: personColour(p[0]) }" :title="p[1]">{{ initials(p[1]) }}</span>
          <span v-if="row.people.length > 3" class="av more" :title="row.people.slice(3).map((p) => p[1]).join(', ')">+{{ row.people.length - 3 }}</span></button>
      </template>
    </div>`,
};
