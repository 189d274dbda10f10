// Tasks as a table: columns that each person chooses, cells that are changed by mouse or by keys as in a spreadsheet.
import { dayOf, dayWord, dueTitle, icon, initials, labelColour, personColour, priorityWord, statusWord } from "task_words";
import { filtersOf, goTo } from "task_address";
import QuickAdd from "quick_add";

// key → [word, width, what it is picked by, sort]
const COLUMNS = {
  title: ["Title", 380, "", "title"], status: ["Status", 130, "status", ""], priority: ["Priority", 120, "priority", "priority"], due: ["Due", 120, "due", "due_at"],
  assignees: ["Assignees", 160, "assignees", ""], labels: ["Labels", 180, "labels", ""], team: ["Team", 140, "team", ""], start: ["Start", 110, "start", ""],
  key: ["Key", 90, null, ""], created: ["Created", 120, null, "created_at"], updated: ["Changed", 120, null, "updated_at"],
};
const FIRST = ["title", "status", "priority", "due", "assignees", "labels", "team"];
const kept = () => { try { return JSON.parse(localStorage.getItem("atrium.columns")) || {}; } catch { return {}; } };

export default {
  inject: ["store"],
  components: { QuickAdd },
  data: () => ({ high: 37, from: 0, to: 40, tall: 400, col: 0, choosing: false, widths: {}, chosen: [], carried: null }),
  computed: {
    rows() {
      const rows = [];
      for (const section of this.store.sections) {
        if (this.store.group !== "none") rows.push({ head: section });
        for (const line of section.lines) rows.push({ ...line, group: section.key });
      }
      return Object.freeze(rows);
    },
    lines() { return this.store.lines; },
    columns() { return this.chosen.map((key) => ({ key, word: COLUMNS[key][0], width: this.widths[key] || (key === "title" && innerWidth < 700 ? 230 : COLUMNS[key][1]), field: COLUMNS[key][2], sort: COLUMNS[key][3] })); },
    isWhole() { return this.lines.length > 0 && this.store.chosen.size >= this.lines.length && this.lines.every((line) => this.store.chosen.has(line.id)); },
    hidden() { return Object.keys(COLUMNS).filter((key) => !this.chosen.includes(key)); },
    whole() { return this.columns.reduce((sum, c) => sum + c.width, 0); },
    grid() { return this.columns.map((c) => c.width + "px").join(" "); },
    priorityWord: () => priorityWord, statusWord: () => statusWord,
  },
  watch: { rows() { this.look(); } },
  created() { this.adopt(); },
  mounted() {
    this.resized = () => this.look();
    addEventListener("resize", this.resized, { passive: true });
    this.look();
  },
  updated() { this.look(); },
  beforeUnmount() { removeEventListener("resize", this.resized); },
  methods: {
    icon, initials, labelColour, personColour, dueTitle,
    wordOf: (key) => COLUMNS[key][0],
    day(instant) { return dayWord(dayOf(instant, this.store.zone), this.store.today()); },
    start(row) { return row.start_on ? dayWord(row.start_on, this.store.today()) : ""; },
    // --- columns: those of the address (of a saved view), else the person's own
    adopt() {
      const asked = new URLSearchParams(location.search).get("columns"), own = kept();
      const told = (asked || own.columns || FIRST.join(",")).split(",").map((part) => part.split(":")).filter(([key]) => COLUMNS[key]);
      this.chosen = [...new Set(["title", ...told.map(([key]) => key)])];
      this.widths = Object.fromEntries(told.filter(([, width]) => +width >= 60 && +width <= 900).map(([key, width]) => [key, +width]));
    },
    keep() {
      const text = this.chosen.map((key) => (this.widths[key] ? `${key}:${Math.round(this.widths[key])}` : key)).join(",");
      try { localStorage.setItem("atrium.columns", JSON.stringify({ columns: text })); } catch { /* full or forbidden */ }
      const params = filtersOf(location.search);
      params.set("columns", text);
      goTo(params);
    },
    showColumn(key, shown) { this.chosen = shown ? [...this.chosen, key] : this.chosen.filter((one) => one !== key); this.keep(); },
    shift(key, by) {
      const at = this.chosen.indexOf(key), to = at + by;
      if (at < 1 || to < 1 || to >= this.chosen.length) return;
      const next = [...this.chosen];
      next.splice(to, 0, next.splice(at, 1)[0]);
      this.chosen = next;
      this.keep();
    },
    widen(key, by) { this.widths = { ...this.widths, [key]: Math.max(60, Math.min(900, (this.widths[key] || COLUMNS[key][1]) + by)) }; this.keep(); },
    grab(event, column) {
      const x = event.clientX, width = column.width, target = event.currentTarget;
      target.setPointerCapture(event.pointerId);
      const move = (e) => { this.widths = { ...this.widths, [column.key]: Math.max(60, Math.min(900, width + (document.dir === "rtl" ? x - e.clientX : e.clientX - x))) }; };
      target.addEventListener("pointermove", move);
      target.addEventListener("lostpointercapture", () => { target.removeEventListener("pointermove", move); this.keep(); }, { once: true });
    },
    headKey(event, column) {
      const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!by || !event.altKey) return;
      event.preventDefault();
      event.stopPropagation();
      if (event.shiftKey) this.widen(column.key, by * 20); else this.shift(column.key, by);
    },
    dropColumn(key) {
      if (!this.carried || this.carried === key || this.carried === "title") return;
      const next = this.chosen.filter((one) => one !== this.carried);
      next.splice(Math.max(1, next.indexOf(key) + (this.chosen.indexOf(this.carried) < this.chosen.indexOf(key) ? 1 : 0)), 0, this.carried);
      this.chosen = next;
      this.carried = null;
      this.keep();
    },
    sortWay(column) { const { sort } = this.store; return sort.replace("-", "") !== column.sort ? "none" : (sort.startsWith("-") !== (column.sort === "priority")) ? "descending" : "ascending"; },
    sortBy(column) {
      if (!column.sort) return;
      const params = filtersOf(location.search), urgent = column.sort === "priority", way = this.sortWay(column);
      // "priority" in the address means the most urgent first
      const next = way === "none" ? column.sort : way === "ascending" ? (urgent ? "position" : "-" + column.sort) : null;
      if (next) params.set("sort", next); else params.delete("sort");
      goTo(params);
    },
    // --- the window
    look() {
      const box = this.$refs.box;
      if (!box) return;
      const tabs = document.querySelector(".tabs")?.offsetHeight || 0;
      this.tall = Math.max(320, innerHeight - (box.getBoundingClientRect().top + scrollY) - 16 - tabs);
      const row = box.querySelector(".tt-r");
      if (row?.offsetHeight) this.high = row.offsetHeight;
      const from = Math.max(0, Math.floor((box.scrollTop - 400) / this.high)), to = Math.min(this.rows.length, Math.ceil((box.scrollTop + this.tall + 400) / this.high));
      if (from !== this.from || to !== this.to) Object.assign(this, { from, to });
      this.store.need(this.rows.slice(from, to).filter((row) => row.id).map((row) => row.id));
    },
    scrolled() { this.frame ||= requestAnimationFrame(() => { this.frame = 0; this.look(); }); },
    startAdd() { this.$refs.add?.focus(); },
    order() { return this.lines.map((line) => line.id); },
    // --- cells
    at(row, index) { return this.store.at === row.id && this.col === index; },
    step(by) { const now = this.lines.findIndex((line) => line.id === this.store.at); if (this.lines.length) this.go(this.lines[now < 0 ? 0 : Math.max(0, Math.min(this.lines.length - 1, now + by))].id, this.col); },
    focus(id) { return this.go(id, this.col); },
    async go(id, col) {
      this.store.at = id;
      this.col = Math.max(0, Math.min(this.columns.length - 1, col));
      const box = this.$refs.box, y = this.rows.findIndex((row) => row.id === id) * this.high, head = this.high;
      if (y < box.scrollTop + 4) box.scrollTop = Math.max(0, y - 4);
      else if (y + 2 * this.high + head > box.scrollTop + this.tall) box.scrollTop = y + 2 * this.high + head - this.tall;
      this.look();
      await this.$nextTick();
      const cell = this.$el.querySelector(`.tt-r[data-row="${id}"] [data-col="${this.col}"]`);
      cell?.focus({ preventScroll: true });
      cell?.scrollIntoView({ block: "nearest", inline: "nearest" });
    },
    keyed(event) {
      const { store } = this, id = store.at, row = store.row(id), way = event.key.startsWith("Arrow") ? event.key.slice(5) : "";
      if (event.ctrlKey || event.metaKey || event.altKey || !this.lines.length) return false;
      if (!row) { if (way === "Down" || way === "Up") { this.step(1); return true; } return false; }
      if (way === "Down" || way === "Up") this.step(way === "Down" ? 1 : -1);
      else if (way) this.go(id, this.col + (way === "Right" ? 1 : -1));
      else if (event.key === "Home" || event.key === "End") this.go(id, event.key === "Home" ? 0 : this.columns.length - 1);
      else if (event.key === "PageDown" || event.key === "PageUp") this.step((event.key === "PageDown" ? 1 : -1) * Math.max(1, Math.floor(this.tall / this.high) - 3));
      else if (event.key === "Enter" || event.key === "F2") this.open(row, this.columns[this.col], null);
      else if (event.key === " ") store.openRow(id);
      else return false;
      return true;
    },
    open(row, column, event) {
      this.store.at = row.id;
      this.col = this.columns.indexOf(column);
      if (row.permission === "view") { if (column.key === "title") this.store.openRow(row.id); return; }
      if (column.field) this.store.pick(row, column.field, event?.currentTarget || this.$el.querySelector(`.tt-r[data-row="${row.id}"] [data-col="${this.col}"]`));
      else if (column.field === "") this.store.startEdit(row);
      else this.store.openRow(row.id);
    },
    clicked(row, column, event) {
      if (this.store.clickChooses(row.id, event)) return;
      const was = this.at(row, this.columns.indexOf(column));
      this.go(row.id, this.columns.indexOf(column));
      if (column.key === "title" && !event.target.closest("a") && !was) return;
      if (column.key === "title" && event.target.closest("a")) return this.store.openRow(row.id);
      this.open(row, column, event);
    },
  },
  template: `
    <div class="tt-all">
      <div class="tt-top"><quick-add ref="add" :placeholder="store.home ? 'Add a task to ' + store.home : 'Add a task'"/>
        <button type="button" class="bt" aria-label="Columns" :aria-expanded="choosing ? 'true' : 'false'" @click="choosing = !choosing"><svg><use :href="icon('columns-3')"/></svg><span class="hide-m">Columns</span></button></div>
      <div v-if="choosing" class="tt-cols" role="group" aria-label="Columns">
        <span v-for="c in columns.slice(1)" :key="c.key" class="fc"><button type="button" class="po-b" :aria-label="'Move ' + c.word + ' to the left'" @click="shift(c.key, -1)"><svg><use :href="icon('chevron-left')"/></svg></button><b>{{ c.word }}</b><button type="button" class="po-b" :aria-label="'Move ' + c.word + ' to the right'" @click="shift(c.key, 1)"><svg><use :href="icon('chevron-right')"/></svg></button><button type="button" class="fc-x" :aria-label="'Hide ' + c.word" @click="showColumn(c.key, false)"><svg><use :href="icon('x')"/></svg></button></span>
        <button v-for="key in hidden" :key="key" type="button" class="lk" @click="showColumn(key, true)"><svg><use :href="icon('plus')"/></svg>{{ wordOf(key) }}</button>
      </div>
      <div v-if="!store.total" class="tl empty"><svg><use :href="icon(store.filtered ? 'search' : 'sparkles')"/></svg><b>{{ store.filtered ? "Nothing matches these filters" : "No tasks yet" }}</b><p>{{ store.filtered ? "Widen or clear them to see the other tasks." : "Write in the line above what has to be done." }}</p><button v-if="store.filtered" type="button" class="bt" @click="store.$emit('clear', {})">Clear filters</button><p v-else class="empty-i"><a class="link" href="/tasks/import">Import tasks from a file</a></p></div>
      <div v-else ref="box" class="tt-box" role="grid" aria-label="Tasks" :aria-rowcount="rows.length + 1" :aria-colcount="columns.length" :style="{ maxHeight: tall + 'px' }" @scroll.passive="scrolled">
        <div class="tt-h" role="row" :style="{ gridTemplateColumns: grid, width: whole + 'px' }">
          <div v-for="(c, i) in columns" :key="c.key" role="columnheader" :aria-sort="c.sort ? sortWay(c) : null" :class="{ first: !i }" :draggable="i ? 'true' : 'false'" @dragstart="carried = c.key" @dragover.prevent @drop.prevent="dropColumn(c.key)">
            <button v-if="!i" type="button" class="sel" role="checkbox" :aria-checked="isWhole ? 'true' : 'false'" aria-label="Select all tasks" title="Select all (Ctrl+A)" @click.stop="store.chooseThese(order())"><svg><use :href="icon('check')"/></svg></button>
            <button type="button" :disabled="!c.sort" :title="c.sort ? 'Sort by ' + c.word + '. Alt and arrows move the column, with Shift its edge' : c.word" @click="sortBy(c)" @keydown="headKey($event, c)">{{ c.word }}<svg v-if="c.sort && sortWay(c) !== 'none'"><use :href="icon(sortWay(c) === 'ascending' ? 'arrow-up' : 'arrow-down')"/></svg></button>
            <i class="tt-e" aria-hidden="true" @pointerdown.stop.prevent="grab($event, c)"></i></div>
        </div>
        <div :style="{ height: from * high + 'px' }"></div>
        <template v-for="(r, n) in rows.slice(from, to)" :key="r.id ? r.group + r.id : 'head ' + r.head.key">
          <div v-if="r.head" class="tt-r tt-g" role="row"><div role="gridcell"><button type="button" class="fold" :class="{ shut: r.head.isClosed }" :aria-expanded="r.head.isClosed ? 'false' : 'true'" :aria-label="r.head.title" @click="store.close(r.head.key)"><svg><use :href="icon('chevron-down')"/></svg></button><b>{{ r.head.title }}</b><span class="c num">{{ r.head.ids.length.toLocaleString("en") }}</span></div></div>
          <div v-else-if="store.rows[r.id]" class="tt-r" role="row" :aria-rowindex="from + n + 2" :data-row="r.id" :class="{ done: store.row(r.id).status === 'completed', on: store.at === r.id, open: store.open === r.id, fresh: store.fresh[r.id], chosen: store.chosen.has(r.id) }" @pointerdown="store.hold($event, r.id)" @contextmenu="store.held && $event.preventDefault()" :style="{ gridTemplateColumns: grid, width: whole + 'px' }">
            <template v-for="t in [store.row(r.id)]" :key="0">
              <div v-for="(c, i) in columns" :key="c.key" role="gridcell" :data-id="t.id" :data-col="i" :tabindex="at(t, i) || (!store.at && !n && !i) ? 0 : -1" :class="{ at: at(t, i), first: !i, still: t.permission === 'view' || c.field === null }" @click="clicked(t, c, $event)" @dblclick="open(t, c, $event)">
                <template v-if="c.key === 'title'">
                  <button type="button" class="sel" role="checkbox" tabindex="-1" :aria-checked="store.chosen.has(t.id) ? 'true' : 'false'" :aria-label="'Select ' + t.title" title="Select (X)" @click.stop="store.pressSquare(t.id, $event)"><svg><use :href="icon('check')"/></svg></button>
                  <span v-if="r.depth" :style="{ width: r.depth * 20 + 'px' }"></span>
                  <button v-if="r.kids" type="button" class="fold" :class="{ shut: store.folded[r.id] }" tabindex="-1" :aria-label="'The subtasks of ' + t.title" @click.stop="store.fold(r.id)"><svg><use :href="icon('chevron-down')"/></svg></button>
                  <button type="button" class="ck" :class="t.priority" role="checkbox" tabindex="-1" :aria-checked="t.status === 'completed' ? 'true' : 'false'" :disabled="t.permission === 'view'" :aria-label="'Complete ' + t.title" @click.stop="store.tick(t)"><svg><use :href="icon('check')"/></svg></button>
                  <input v-if="store.edit && store.edit.id === t.id" v-model="store.edit.text" class="tk-edit" maxlength="500" aria-label="Title" :title="store.edit.sorry" :aria-invalid="store.edit.sorry ? 'true' : 'false'" @click.stop @keydown.enter.prevent.stop="store.saveEdit()" @keydown.esc.prevent.stop="store.stopEdit()" @keydown.tab.prevent.stop="store.saveEdit()" @blur="store.saveEdit()">
                  <span v-else class="tt"><a :href="'?task=' + t.id" tabindex="-1" draggable="false" @click.prevent>{{ t.title }}</a></span>
                </template>
                <template v-else-if="c.key === 'status'"><i class="sd" :class="t.status"></i>{{ statusWord[t.status] }}</template>
                <template v-else-if="c.key === 'priority'"><template v-if="t.priority !== 'none'"><svg :class="t.priority"><use :href="icon('flag')"/></svg>{{ priorityWord[t.priority] }}</template></template>
                <time v-else-if="c.key === 'due'" v-for="d in [store.due(t)]" :key="1" class="due num" :class="d.kind" :title="dueTitle(t, store.zone)">{{ d.text }}</time>
                <template v-else-if="c.key === 'assignees'"><span class="avs"><span v-for="p in t.people.slice(0, 4)" :key="p[0]" class="av s" :style="{ background: personColour(p[0]) }" :title="p[1]">{{ initials(p[1]) }}</span></span><span class="ell">{{ t.people.length === 1 ? t.people[0][1] : "" }}</span></template>
                <template v-else-if="c.key === 'labels'"><span v-for="l in t.labels" :key="l" class="chip"><i :style="{ background: labelColour(l) }"></i><span>{{ l }}</span></span></template>
                <span v-else-if="c.key === 'team'" class="ell">{{ t.team }}</span>
                <span v-else-if="c.key === 'start'">{{ start(t) }}</span>
                <span v-else-if="c.key === 'key'" class="num muted">{{ t.key }}</span>
                <span v-else class="muted num">{{ day(c.key === 'created' ? t.created_at : t.updated_at) }}</span>
              </div>
            </template>
          </div>
          <div v-else class="tt-r" aria-hidden="true"><div class="first"><span class="sk" style="width:200px"></span></div></div>
        </template>
        <div :style="{ height: (rows.length - to) * high + 'px' }"></div>
      </div>
    </div>`,
};
