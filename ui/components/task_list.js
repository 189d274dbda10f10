// Tasks as rows under headings. However many there are, only those in sight are in the page.
import { icon } from "task_words";
import dragging from "task_drag";
import QuickAdd from "quick_add";
import TaskRow from "task_row";

const INDENT = 26, GAP = 14, CHUNK = 8; // px, px, rows that come into the page at once
const EMPTY = {
  Today: ["Nothing is due today", "Enjoy it, or plan something in the line above."],
  Upcoming: ["Nothing is planned", "Tasks with a date stand here, day after day."],
  "Assigned to me": ["Nothing is assigned to you", "Open a task and choose yourself as its assignee, or let others do so."],
  "Shared with me": ["Nothing is shared with you", "Tasks that others share with you or your teams appear here by themselves."],
  Completed: ["Nothing is completed yet", "Press the circle before a task when it is done: it is kept here."],
};

export default {
  mixins: [dragging],
  components: { QuickAdd, TaskRow },
  data: () => ({ high: 38, head: 38, win: { spans: [], above: 0, below: 0 } }),
  computed: {
    EMPTY: () => EMPTY,
    sections() { return this.store.sections; },
    lines() { return this.store.lines; },
    focusableId() { const at = this.store.at; return at && this.store.rows[at] ? at : this.lines[0]?.id; },
    flat() { return this.store.group === "none" && this.sections.length === 1; },
  },
  watch: { sections() { this.look(); } },
  mounted() {
    this.scrolled = () => { this.frame ||= requestAnimationFrame(() => { this.frame = 0; this.look(); }); };
    addEventListener("scroll", this.scrolled, { passive: true });
    addEventListener("resize", this.scrolled, { passive: true });
    this.look();
  },
  updated() { this.scrolled(); },
  beforeUnmount() { removeEventListener("scroll", this.scrolled); removeEventListener("resize", this.scrolled); },
  methods: {
    icon,
    // --- the window over the rows
    heightOf(section) { return (this.flat ? 0 : this.head) + section.lines.length * this.high + 2 + GAP; },
    look() {
      const all = this.$refs.all;
      if (!all) return;
      const row = all.querySelector(".tk:not(.ghost)"), head = all.querySelector(".tl-h");
      if (row && row.offsetHeight) this.high = row.offsetHeight;
      if (head && head.offsetHeight) this.head = head.offsetHeight;
      const top = -all.getBoundingClientRect().top - 500, bottom = top + innerHeight + 1000, spans = [];
      let y = 0, above = 0, below = 0;
      for (const section of this.sections) {
        const height = this.heightOf(section), begin = y + (this.flat ? 0 : this.head), n = section.lines.length;
        if (y + height < top) above += height;
        else if (y > bottom) below += height;
        else spans.push({ key: section.key, from: Math.max(0, Math.min(n, Math.floor((top - begin) / this.high / CHUNK) * CHUNK)), to: Math.max(0, Math.min(n, Math.ceil((bottom - begin) / this.high / CHUNK) * CHUNK)) });
        y += height;
      }
      const next = { spans, above, below };
      if (JSON.stringify(next) !== JSON.stringify(this.win)) this.win = next;
      this.store.need(this.inSight().flatMap((s) => s.rows.map((line) => line.id)));
    },
    inSight() {
      return this.win.spans.flatMap((span) => {
        const section = this.sections.find((s) => s.key === span.key);
        if (!section) return [];
        const n = section.lines.length, from = Math.min(span.from, n), to = Math.min(Math.max(span.to, from), n);
        return [{ section, rows: section.lines.slice(from, to), above: from * this.high, below: (n - to) * this.high }];
      });
    },
    // --- where the person is
    startAdd() { this.$refs.add?.focus(); },
    order() { return this.lines.map((line) => line.id); },
    step(by) {
      if (!this.lines.length) return;
      const now = this.lines.findIndex((line) => line.id === this.store.at);
      this.store.focus(this.lines[now < 0 ? 0 : Math.max(0, Math.min(this.lines.length - 1, now + by))].id);
    },
    async focus(id) {
      const find = () => this.$el.querySelector(`.tk[data-id="${id}"]`);
      if (!find()) this.reach(id);
      await this.$nextTick();
      await new Promise(requestAnimationFrame);
      if (this.store.edit) return; // whoever is quick has begun to write already
      const element = find();
      element?.focus({ preventScroll: true });
      element?.scrollIntoView({ block: "nearest" });
    },
    reach(id) {
      let y = this.$refs.all.getBoundingClientRect().top;
      for (const section of this.sections) {
        const at = section.lines.findIndex((line) => line.id === id);
        if (at >= 0) { scrollBy(0, y + this.head + at * this.high - innerHeight / 2); break; }
        y += this.heightOf(section);
      }
      this.look();
    },
    keyed(event) {
      const { store } = this, id = store.at, row = store.row(id), way = event.key.replace("Arrow", "");
      if (event.key === "Tab" && row && id === store.walkedTo && !event.ctrlKey && !event.metaKey && !event.altKey) { this.nudge(row, event.shiftKey ? "Left" : "Right"); return true; }
      if (event.ctrlKey || event.metaKey || event.shiftKey || !event.key.startsWith("Arrow")) return false;
      if (!id || !row) return false;
      if (event.altKey) { this.nudge(row, way); return true; }
      if (way === "Down" || way === "Up") this.step(way === "Down" ? 1 : -1);
      else {
        const line = this.lines.find((one) => one.id === id);
        if (way === "Left" && line?.kids && !store.folded[id]) store.fold(id, true);
        else if (way === "Left" && line?.up) store.focus(line.up);
        else if (way === "Right" && line?.kids && store.folded[id]) store.fold(id, false);
        else return false;
      }
      return true;
    },
    // --- moving: by keys
    nudge(row, way) {
      if (row.permission === "view") { this.store.said = "You can look at this task but not move it."; return; }
      const lines = this.lines, at = lines.findIndex((line) => line.id === row.id), line = lines[at];
      if (way === "Right" || way === "Left") return this.level(row, way === "Right" ? 1 : -1);
      const hand = new Set(this.store.movedWith(row.id)), isMoved = (id) => id === row.id || hand.has(id);
      const section = this.sections.find((s) => s.key === line.group), ids = section.lines.filter((l) => l.up === line.up).map((l) => l.id);
      const by = way === "Down" ? 1 : -1, mine = ids.filter(isMoved), edge = ids.indexOf(by > 0 ? mine[mine.length - 1] : mine[0]), rest = ids.filter((id) => !isMoved(id));
      const passed = ids[edge + by], to = rest.indexOf(passed);
      if (passed) this.place(row.id, line.group, line.group, by > 0 ? passed : rest[to - 1] || null, by > 0 ? rest[to + 1] || null : passed);
      else if (!line.up) {
        const groups = this.store.groups.filter((g) => g.key !== "overdue" && g.key !== "shared"), next = groups[groups.findIndex((g) => g.key === line.group) + by];
        if (!next) return;
        const top = by > 0 ? null : next.ids[next.ids.length - 1] || null;
        this.place(row.id, line.group, next.key, top, by > 0 ? next.ids[0] || null : null);
      }
    },
    /** Deeper or less deep; the person stays on the row. */
    async level(row, by) {
      const walkedTo = this.store.walkedTo, done = this.indent(row, by), stay = () => {
        if (this.store.at !== row.id || document.activeElement !== document.body) return; // the person has gone on
        this.$el.querySelector(`.tk[data-id="${row.id}"]`)?.focus({ preventScroll: true });
        this.store.walkedTo = walkedTo;
      };
      await this.$nextTick();
      stay();
      await done;
      await this.$nextTick();
      stay();
    },
    /** The same for the row whose title is being written, which goes on being written. */
    async levelEdit(row, by) {
      const { edit } = this.store, done = this.indent(row, by), field = document.activeElement, from = field.selectionStart, to = field.selectionEnd;
      edit.moving = true;
      const back = async () => {
        await this.$nextTick();
        const now = this.$el.querySelector(".tk-edit");
        if (this.store.edit === edit && now && document.activeElement === document.body) { now.focus(); now.setSelectionRange(from, to); }
      };
      await back();
      await done;
      await back();
      edit.moving = false;
    },
    /** Tab moves on through the page again for who left the row in another way than by its keys. */
    left(id, event) { if (this.store.walkedTo === id && !event.currentTarget.contains(event.relatedTarget)) this.store.walkedTo = null; },
    /** Put it under the task above, or out again; selected ones that stand beside it go along. */
    async indent(row, by) {
      const { store } = this, hand = new Set(store.movedWith(row.id)), all = this.lines, first = all.find((line) => hand.has(line.id) && !store.isBelow(line.id, hand));
      const line = hand.size > 1 && first ? first : all.find((one) => one.id === row.id), at = all.indexOf(line);
      const beside = all.filter((one) => (one.id === row.id || hand.has(one.id)) && one.up === line.up && one.group === line.group);
      const above = by > 0 ? all.slice(0, at).reverse().find((one) => one.group === line.group && one.depth <= line.depth) : null;
      if (by > 0 ? above?.depth !== line.depth : !line.up) { store.sorry(row.id, by > 0 ? "There is no task above under which it could go." : "It is under no other task here."); return; }
      const parent = by > 0 ? above.id : store.parents[line.up] || null;
      if (parent) store.fold(parent, false);
      store.said = parent ? `Put under ${store.row(parent)?.title || "the task above"}.` : "No subtask any more.";
      if (beside.length > 1) await store.moveEach(beside.map(({ id }) => ({ id, out: line.group, into: line.group, parent })));
      else await store.reparent(row.id, parent, line.group);
    },
    async place(id, out, into, after, before) {
      const ids = this.store.movedWith(id), done = ids.length > 1 ? this.store.moveAll(ids, { from: out, into, after, before }) : this.store.move(id, { out, into, after, before });
      this.store.said = `Moved to ${this.store.titleOfGroup(into)}.`;
      await this.$nextTick();
      this.store.focus(id);
      await done;
    },
    // --- moving: by mouse and finger
    canDrag(row) { return row.permission !== "view" && this.store.edit?.id !== row.id; },
    scrollers() { return [[document.scrollingElement, "y"]]; },
    tapped(row, event) { if (!event.target.closest("button, input")) this.store.openRow(row.id); },
    aim(x, y) {
      const drag = this.store.drag, parts = [...this.$el.querySelectorAll(".tl[data-key]")];
      const part = parts.find((p) => y < p.getBoundingClientRect().bottom + GAP / 2) || parts[parts.length - 1];
      if (!part) return null;
      drag.taken ||= this.takenAlong(drag);
      const key = part.dataset.key, rows = [...part.querySelectorAll(".tk[data-id]")].filter((r) => !drag.taken.has(r.dataset.id));
      const index = rows.findIndex((r) => { const b = r.getBoundingClientRect(); return y < b.top + b.height / 2; });
      const above = index < 0 ? rows[rows.length - 1] : rows[index - 1], below = index < 0 ? null : rows[index];
      const deep = (r) => this.lines.find((line) => line.id === r?.dataset.id)?.depth ?? 0;
      const most = above ? Math.min(4, deep(above) + 1) : 0, least = below ? Math.min(deep(below), most) : 0;
      const begun = deep({ dataset: { id: drag.id } }), wanted = begun + Math.round((x - drag.dx - this.leftOf(part)) / INDENT);
      const depth = Math.max(least, Math.min(most, wanted));
      const edge = below ? below.getBoundingClientRect().top : above ? above.getBoundingClientRect().bottom : part.getBoundingClientRect().bottom - 4;
      return { key, above: above?.dataset.id || null, below: below?.dataset.id || null, depth, y: edge - this.$el.getBoundingClientRect().top, no: key === "overdue" && drag.from !== key || key === "shared" && drag.from !== key };
    },
    /** What is in the hand, and what stands under it: none of it can be put under itself. */
    takenAlong(drag) {
      const taken = new Set(drag.ids);
      for (const line of this.lines) if (taken.has(line.up)) taken.add(line.id);
      return taken;
    },
    leftOf(part) { return part.getBoundingClientRect().left; },
    drop(target, drag) {
      if (target.no || target.above === drag.id) return;
      const lines = this.lines.filter((line) => line.group === target.key && !drag.taken.has(line.id));
      let at = lines.findIndex((line) => line.id === target.above), up = at >= 0 ? lines[at] : null;
      while (up && up.depth >= target.depth) up = up.up ? lines.find((line) => line.id === up.up) : null;
      const parent = up?.id || null, siblings = lines.filter((line) => (line.up || null) === parent).map((line) => line.id);
      const before = lines.slice(at + 1).map((line) => line.id).find((id) => siblings.includes(id)) || null;
      const after = before ? siblings[siblings.indexOf(before) - 1] || null : siblings[siblings.length - 1] || null;
      if (drag.ids.length > 1) { this.store.moveAll(drag.ids, { from: drag.from, into: target.key, after, before, parent }); return; }
      const was = this.store.parents[drag.id] || null, own = this.store.shown[drag.from] || [], same = target.key === drag.from && parent === was;
      if (same && own[own.indexOf(drag.id) - 1] === after && own[own.indexOf(drag.id) + 1] === before) return;
      const isOutside = was && !own.includes(was); // its parent stands elsewhere: it stays a subtask
      this.store.move(drag.id, { out: drag.from, into: target.key, after, before, parent: isOutside && !parent ? undefined : parent });
    },
  },
  template: `
    <div class="tasks">
      <quick-add ref="add" :placeholder="store.home ? 'Add a task to ' + store.home : 'Add a task'"/>
      <div v-if="!store.total" class="tl empty">
        <template v-if="store.filtered"><svg><use :href="icon('search')"/></svg><b>Nothing matches these filters</b><p>Widen or clear them to see the other tasks.</p>
          <button type="button" class="bt" @click="store.$emit('clear', {})">Clear filters</button></template>
        <template v-else-if="EMPTY[store.list]"><svg><use :href="icon('circle-check')"/></svg><b>{{ EMPTY[store.list][0] }}</b><p>{{ EMPTY[store.list][1] }}</p></template>
        <template v-else><svg><use :href="icon('sparkles')"/></svg><b>No tasks yet</b><p>Write in the line above what has to be done. It stays open for the next one.</p>
          <button type="button" class="bt" @click="startAdd">Add your first task</button><p class="empty-i"><a class="link" href="/tasks/import">Import tasks from a file</a></p></template>
      </div>
      <div v-else ref="all" class="tl-all">
        <div v-if="win.above" :style="{ height: win.above + 'px' }"></div>
        <section v-for="s in inSight()" :key="s.section.key" class="tl" :data-key="s.section.key" :aria-label="s.section.title" :class="{ over: store.drag && store.drag.target && store.drag.target.key === s.section.key && store.drag.from !== s.section.key }">
          <header v-if="!flat" class="tl-h" :class="s.section.key"><button type="button" class="fold" :class="{ shut: s.section.isClosed }" :aria-expanded="s.section.isClosed ? 'false' : 'true'" :aria-label="s.section.title" @click="store.close(s.section.key)"><svg><use :href="icon('chevron-down')"/></svg></button>
            <h2 @click="store.close(s.section.key)">{{ s.section.title }}</h2><span class="c num">{{ (store.counts[s.section.key] || s.section.ids.length).toLocaleString("en") }}</span></header>
          <div v-if="!s.section.isClosed" class="tl-b" role="list">
            <div v-if="s.above" :style="{ height: s.above + 'px' }"></div>
            <template v-for="line in s.rows" :key="line.id">
              <task-row v-if="store.rows[line.id]" :row="store.row(line.id)" :depth="line.depth" :kids="line.kids" :folded="!!store.folded[line.id]" :focusable="line.id === focusableId" :crumb="!line.up"
                @tabbed="levelEdit(store.rows[line.id], $event)" @focusout="left(line.id, $event)"
                @pointerdown="pressed($event, store.rows[line.id], s.section.key)" @contextmenu="press && press.touch && $event.preventDefault()"/>
              <div v-else class="tk" aria-hidden="true"><span class="sk" style="width:17px;height:17px;border-radius:50%"></span><span class="sk" style="width:44%"></span></div>
            </template>
            <div v-if="s.below" :style="{ height: s.below + 'px' }"></div>
          </div>
        </section>
        <div v-if="win.below" :style="{ height: win.below + 'px' }"></div>
      </div>
      <div v-if="store.drag && store.drag.target && !store.drag.target.no" class="tl-line" :style="{ top: store.drag.target.y + 'px', left: 'calc(var(--tk-in) + ' + store.drag.target.depth * 26 + 'px)' }"></div>
    </div>`,
};
