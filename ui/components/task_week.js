// A week: the whole days on top, the hours below; a task with a time stands where its time is.
import { icon } from "task_words";

const HOUR = 46; // px

export default {
  inject: ["store", "calendar"],
  data: () => ({ HOUR }),
  computed: {
    hours: () => Array.from({ length: 24 }, (_, hour) => hour),
    line() { return minutesOf(this.store.timeOfDue({ due_at: new Date(this.store.now).toISOString() })) / 60 * HOUR; },
  },
  mounted() { this.$refs.body.scrollTop = 7.5 * HOUR; },
  methods: {
    icon,
    whole(day) { return this.calendar.rowsOf(day).filter((row) => !row.due_at); },
    /** The tasks with a time, side by side where they would cover each other. */
    timed(day) {
      const rows = this.calendar.rowsOf(day).filter((row) => row.due_at).map((row) => ({ row, at: minutesOf(this.store.timeOfDue(row)) })).sort((a, b) => a.at - b.at);
      const lanes = [];
      for (const one of rows) {
        let lane = lanes.findIndex((end) => end <= one.at);
        if (lane < 0) lane = lanes.length;
        lanes[lane] = one.at + 30;
        one.lane = lane;
      }
      for (const one of rows) one.of = Math.max(1, ...rows.filter((other) => Math.abs(other.at - one.at) < 30).map((other) => other.lane + 1));
      return rows;
    },
    head: (day) => [new Intl.DateTimeFormat(window.atrium?.dates ?? "en-GB", { timeZone: "UTC", weekday: "short" }).format(Date.parse(day)), String(+day.slice(8))],
    tone(row) { return ["ev", row.priority, { done: row.status === "completed" || row.status === "archived", at: this.store.at === row.id, chosen: this.store.chosen.has(row.id), away: this.store.isCarried(row.id), fresh: this.store.fresh[row.id] }]; },
    isOver(day, timed) { const target = this.store.drag?.target; return !!target && target.key === day && (timed ? !!target.time : !target.time); },
    pressHour(event, day) {
      if (event.target !== event.currentTarget) return;
      const part = (event.clientY - event.currentTarget.getBoundingClientRect().top) / (24 * HOUR), half = Math.floor(part * 48);
      this.calendar.startAdd(day, `${String(Math.floor(half / 2)).padStart(2, "0")}:${half % 2 ? "30" : "00"}`);
    },
    mark() { return minutesOf(this.store.drag.target.time) / 60 * HOUR; },
    still(event) { if (this.calendar.press?.touch) event.preventDefault(); },
  },
  template: `
    <div class="wk cal-wide">
      <div class="wk-in">
        <div class="wk-h"><span></span><div v-for="day in calendar.days" :key="day" :class="{ now: day === store.today() }"><span>{{ head(day)[0] }}</span><b class="num">{{ head(day)[1] }}</b></div></div>
        <div class="wk-a"><span>All day</span>
          <div v-for="day in calendar.days" :key="day" :data-day="day" class="cal-scroll" :class="{ over: isOver(day, false) }" role="group" :aria-label="calendar.dayWordOf(day)" @click.self="calendar.startAdd(day)">
            <div v-for="t in whole(day)" :key="t.id" role="button" tabindex="0" :data-id="t.id" :title="t.title" :class="tone(t)" @focus="store.at = t.id" @pointerdown="calendar.pressed($event, t, day)" @contextmenu="still"><span class="tt">{{ t.title }}</span></div>
            <button type="button" class="wk-p" :aria-label="'Add task on ' + calendar.dayWordOf(day)" @click="calendar.startAdd(day)"><svg><use :href="icon('plus')"/></svg></button>
          </div></div>
        <div ref="body" class="wk-b cal-scroll">
          <div class="wk-t" :style="{ height: 24 * HOUR + 'px' }"><span v-for="hour in hours" :key="hour" class="num" :style="{ top: hour * HOUR + 'px' }">{{ hour ? String(hour).padStart(2, "0") + ":00" : "" }}</span></div>
          <div v-for="day in calendar.days" :key="day" class="wk-d" :data-day="day" data-hours="1" :class="{ over: isOver(day, true) }" :style="{ height: 24 * HOUR + 'px', backgroundSize: '100% ' + HOUR + 'px' }" @click="pressHour($event, day)">
            <i v-if="day === store.today()" class="wk-now" :style="{ top: line + 'px' }"></i>
            <div v-for="one in timed(day)" :key="one.row.id" role="button" tabindex="0" :data-id="one.row.id" :title="one.row.title" :class="tone(one.row)" :style="{ top: one.at / 60 * HOUR + 'px', left: one.lane / one.of * 100 + '%', width: 100 / one.of + '%' }" @focus="store.at = one.row.id"
              @pointerdown="calendar.pressed($event, one.row, day)" @contextmenu="still"><time class="num">{{ store.timeOfDue(one.row) }}</time><span class="tt">{{ one.row.title }}</span></div>
            <span v-if="isOver(day, true)" class="wk-m num" :style="{ top: mark() + 'px' }">{{ store.drag.target.time }}</span>
          </div>
        </div>
      </div>
    </div>`,
};

const minutesOf = (time) => { const [hour, minute] = (time || "00:00").split(":").map(Number); return hour * 60 + minute; };
