// Tasks in one of four layouts. What they share is in task_store.js; keys of rows in task_keys.js.
import { asking, icon } from "task_words";
import { filtersOf, goTo } from "task_address";
import store from "task_store";
import keys from "task_keys";
import selecting from "task_selecting";
import moving from "task_moving";
import TaskSelection, { FIELDS } from "task_selection";
import TaskList from "task_list";
import TaskBoard from "task_board";
import TaskTable from "task_table";
import TaskCalendar from "task_calendar";
import TaskPicker from "task_picker";

export default {
  mixins: [asking, store, keys, selecting, moving],
  components: { TaskList, TaskBoard, TaskTable, TaskCalendar, TaskPicker, TaskSelection },
  props: { zone: String, me: String, weekStart: Number },
  emits: ["add", "understand", "names", "tick", "change", "move", "remove", "rows", "choose", "choose_many", "change_many", "move_many", "limit", "retry", "clear"],
  provide() { return { store: this }; },
  mounted() {
    /** The selection, for what stands outside of the view (the palette): `ids()` are the selected tasks in the order in
     * which they were selected; `act(name)` opens or does "status", "priority", "assignee", "label", "due", "team",
     * "complete" or "delete" on them, on the task where the person is when none is selected, and answers whether there
     * was any. It is there as long as a view of tasks is. */
    this.outside = { ids: () => [...this.chosen], act: (name) => this.act(name) };
    window.atriumSelection = this.outside;
  },
  beforeUnmount() { if (window.atriumSelection === this.outside) delete window.atriumSelection; },
  methods: {
    icon,
    /** Do something to the selected tasks, or to the one where the person is. One alone is asked no questions. */
    act(name, anchor) {
      const { size } = this.chosen, row = size ? this.only : this.row(this.at), can = row && (name === "delete" ? row.can_delete : row.permission !== "view");
      if (size > 1 || (size && !can)) this.$refs.selection.act(name, anchor);
      else if (!row) return false;
      else if (!can) this.sorry(row.id, name === "delete" ? "You can see this task but not delete it." : "You can see this task but not change it.");
      else if (name === "complete") this.tick(row);
      else if (name === "delete") this.remove(row);
      else this.pick(row, FIELDS[name], anchor);
      return true;
    },
    foresee(plan) { this.$refs.selection.foresee(plan); },
    /** Choose one field of a row beside the thing that was pressed, or beside the row. */
    pick(row, field, anchor) { if (row.permission !== "view") this.$refs.picker.show(row.id, field, anchor || this.$el.querySelector(`[data-id="${row.id}"]`)); },
    sortByHand() { this.hint = ""; const params = filtersOf(location.search); params.set("sort", "position"); goTo(params); },
    dropLost() { this.lost = ""; },
  },
  template: `
    <div class="tv" :class="{ choosing: chosen.size }" @mousedown="pressing" @click.capture="clicking">
      <div class="sr" aria-live="assertive">{{ said }}</div>
      <p v-if="hint" class="tv-hint" role="status"><svg><use :href="icon('arrow-up-down')"/></svg><span>{{ hint }}</span><button type="button" class="lk" @click="sortByHand">Sort by hand</button></p>
      <p v-if="trouble" class="tv-hint wrong" role="alert"><svg><use :href="icon('circle-alert')"/></svg><span>{{ trouble }}</span></p>
      <p v-if="lost" class="tp-n" role="alert">The task is gone. What you typed: “{{ lost }}”<button type="button" class="lk" @click="dropLost">Dismiss</button></p>
      <div v-if="state === 'error'" class="tl empty" role="alert">
        <svg><use :href="icon('circle-alert')"/></svg><b>The tasks could not be loaded</b><p>{{ error }}</p>
        <button v-if="bad" type="button" class="bt" @click="$emit('clear', {})">Clear filters</button><button v-else type="button" class="bt" @click="retry">Try again</button>
      </div>
      <div v-else-if="state === 'loading' && !layout" class="tl" aria-busy="true" aria-label="Loading tasks">
        <div v-for="w in [62, 44, 71, 38, 55, 66]" :key="w" class="tk"><span class="sk" style="width:17px;height:17px;border-radius:50%"></span><span class="sk" :style="{ width: w + '%' }"></span></div>
      </div>
      <component v-else :is="'task-' + layout" ref="layout" :key="layout"/>
      <div v-if="drag && !drag.keys" class="card flying" :class="{ several: drag.ids.length > 1 }" aria-hidden="true" :style="{ width: drag.width + 'px', transform: 'translate(' + (drag.x - drag.dx) + 'px,' + (drag.y - drag.dy) + 'px) rotate(1.5deg)' }">
        <div class="card-t"><span class="ck" :class="drag.row.priority"></span><span class="tt">{{ drag.row.title }}</span><b v-if="drag.ids.length > 1" class="flying-n num">{{ drag.ids.length }}</b></div>
      </div>
      <task-selection ref="selection"/>
      <task-picker ref="picker"/>
    </div>`,
};
