// Tasks as cards in columns. A move answers at once; what the server makes of it corrects it.
import { icon } from "task_words";
import dragging from "task_drag";
import QuickAdd from "quick_add";
import TaskCard from "task_card";

const GUESS = 84; // px a card is high before it was seen
const EMPTY = { pending: "Nothing waiting.", in_progress: "Drag here what you work on now.", completed: "What is done collects here." };

export default {
  mixins: [dragging],
  components: { QuickAdd, TaskCard },
  data: () => ({ tall: 0, spans: {}, adding: null, limiting: null, limit: "" }),
  computed: {
    isEmpty() { return !this.store.total; },
    columns() {
      const { store } = this, drag = store.drag;
      return store.groups.map((g) => {
        const target = drag?.target, rest = drag ? g.ids.filter((id) => !drag.outs.has(id) || (drag.outs.get(id) !== g.key && !drag.keys)) : g.ids;
        let items = g.ids;
        if (drag?.keys) { items = target.key === g.key ? [...rest.slice(0, target.index), ...drag.ids, ...rest.slice(target.index)] : rest; }
        else if (target && target.key === g.key && !target.no) {
          const slot = rest[target.index] ? g.ids.indexOf(rest[target.index]) : g.ids.length;
          items = [...g.ids.slice(0, slot), null, ...g.ids.slice(slot)];
        }
        const limit = store.limits[g.key] || 0;
        return { ...g, items, rest, limit, isOver: limit > 0 && g.ids.length > limit, isClosed: !!store.closed[store.group + ":" + g.key], canTake: !(store.group === "team" && g.key === "shared") };
      });
    },
  },
  watch: { text(text) { drafts.set("card", text); }, columns() { this.look(); } },
  mounted() {
    this.heights = new Map();
    this.resized = () => { this.heights.clear(); this.look(); };
    addEventListener("resize", this.resized, { passive: true });
    this.look();
  },
  updated() { this.measure(); this.look(); },
  beforeUnmount() { removeEventListener("resize", this.resized); },
  methods: {
    icon,
    hintOf(key) { return this.store.group === "status" ? EMPTY[key] : "Drag a card here."; },
    // --- the window over the cards of a column
    measure() { for (const card of this.$el.querySelectorAll(".bc-b > .card[data-id]:not(.away)")) this.heights.set(card.dataset.id, card.offsetHeight); },
    heightOf(id) { return (this.heights.get(id) || GUESS) + 8; },
    look(key) {
      if (!this.$refs.board) return;
      const tabs = document.querySelector(".tabs")?.offsetHeight || 0;
      this.tall = Math.max(360, innerHeight - (this.$refs.board.getBoundingClientRect().top + scrollY) - 16 - tabs);
      const spans = { ...this.spans }, need = [];
      for (const column of this.columns) {
        const body = this.$el.querySelector(`.bc[data-key="${CSS.escape(column.key)}"] .bc-b`);
        if (column.isClosed || (key !== undefined && key !== column.key)) continue;
        const top = (body?.scrollTop || 0) - 600, bottom = (body?.scrollTop || 0) + (body?.clientHeight || innerHeight) + 600;
        let y = 0, from = 0, above = 0, to = 0, below = 0;
        column.items.forEach((id, i) => {
          const height = id ? this.heightOf(id) : GUESS;
          if (y + height < top) { from = i + 1; above = y + height; } else if (y < bottom) to = i + 1; else below += height;
          y += height;
        });
        spans[column.key] = [from, Math.max(from, to), above, below];
        need.push(...column.items.slice(from, to).filter(Boolean));
      }
      if (JSON.stringify(spans) !== JSON.stringify(this.spans)) this.spans = spans;
      this.store.need(need);
    },
    seen(column) {
      const [from, to, above, below] = this.spans[column.key] || [0, 12, 0, 0];
      return { items: column.items.slice(from, to), above, below };
    },
    scrolled(key) { this.frame ||= requestAnimationFrame(() => { this.frame = 0; this.look(key); }); },
    // --- moving
    place(id, out, into, after, before) {
      if (out === into) { const list = this.store.shown[out], at = list.indexOf(id); if ((list[at - 1] || null) === after && (list[at + 1] || null) === before) return; }
      this.tellLimit(into, out === into ? 0 : 1);
      this.store.move(id, { out, into, after, before });
    },
    tellLimit(key, more) {
      const column = this.columns.find((c) => c.key === key), number = column ? column.ids.length + more : 0;
      if (more && column?.limit && number > column.limit) this.store.sorry(null, `${column.title} is over its limit: ${number} of ${column.limit}.`);
    },
    canDrag(row) { return row.permission !== "view" && this.store.edit?.id !== row.id; },
    tapped(row, event) { if (!event.target.closest("button, textarea")) this.store.openRow(row.id); },
    scrollers() {
      const key = this.store.drag.target?.key, body = key !== undefined && this.$el.querySelector(`.bc[data-key="${CSS.escape(key)}"] .bc-b`);
      return [[this.$refs.board, "x"], ...(body ? [[body, "y"]] : [])];
    },
    aim(x, y) {
      const columns = [...this.$el.querySelectorAll(".bc")].map((c) => ({ key: c.dataset.key, box: c.getBoundingClientRect(), element: c }));
      const away = (c) => Math.max(c.box.left - x, 0, x - c.box.right), column = columns.sort((a, b) => away(a) - away(b))[0];
      const cards = [...column.element.querySelectorAll(".card[data-id]:not(.away)")], below = cards.find((c) => { const b = c.getBoundingClientRect(); return y < b.top + b.height / 2; });
      const told = this.columns.find((c) => c.key === column.key), index = below ? told.rest.indexOf(below.dataset.id) : cards.length ? told.rest.indexOf(cards[cards.length - 1].dataset.id) + 1 : 0;
      return { key: column.key, index: Math.max(0, index), no: !told.canTake && column.key !== this.store.drag.from };
    },
    drop(target, drag) {
      if (target.no) return;
      const rest = this.columns.find((c) => c.key === target.key).ids.filter((id) => !drag.outs.has(id)), after = rest[target.index - 1] || null, before = rest[target.index] || null;
      if (drag.ids.length === 1) return this.place(drag.id, drag.from, target.key, after, before);
      this.tellLimit(target.key, drag.ids.filter((id) => drag.outs.get(id) !== target.key).length);
      this.store.moveAll(drag.ids, { from: drag.from, into: target.key, after, before });
    },
    // --- keys
    whereIs(id) { const key = this.store.groupOf(id); return { key, index: (this.store.shown[key] || []).indexOf(id) }; },
    carry(row) {
      if (row.permission === "view") { this.store.said = "You can look at this task but not move it."; return; }
      const { key, index } = this.whereIs(row.id), hand = this.store.inHand(row.id, key);
      this.store.frozen = this.store.shown;
      const target = { key, index: this.store.shown[key].slice(0, index).filter((id) => !hand.outs.has(id)).length };
      this.store.drag = { id: row.id, row, from: key, ...hand, keys: true, target };
      this.tellPlace(hand.ids.length > 1 ? `Picked up ${hand.ids.length} cards. ` : "Picked up. ");
    },
    tellPlace(before) {
      const { target } = this.store.drag, column = this.columns.find((c) => c.key === target.key);
      this.store.said = `${before}${column.title}, position ${target.index + 1} of ${column.rest.length + 1}.`;
    },
    nudge(way) {
      const { drag } = this.store, { target } = drag, at = this.columns.findIndex((c) => c.key === target.key), size = this.columns[at].rest.length;
      if (way === "Up") drag.target = { ...target, index: Math.max(0, target.index - 1) };
      else if (way === "Down") drag.target = { ...target, index: Math.min(size, target.index + 1) };
      else {
        const to = this.columns[Math.max(0, Math.min(this.columns.length - 1, at + (way === "Right" ? 1 : -1)))];
        if (to.canTake) drag.target = { key: to.key, index: Math.min(target.index, to.rest.length) };
      }
      this.tellPlace("");
      this.focus(drag.id);
    },
    letGo(word) {
      const { drag } = this.store, { target } = drag;
      this.endDrag();
      this.store.said = word;
      if (word === "Dropped.") this.drop(target, drag);
      this.focus(drag.id);
    },
    keyed(event) {
      const { store } = this, row = store.row(store.at), way = event.key.startsWith("Arrow") ? event.key.slice(5) : "", onCard = document.activeElement?.matches?.(".card");
      if (event.ctrlKey || event.metaKey) return false;
      if (store.drag?.keys) {
        if (way) this.nudge(way);
        else if (event.key === " " || event.key === "Enter") this.letGo("Dropped.");
        else if (event.key === "Escape" || event.key === "Tab") this.letGo("Put back.");
        else return false;
        return true;
      }
      if (!row) { if (way && !onCard) { this.step(1); return true; } return false; }
      if (way && event.altKey) { this.carry(row); if (store.drag) { this.nudge(way); this.letGo("Dropped."); } return true; }
      if (way) { this.walk(row.id, way); return true; }
      if (event.key === " " && onCard) { this.carry(row); return true; }
      return false;
    },
    order() { return this.columns.filter((c) => !c.isClosed).flatMap((c) => c.ids); },
    step(by) {
      const { at } = this.store;
      if (!at || !this.store.rows[at]) { const first = this.columns.find((c) => c.ids.length && !c.isClosed); return first && this.focus(first.ids[0]); }
      this.walk(at, by > 0 ? "Down" : "Up");
    },
    walk(id, way) {
      const at = this.whereIs(id), column = this.columns.findIndex((c) => c.key === at.key), ids = this.columns[column].ids;
      if (way === "Up" || way === "Down") return this.focus(ids[Math.max(0, Math.min(ids.length - 1, at.index + (way === "Down" ? 1 : -1)))]);
      const by = way === "Right" ? 1 : -1;
      for (let to = column + by; to >= 0 && to < this.columns.length; to += by) {
        const other = this.columns[to];
        if (other.ids.length && !other.isClosed) return this.focus(other.ids[Math.min(at.index, other.ids.length - 1)]);
      }
    },
    async focus(id) {
      this.store.at = id;
      await this.$nextTick();
      const find = () => this.$el.querySelector(`.card[data-id="${id}"]`);
      if (!find()) {
        const at = this.whereIs(id), body = this.$el.querySelector(`.bc[data-key="${CSS.escape(at.key)}"] .bc-b`);
        if (body) body.scrollTop = (this.store.shown[at.key] || []).slice(0, at.index).reduce((sum, one) => sum + this.heightOf(one), 0) - body.clientHeight / 2;
        this.look();
        await this.$nextTick();
        await new Promise(requestAnimationFrame);
      }
      find()?.focus({ preventScroll: true });
      find()?.scrollIntoView({ block: "nearest", inline: "nearest" });
    },
    // --- adding, limits
    startAdd(key = this.columns.find((c) => c.canTake)?.key) {
      this.adding = key;
      this.$nextTick(() => { const field = this.$el.querySelector(".bc-new textarea"); field?.focus(); field?.scrollIntoView({ block: "nearest", inline: "nearest" }); });
    },
    added(ids) { this.$nextTick(() => this.$el.querySelector(`.card[data-id="${ids[0]}"]`)?.scrollIntoView({ block: "nearest" })); },
    startLimit(column) {
      this.limiting = column.key;
      this.limit = column.limit ? String(column.limit) : "";
      this.$nextTick(() => this.$el.querySelector(".bc-lim input")?.focus());
    },
    async saveLimit(column) {
      const most = Math.max(0, Math.min(999, parseInt(this.limit, 10) || 0));
      this.limiting = null;
      if (most === column.limit) return;
      const said = await this.store.ask("limit", { key: column.key, most });
      if (said.error) this.store.sorry(null, said.error);
    },
  },
  template: `
    <div class="bd-w">
      <div ref="board" class="bd" :class="{ many: columns.length > 3 }" :style="{ height: tall ? tall + 'px' : null, gridTemplateColumns: columns.map((c) => (c.isClosed ? '44px' : 'minmax(264px, 1fr)')).join(' ') }">
        <section v-for="c in columns" :key="c.key" class="bc" :class="[store.group === 'status' ? c.key : '', { over: store.drag && store.drag.target && store.drag.target.key === c.key, full: c.isOver, shut: c.isClosed }]" :data-key="c.key" :aria-label="c.title">
          <button v-if="c.isClosed" type="button" class="bc-shut" :aria-label="'Show ' + c.title" aria-expanded="false" @click="store.close(c.key)"><span>{{ c.title }}</span><span class="c num">{{ c.ids.length }}</span></button>
          <template v-else>
          <header class="bc-h"><i v-if="store.group === 'status'" class="sd" :class="c.key"></i><h2 @click="store.close(c.key)" :title="'Collapse ' + c.title">{{ c.title }}</h2>
            <form v-if="limiting === c.key" class="bc-lim" @submit.prevent="saveLimit(c)"><input v-model="limit" inputmode="numeric" maxlength="3" aria-label="At most so many cards" placeholder="No limit" @keydown.esc.stop="limiting = null" @blur="saveLimit(c)"></form>
            <button v-else type="button" class="c num lim" :aria-label="c.ids.length + ' cards' + (c.limit ? ' of at most ' + c.limit : '') + '. Set a limit'" :title="c.isOver ? 'Over the limit of ' + c.limit : 'Set a limit'" @click="startLimit(c)">{{ (store.counts[c.key] || c.ids.length).toLocaleString("en") }}<template v-if="c.limit"> / {{ c.limit }}</template></button>
            <button type="button" class="ib" aria-expanded="true" :aria-label="'Collapse ' + c.title" title="Collapse" @click="store.close(c.key)"><svg><use :href="icon('chevron-left')"/></svg></button>
            <button v-if="c.canTake" type="button" class="ib" :aria-label="'Add task to ' + c.title" title="Add task" @click="startAdd(c.key)"><svg><use :href="icon('plus')"/></svg></button></header>
          <div class="bc-b" @scroll.passive="scrolled(c.key)">
            <template v-for="w in [seen(c)]" :key="0">
              <div v-if="w.above" class="gap" :style="{ height: w.above - 8 + 'px' }"></div>
              <template v-for="id in w.items" :key="id || 'slot'">
                <div v-if="!id" class="slot" :style="{ height: store.drag.height + 'px' }"></div>
                <task-card v-else-if="store.rows[id]" :row="store.row(id)" :lifted="!!store.drag && !!store.drag.keys && store.isCarried(id)"
                  @pointerdown="pressed($event, store.rows[id], c.key)" @contextmenu="press && press.touch && $event.preventDefault()"/>
                <div v-else class="card" aria-hidden="true"><span class="sk" style="width:60%"></span><span class="sk" style="width:30%;margin-top:12px"></span></div>
              </template>
              <div v-if="w.below" class="gap" :style="{ height: w.below - 8 + 'px' }"></div>
            </template>
            <div v-if="!c.items.length && adding !== c.key" class="bc-0"><template v-if="store.filtered && isEmpty">Nothing matches. <button type="button" class="lk" @click="store.$emit('clear', {})">Clear filters</button></template>
              <template v-else>{{ hintOf(c.key) }} <button v-if="c.key === 'pending'" type="button" class="lk" @click="startAdd(c.key)">Add a task</button></template></div>
          </div>
          <div v-if="adding === c.key" class="bc-new"><quick-add small draft-key="card" :more="{ into: c.key }" :label="'Add task to ' + c.title" placeholder="What has to be done?" @close="adding = null" @added="added"/></div>
          <button v-else-if="c.canTake" type="button" class="bc-add" @click="startAdd(c.key)"><svg><use :href="icon('plus')"/></svg>Add task</button>
          </template>
        </section>
      </div>
    </div>`,
};
