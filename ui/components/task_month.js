// A month: a cell per day, as many tasks as fit, the others behind "+3 more".
import { icon, priorityWord } from "task_words";

export default {
  inject: ["store", "calendar"],
  data: () => ({ fits: 3 }),
  computed: {
    weekdays() { return this.calendar.days.slice(0, 7).map((day) => new Intl.DateTimeFormat(window.atrium?.dates ?? "en-GB", { timeZone: "UTC", weekday: "short" }).format(Date.parse(day))); },
    narrow() { return innerWidth < 700; },
    picked() { return this.calendar.picked; },
  },
  mounted() {
    this.resized = () => { const cell = this.$el.querySelector(".mo-d"); if (cell) this.fits = Math.max(1, Math.floor((cell.clientHeight - 30) / 24) - 1); };
    addEventListener("resize", this.resized, { passive: true });
    this.resized();
  },
  beforeUnmount() { removeEventListener("resize", this.resized); },
  methods: {
    icon,
    priorityOf: (row) => priorityWord[row.priority],
    shown(day) { const ids = this.calendar.idsOf(day); return this.calendar.rowsOf(day).slice(0, this.picked === day ? 200 : ids.length > this.fits + 1 ? this.fits : this.fits + 1); },
    hidden(day) { return this.calendar.idsOf(day).length - this.shown(day).length; },
    dayNumber: (day) => String(+day.slice(8)),
    pressDay(day) { if (this.narrow) this.calendar.picked = this.picked === day ? null : day; else this.calendar.startAdd(day); },
    tone: (row) => ["ev", row.priority, { done: row.status === "completed" || row.status === "archived" }],
  },
  template: `
    <div class="mo" :style="{ '--weeks': calendar.days.length / 7 }">
      <div class="mo-w" aria-hidden="true"><span v-for="w in weekdays" :key="w">{{ w }}</span></div>
      <div class="mo-g">
        <div v-for="day in calendar.days" :key="day" class="mo-d" :data-day="day" role="group" :aria-label="calendar.dayWordOf(day) + ', ' + calendar.idsOf(day).length + ' tasks'"
          :class="{ other: day.slice(0, 7) !== calendar.month, now: day === store.today(), over: store.drag && store.drag.target && store.drag.target.key === day, picked: picked === day }" @click.self="pressDay(day)">
          <button type="button" class="mo-n" :aria-label="narrow ? 'Show ' + calendar.dayWordOf(day) : 'Add task on ' + calendar.dayWordOf(day)" @click="pressDay(day)"><span class="num">{{ dayNumber(day) }}</span><svg v-if="!narrow"><use :href="icon('plus')"/></svg></button>
          <template v-if="narrow"><span class="mo-dots" aria-hidden="true" @click="pressDay(day)"><i v-for="t in calendar.rowsOf(day).slice(0, 4)" :key="t.id" :class="tone(t)"></i></span></template>
          <template v-else>
            <div v-for="t in shown(day)" :key="t.id" role="button" tabindex="0" :data-id="t.id" :title="t.title" :class="[tone(t), { at: store.at === t.id, chosen: store.chosen.has(t.id), away: store.isCarried(t.id), fresh: store.fresh[t.id] }]" @focus="store.at = t.id"
              @pointerdown="calendar.pressed($event, t, day)" @contextmenu="calendar.press && calendar.press.touch && $event.preventDefault()"><time v-if="t.due_at" class="num">{{ store.timeOfDue(t) }}</time><span class="tt">{{ t.title }}</span></div>
            <button v-if="hidden(day) > 0" type="button" class="mo-m" @click="calendar.picked = day">+{{ hidden(day) }} more</button>
            <button v-else-if="picked === day && calendar.idsOf(day).length > fits + 1" type="button" class="mo-m" @click="calendar.picked = null">Show less</button>
          </template>
        </div>
      </div>
      <section v-if="narrow" class="tl mo-l" :aria-label="calendar.dayWordOf(picked || store.today())" :data-day="picked || store.today()">
        <header class="tl-h"><h2>{{ calendar.dayWordOf(picked || store.today()) }}</h2><button type="button" class="ib" aria-label="Add task on this day" @click="calendar.startAdd(picked || store.today())"><svg><use :href="icon('plus')"/></svg></button></header>
        <div v-for="t in calendar.rowsOf(picked || store.today())" :key="t.id" role="group" :aria-label="t.title" tabindex="0" :data-id="t.id" class="tk" :class="{ done: t.status === 'completed', chosen: store.chosen.has(t.id) }" @pointerdown="calendar.pressed($event, t, picked || store.today())" @contextmenu="calendar.press && calendar.press.touch && $event.preventDefault()">
          <button type="button" class="sel" role="checkbox" tabindex="-1" :aria-checked="store.chosen.has(t.id) ? 'true' : 'false'" :aria-label="'Select ' + t.title" title="Select (X)" @click.stop="store.pressSquare(t.id, $event)"><svg><use :href="icon('check')"/></svg></button>
          <button type="button" class="ck" :class="t.priority" role="checkbox" :aria-checked="t.status === 'completed' ? 'true' : 'false'" :disabled="t.permission === 'view'" :aria-label="'Complete ' + t.title" @click.stop="store.tick(t)"><svg><use :href="icon('check')"/></svg></button>
          <span class="tt">{{ t.title }}</span><time v-if="t.due_at" class="due num">{{ store.timeOfDue(t) }}</time></div>
        <p v-if="!calendar.idsOf(picked || store.today()).length" class="bc-0">Nothing on this day.</p>
      </section>
    </div>`,
};
