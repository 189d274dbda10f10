// Tasks on their days: a month or a week, and a drawer with those that have none.
import { addDays, icon } from "task_words";
import { filtersOf, goTo } from "task_address";
import dragging from "task_drag";
import QuickAdd from "quick_add";
import TaskMonth from "task_month";
import TaskWeek from "task_week";

export default {
  mixins: [dragging],
  components: { QuickAdd, TaskMonth, TaskWeek },
  provide() { return { calendar: this }; },
  data: () => ({ drawer: innerWidth > 1100, adding: null, time: "", picked: null, shownInDrawer: 60 }),
  computed: {
    title() {
      const { store } = this, say = (day, options) => new Intl.DateTimeFormat(window.atrium?.dates ?? "en-GB", { timeZone: "UTC", ...options }).format(Date.parse(day));
      if (!store.week) return say(store.on, { month: "long", year: "numeric" });
      return `${say(store.from, { day: "numeric", month: "short" })} to ${say(addDays(store.until, -1), { day: "numeric", month: "short", year: "numeric" })}`;
    },
    days() { const days = []; for (let day = this.store.from; day < this.store.until; day = addDays(day, 1)) days.push(day); return days; },
    undated() { return this.store.shown.none || []; },
    month() { return (this.store.on || "").slice(0, 7); },
  },
  watch: { days() { this.look(); }, undated() { this.look(); }, drawer() { this.look(); } },
  mounted() { this.look(); },
  updated() { this.look(); },
  methods: {
    icon,
    look() {
      const most = this.store.week ? 60 : innerWidth < 700 ? 30 : 8, need = this.days.flatMap((day) => (this.store.shown[day] || []).slice(0, day === this.picked ? 200 : most));
      if (this.drawer) need.push(...this.undated.slice(0, this.shownInDrawer));
      this.store.need(need);
    },
    idsOf(day) { return this.store.shown[day] || []; },
    rowsOf(day) { return this.idsOf(day).map((id) => this.store.row(id) || { id, title: "", isMissing: true, labels: [], people: [] }); },
    to(on, span = this.store.week ? "week" : null) {
      const params = filtersOf(location.search);
      params.set("on", on);
      if (span) params.set("span", span); else params.delete("span");
      goTo(params);
    },
    turn(by) {
      if (this.store.week) return this.to(addDays(this.store.from, 7 * by));
      const [year, month] = this.store.on.split("-").map(Number), next = new Date(Date.UTC(year, month - 1 + by, 1));
      this.to(next.toISOString().slice(0, 10));
    },
    lay(week) { this.to(this.store.on, week ? "week" : null); },
    startAdd(day = this.store.on >= this.store.from && this.store.today() >= this.store.from && this.store.today() < this.store.until ? this.store.today() : this.store.on, time = "") {
      this.adding = day;
      this.time = time;
      this.$nextTick(() => this.$el.querySelector(".cal-add textarea")?.focus());
    },
    stopAdd() { this.adding = null; },
    due() { return { due: { on: this.adding, time: this.time } }; },
    dayWordOf(day) { return new Intl.DateTimeFormat(window.atrium?.dates ?? "en-GB", { timeZone: "UTC", weekday: "short", day: "numeric", month: "short" }).format(Date.parse(day)); },
    moreInDrawer(event) { const body = event.target; if (body.scrollTop + body.clientHeight > body.scrollHeight - 200 && this.shownInDrawer < this.undated.length) this.shownInDrawer += 60; },
    // --- moving
    canDrag(row) { return row.permission !== "view" && !row.isMissing; },
    tapped(row, event) { if (!row.isMissing && !event.target.closest("button")) this.store.openRow(row.id); },
    scrollers() { return [...[...this.$el.querySelectorAll(".cal-scroll")].map((one) => [one, "y"]), ...[...this.$el.querySelectorAll(".cal-wide")].map((one) => [one, "x"]), [document.scrollingElement, "y"]]; },
    aim(x, y) {
      const spot = document.elementsFromPoint(x, y).map((one) => one.closest("[data-day]")).find(Boolean);
      if (!spot) return null;
      const slot = spot.dataset.hours ? spot.getBoundingClientRect() : null;
      return { key: spot.dataset.day, time: slot ? timeAt((y - slot.top) / slot.height) : spot.dataset.day === "none" ? "" : null };
    },
    drop(target, drag) {
      if (drag.ids.length > 1) this.putAll(drag, target.key, target.time); else this.put(drag.row, drag.from, target.key, target.time);
    },
    /** Put several on a day; each keeps the time it has when `time` is null. */
    putAll({ ids, outs, from }, day, time) {
      if (time === null || day === "none") { this.store.moveAll(ids, { from, into: day }); return; }
      const guess = () => (time ? {} : { due_on: day, due_at: null });
      const moves = ids.map((id) => ({ id, out: outs.get(id), into: day, after: null, before: null }));
      this.store.movingAll(moves, () => this.store.hopingAll(ids, guess, () => this.store.ask("change_many", { ids, fields: { due: { on: day, time } } }))).then((said) => said.error && this.store.sorry(null, said.error));
    },
    /** Put a task on a day. `time`: at that time, "" for none, null for the one it has. */
    put(row, out, day, time) {
      if (time === null || day === "none") { if (day !== out) this.store.move(row.id, { out, into: day }); return; }
      const due = { on: day, time };
      this.store.moving({ id: row.id, out, into: day, after: null, before: null }, () => this.store.change(row, { due }, time ? {} : { due_on: day, due_at: null })).then((said) => said.error && this.store.sorry(row.id, said.error));
    },
    // --- keys
    keyed(event) {
      const { store } = this, row = store.row(store.at), way = event.key.startsWith("Arrow") ? event.key.slice(5) : "";
      if (event.ctrlKey || event.metaKey) return false;
      if (event.key === "t" && !event.altKey) { this.to(store.today()); return true; }
      if ((event.key === "[" || event.key === "]") && !event.altKey) { this.turn(event.key === "]" ? 1 : -1); return true; }
      if (!way) return false;
      const key = row ? store.groupOf(row.id) : "";
      if (event.altKey && row) {
        if (row.permission === "view") { store.said = "You can look at this task but not move it."; return true; }
        const by = { Left: -1, Right: 1, Up: store.week ? 0 : -7, Down: store.week ? 0 : 7 }[way], day = key === "none" ? store.today() : addDays(key, by);
        if (store.week && (way === "Up" || way === "Down")) this.later(row, key, way === "Down" ? 30 : -30);
        else { this.shift(row, key, day, by); store.said = `Moved to ${this.dayWordOf(day)}.`; }
        this.$nextTick(() => this.focus(row.id));
        return true;
      }
      if (!row) { const first = this.days.find((day) => this.idsOf(day).length); if (first) this.focus(this.idsOf(first)[0]); return true; }
      if (way === "Up" || way === "Down") this.step(way === "Down" ? 1 : -1);
      else this.across(key, way === "Right" ? 1 : -1);
      return true;
    },
    /** The task by so many days, with those that are selected with it. */
    shift(row, key, day, by) {
      const { store } = this, ids = store.movedWith(row.id);
      if (ids.length === 1) return this.put(row, key, day, null);
      const moves = ids.map((id) => [id, store.groupOf(id)]).filter(([, out]) => out && out !== "none").map(([id, out]) => ({ id, out, into: addDays(out, by) }));
      if (moves.length) store.moveEach(moves);
    },
    later(row, day, minutes) {
      const time = this.store.timeOfDue(row), [hour, minute] = (time || "09:00").split(":").map(Number), total = Math.max(0, Math.min(23 * 60 + 30, hour * 60 + minute + (time ? minutes : 0)));
      const next = `${String(Math.floor(total / 60)).padStart(2, "0")}:${String(total % 60).padStart(2, "0")}`;
      this.put(row, day, day, next);
      this.store.said = `At ${next}.`;
    },
    order() { return this.days.flatMap((day) => this.idsOf(day)).concat(this.drawer ? this.undated : []); },
    step(by) {
      const all = this.days.flatMap((day) => this.idsOf(day)).concat(this.drawer ? this.undated.slice(0, this.shownInDrawer) : []), at = all.indexOf(this.store.at);
      if (all.length) this.focus(all[at < 0 ? 0 : Math.max(0, Math.min(all.length - 1, at + by))]);
    },
    across(key, by) {
      const days = this.days, from = days.indexOf(key);
      for (let at = (from < 0 ? (by > 0 ? -1 : days.length) : from) + by; at >= 0 && at < days.length; at += by) if (this.idsOf(days[at]).length) return this.focus(this.idsOf(days[at])[0]);
    },
    async focus(id) {
      this.store.at = id;
      const day = this.store.groupOf(id);
      await this.$nextTick();
      if (!this.$el.querySelector(`[data-id="${id}"]`) && day !== "none") { this.picked = day; await this.$nextTick(); }
      const element = this.$el.querySelector(`[data-id="${id}"]`);
      element?.focus({ preventScroll: true });
      element?.scrollIntoView({ block: "nearest", inline: "nearest" });
    },
  },
  template: `
    <div class="cal" :class="{ drawn: drawer }">
      <div class="cal-t">
        <button type="button" class="ib" aria-label="Before" title="Before ([)" @click="turn(-1)"><svg><use :href="icon('chevron-left')"/></svg></button>
        <button type="button" class="ib" aria-label="After" title="After (])" @click="turn(1)"><svg><use :href="icon('chevron-right')"/></svg></button>
        <h2 aria-live="polite">{{ title }}</h2>
        <button type="button" class="bt" @click="to(store.today())">Today</button>
        <span class="fb-v" role="group" aria-label="Span"><button type="button" :aria-pressed="store.week ? 'false' : 'true'" @click="lay(false)">Month</button><button type="button" :aria-pressed="store.week ? 'true' : 'false'" @click="lay(true)">Week</button></span>
        <button type="button" class="bt cal-dr" :aria-expanded="drawer ? 'true' : 'false'" @click="drawer = !drawer"><svg><use :href="icon('inbox')"/></svg><span class="hide-m">No date</span><span class="num">{{ undated.length.toLocaleString("en") }}</span></button>
      </div>
      <div class="cal-b">
        <task-week v-if="store.week"/><task-month v-else/>
        <aside v-if="drawer" class="cal-d tl" data-day="none" aria-label="No date" :class="{ over: store.drag && store.drag.target && store.drag.target.key === 'none' }">
          <header class="tl-h"><h2>No date</h2><span class="c num">{{ undated.length.toLocaleString("en") }}</span></header>
          <div class="cal-scroll" @scroll.passive="moreInDrawer">
            <div v-for="t in rowsOf('none').slice(0, shownInDrawer)" :key="t.id" class="ev" role="button" tabindex="0" :data-id="t.id" :class="[t.priority, { at: store.at === t.id, chosen: store.chosen.has(t.id), away: store.isCarried(t.id) }]" @focus="store.at = t.id" @pointerdown="pressed($event, t, 'none')" @contextmenu="press && press.touch && $event.preventDefault()"><span class="tt">{{ t.title }}</span></div>
            <p v-if="!undated.length" class="bc-0">Everything open has a day. Drag here what can wait.</p>
          </div>
        </aside>
      </div>
      <div v-if="adding" class="cal-add"><p><b>{{ dayWordOf(adding) }}</b><template v-if="time">, {{ time }}</template></p>
        <quick-add small draft-key="day" :more="due()" :label="'Add task on ' + dayWordOf(adding)" placeholder="What has to be done?" @close="stopAdd"/></div>
    </div>`,
};

/** The quarter of an hour at a part of a day. */
function timeAt(part) {
  const quarters = Math.max(0, Math.min(95, Math.round(part * 96)));
  return `${String(Math.floor(quarters / 4)).padStart(2, "0")}:${String((quarters % 4) * 15).padStart(2, "0")}`;
}
