// Tasks in one of four layouts. What they share is in task_store.js; keys of rows in task_keys.js.
import { asking, icon } from "task_words";
import { filtersOf, goTo } from "task_address";
import store from "task_store";
import keys from "task_keys";
import TaskList from "task_list";
import TaskBoard from "task_board";
import TaskTable from "task_table";
import TaskCalendar from "task_calendar";
import TaskPicker from "task_picker";

export default {
  mixins: [asking, store, keys],
  components: { TaskList, TaskBoard, TaskTable, TaskCalendar, TaskPicker },
  props: { zone: String, me: String, weekStart: Number },
  emits: ["add", "understand", "names", "tick", "change", "move", "remove", "rows", "choose", "limit", "retry", "clear"],
  provide() { return { store: this }; },
  methods: {
    icon,
    /** Choose one field of a row beside the thing that was pressed, or beside the row. */
    pick(row, field, anchor) { if (row.permission !== "view") this.$refs.picker.show(row.id, field, anchor || this.$el.querySelector(`[data-id="${row.id}"]`)); },
    sortByHand() { this.hint = ""; const params = filtersOf(location.search); params.set("sort", "position"); goTo(params); },
    dropLost() { this.lost = ""; },
  },
  template: `
    <div class="tv">
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
      <div v-if="drag && !drag.keys" class="card flying" aria-hidden="true" :style="{ width: drag.width + 'px', transform: 'translate(' + (drag.x - drag.dx) + 'px,' + (drag.y - drag.dy) + 'px) rotate(1.5deg)' }">
        <div class="card-t"><span class="ck" :class="drag.row.priority"></span><span class="tt">{{ drag.row.title }}</span></div>
      </div>
      <task-picker ref="picker"/>
    </div>`,
};
