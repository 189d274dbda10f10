// Columns of cards. Dragging (mouse, touch, keys) answers at once; `move` asks the server, whose patches correct it.
import { asking, busyTyping, drafts, dueOf, dueTitle, icon, initials, labelColour, personColour, priorityWord, statusWord } from "task_words";
import { hear, openTask, openTaskId } from "task_address";

const KEYS = ["pending", "in_progress", "completed"];

export default {
  mixins: [asking],
  props: { zone: String },
  emits: ["add", "tick", "move", "more", "retry", "clear"],
  data: () => ({
    state: "loading", error: "", bad: false, filtered: false, rows: {}, orders: {}, more: {}, totals: {}, asking_more: {}, waiting: null, moving: 0, hoped: {}, truth: {},
    drag: null, said: "", at: null, open: openTaskId(), now: Date.now(), adding: null, text: drafts.get("card") || "", sent: false, sorry: "", fresh: {},
  }),
  computed: {
    columns() {
      return KEYS.map((key) => {
        const drag = this.drag, ids = (this.orders[key] || []).filter((id) => this.rows[id]);
        const rest = drag ? ids.filter((id) => id !== drag.id) : ids;
        let items = ids.map((id) => this.rows[id]);
        if (drag?.keys) { items = rest.map((id) => this.rows[id]); if (drag.key === key) items.splice(drag.index, 0, this.rows[drag.id]); }
        else if (drag && drag.key === key) {
          const slot = rest[drag.index] ? ids.indexOf(rest[drag.index]) : ids.length;
          items = [...items.slice(0, slot), null, ...items.slice(slot)];
        }
        return { key, title: statusWord[key], items, rest, total: Math.max(this.totals[key] || 0, ids.length) };
      });
    },
    priorityWord: () => priorityWord,
    empty() { return KEYS.every((key) => !(this.orders[key] || []).length); },
  },
  watch: { text(text) { drafts.set("card", text); } },
  mounted() {
    this.clock = setInterval(() => { this.now = Date.now(); }, 30000);
    this.unhear = hear("task", (id) => { this.open = id; });
    document.addEventListener("keydown", this.keyed);
    document.addEventListener("pointermove", this.pointed, { passive: false });
    document.addEventListener("pointerup", this.dropped);
    document.addEventListener("pointercancel", this.cancelled);
    this.stay = (event) => { if (this.drag && event.cancelable) event.preventDefault(); };
    this.$el.addEventListener("touchmove", this.stay, { passive: false });
  },
  beforeUnmount() {
    clearInterval(this.clock);
    this.unhear();
    this.endDrag();
    document.removeEventListener("keydown", this.keyed);
    document.removeEventListener("pointermove", this.pointed);
    document.removeEventListener("pointerup", this.dropped);
    document.removeEventListener("pointercancel", this.cancelled);
  },
  methods: {
    icon, initials, labelColour, personColour, dueTitle,
    // --- what the server says
    show(page) {
      Object.assign(this, { rows: Object.fromEntries(page.rows.map((r) => [r.id, r])), orders: page.orders, waiting: null, hoped: {} });
      this.info(page);
    },
    patch(page) {
      for (const row of page.rows) {
        if (this.hoped[row.id]) this.truth[row.id] = row;
        this.rows[row.id] = { ...row, ...this.hoped[row.id] };
      }
      this.waiting = { ...this.waiting, ...page.orders };
      this.info(page);
      this.settle();
    },
    info(page) {
      Object.assign(this, { state: "ready", error: "", totals: page.totals, more: page.more, asking_more: {} });
      if ("filtered" in page) this.filtered = page.filtered;
    },
    settle() {
      if (!this.waiting || this.drag || this.moving) return;
      this.orders = { ...this.orders, ...this.waiting };
      this.waiting = null;
      const known = new Set(Object.values(this.orders).flat());
      for (const id of Object.keys(this.rows)) if (!known.has(id)) delete this.rows[id];
    },
    fail(sentence, byFilter) { this.error = sentence; this.bad = byFilter; if (this.empty) this.state = "error"; },
    loading() { if (this.empty) this.state = "loading"; },
    retry() { this.state = "loading"; this.$emit("retry", {}); },
    due(row) { return dueOf(row, this.zone, this.now); },
    // --- moving
    async place(id, key, after, before) {
      const from = KEYS.find((k) => this.orders[k]?.includes(id));
      if (this.waiting) { const keep = this.moving; this.moving = 0; this.drag = null; this.settle(); this.moving = keep; }
      if (!this.rows[id]) return;
      const lists = Object.fromEntries(KEYS.map((k) => [k, (this.orders[k] || []).filter((x) => x !== id)]));
      const list = lists[key], low = after ? list.indexOf(after) + 1 : before ? Math.max(0, list.indexOf(before)) : 0;
      list.splice(low, 0, id);
      this.orders = lists;
      if (from !== key) { this.totals = { ...this.totals, [from]: this.totals[from] - 1, [key]: (this.totals[key] || 0) + 1 }; }
      this.rows[id].status = key;
      this.hoped[id] = { status: key };
      this.moving += 1;
      await this.ask("move", { id, status: key, after_id: after, before_id: before });
      this.moving -= 1;
      delete this.hoped[id];
      if (this.truth[id] && this.rows[id]) this.rows[id] = this.truth[id];
      delete this.truth[id];
      this.settle();
    },
    drop() {
      const { id, key, index, from } = this.drag, rest = this.columns.find((c) => c.key === key).rest;
      this.endDrag();
      if (from.key === key && from.index === index) return this.settle();
      this.place(id, key, rest[index - 1] || null, rest[index] || null);
    },
    whereIs(id) {
      const key = KEYS.find((k) => (this.orders[k] || []).includes(id));
      return { key, index: this.orders[key].filter((x) => this.rows[x]).indexOf(id) };
    },
    // --- mouse and finger
    pressed(event, row) {
      if (event.button || !event.isPrimary || this.drag || event.target.closest("button, input, textarea")) return;
      this.press = { row, x: event.clientX, y: event.clientY, card: event.currentTarget, touch: event.pointerType !== "mouse", pointer: event.pointerId };
      if (row.permission === "view") return;
      if (this.press.touch) this.press.timer = setTimeout(() => this.begin(this.press.x, this.press.y), 240);
    },
    begin(x, y) {
      const { row, card } = this.press, box = card.getBoundingClientRect(), at = this.whereIs(row.id);
      this.drag = { id: row.id, ...at, from: at, x, y, dx: this.press.x - box.left, dy: this.press.y - box.top, width: box.width, height: box.height };
      document.body.classList.add("is-dragging");
      if (this.press.touch) navigator.vibrate?.(12);
      const step = () => { if (!this.drag || this.drag.keys) return; this.edge(); requestAnimationFrame(step); };
      requestAnimationFrame(step);
    },
    pointed(event) {
      const press = this.press;
      if (!press || event.pointerId !== press.pointer) return;
      const far = Math.hypot(event.clientX - press.x, event.clientY - press.y);
      if (!this.drag) {
        if (press.touch) { if (far > 8) this.forget(); return; }
        if (far < 5 || press.row.permission === "view") return;
        this.begin(event.clientX, event.clientY);
      }
      event.preventDefault();
      this.drag.x = event.clientX;
      this.drag.y = event.clientY;
      this.aim();
    },
    aim() {
      const { x, y, id } = this.drag;
      const columns = [...this.$el.querySelectorAll(".bc")].map((c) => ({ key: c.dataset.key, box: c.getBoundingClientRect(), element: c }));
      const away = (c) => Math.max(c.box.left - x, 0, x - c.box.right);
      const column = columns.sort((a, b) => away(a) - away(b))[0];
      const cards = [...column.element.querySelectorAll(".card:not(.away)")].filter((c) => c.dataset.id !== id);
      const index = cards.findIndex((c) => { const b = c.getBoundingClientRect(); return y < b.top + b.height / 2; });
      this.drag.key = column.key;
      this.drag.index = index < 0 ? cards.length : index;
    },
    edge() {
      const { x, y, key } = this.drag, near = 60;
      const speed = (at, low, high) => (at < low + near ? -Math.ceil((low + near - at) / 5) : at > high - near ? Math.ceil((at - high + near) / 5) : 0);
      const board = this.$refs.board, body = this.$el.querySelector(`.bc[data-key="${key}"] .bc-b`);
      const across = board.getBoundingClientRect(), down = body.getBoundingClientRect();
      const sx = board.scrollWidth > board.clientWidth ? speed(x, across.left, across.right) : 0, sy = speed(y, down.top, down.bottom);
      if (sx) board.scrollLeft += sx;
      if (sy) body.scrollTop += sy;
      if (sx || sy) this.aim();
    },
    forget() { clearTimeout(this.press?.timer); this.press = null; },
    dropped(event) {
      const press = this.press;
      if (!press || event.pointerId !== press.pointer) return;
      this.forget();
      if (!this.drag) { if (Math.hypot(event.clientX - press.x, event.clientY - press.y) < 6) this.openCard(press.row); return; }
      this.drop();
      // the click that follows a drag is not a click
      const eat = (e) => { e.stopPropagation(); e.preventDefault(); };
      document.addEventListener("click", eat, { capture: true, once: true });
      setTimeout(() => document.removeEventListener("click", eat, { capture: true }), 50);
    },
    cancelled() { this.forget(); if (this.drag && !this.drag.keys) { this.endDrag(); this.settle(); } },
    endDrag() { this.drag = null; document.body.classList.remove("is-dragging"); },
    // --- keys
    carry(row) {
      if (row.permission === "view") { this.said = "You can look at this task but not move it."; return; }
      const at = this.whereIs(row.id);
      this.drag = { id: row.id, ...at, from: at, keys: true };
      this.tellPlace("Picked up. ");
    },
    tellPlace(before) {
      const column = this.columns.find((c) => c.key === this.drag.key);
      this.said = `${before}${column.title}, position ${this.drag.index + 1} of ${column.rest.length + 1}.`;
    },
    nudge(key) {
      const drag = this.drag, at = KEYS.indexOf(drag.key), size = this.columns[at].rest.length;
      if (key === "ArrowUp") drag.index = Math.max(0, drag.index - 1);
      else if (key === "ArrowDown") drag.index = Math.min(size, drag.index + 1);
      else {
        const to = Math.max(0, Math.min(KEYS.length - 1, at + (key === "ArrowRight" ? 1 : -1)));
        drag.key = KEYS[to];
        drag.index = Math.min(drag.index, this.columns[to].rest.length);
      }
      this.tellPlace("");
      this.focusCard(drag.id);
    },
    cardKey(event, row) {
      if (event.target !== event.currentTarget) return;
      const arrow = event.key.startsWith("Arrow");
      if (this.drag?.keys) {
        if (arrow) this.nudge(event.key);
        else if (event.key === " " || event.key === "Enter") { this.said = "Dropped."; this.drop(); this.focusCard(row.id); }
        else if (event.key === "Escape" || event.key === "Tab") { this.said = "Put back."; this.endDrag(); this.settle(); this.focusCard(row.id); }
        else return;
      } else if (arrow) this.walk(row.id, event.key);
      else if (event.key === " ") this.carry(row);
      else if (event.key === "Enter") this.openCard(row);
      else return;
      event.preventDefault();
      event.stopPropagation();
    },
    walk(id, key) {
      const at = this.whereIs(id), lists = this.columns.map((c) => c.items.filter(Boolean)), column = KEYS.indexOf(at.key);
      let next = null;
      if (key === "ArrowUp" || key === "ArrowDown") next = lists[column][at.index + (key === "ArrowDown" ? 1 : -1)];
      else for (let i = column + (key === "ArrowRight" ? 1 : -1); lists[i] && !next; i += key === "ArrowRight" ? 1 : -1) next = lists[i][Math.min(at.index, lists[i].length - 1)];
      if (next) this.focusCard(next.id);
    },
    async focusCard(id) {
      this.at = id;
      await this.$nextTick();
      const card = this.$el.querySelector(`.card[data-id="${id}"]`);
      card?.focus({ preventScroll: true });
      card?.scrollIntoView({ block: "nearest", inline: "nearest" });
    },
    keyed(event) {
      if (event.key === "Escape" && this.drag && !this.drag.keys) { event.preventDefault(); this.cancelled(); return; }
      if (busyTyping(event) || this.state !== "ready") return;
      const row = this.rows[this.at];
      if (event.key === "n" || event.key === "q") { event.preventDefault(); this.startAdd(row ? row.status : "pending"); }
      else if (event.key === "c" && row) { event.preventDefault(); this.tick(row); this.focusCard(row.id); }
      else if ((event.key === "j" || event.key === "k") && !this.drag) {
        event.preventDefault();
        const first = this.columns.flatMap((c) => c.items)[0];
        if (row) this.walk(row.id, event.key === "j" ? "ArrowDown" : "ArrowUp"); else if (first) this.focusCard(first.id);
      }
    },
    // --- acts
    openCard(row) { this.at = row.id; openTask(row.id, { ...row }); },
    async tick(row) {
      if (row.permission === "view") return;
      const to = row.status === "completed" ? "pending" : "completed";
      this.place(row.id, to, null, (this.orders[to] || [])[0] || null);
    },
    startAdd(key) {
      if (this.adding !== key) { this.adding = key; this.sorry = ""; }
      this.$nextTick(() => { const field = this.$el.querySelector(".bc-new textarea"); field?.focus(); field?.scrollIntoView({ block: "nearest", inline: "nearest" }); });
    },
    stopAdd() { if (!this.text.trim()) this.adding = null; },
    async add() {
      const title = this.text.trim();
      if (!title || this.sent) return;
      this.sent = true;
      this.sorry = "";
      const said = await this.ask("add", { title, status: this.adding });
      this.sent = false;
      if (said.error) { this.sorry = said.error; return; }
      if (this.text.trim() === title) this.text = "";
      this.fresh[said.id] = true;
      this.$nextTick(() => this.$el.querySelector(`.card[data-id="${said.id}"]`)?.scrollIntoView({ block: "nearest" }));
      setTimeout(() => delete this.fresh[said.id], 1600);
    },
    scrolled(event, key) {
      const body = event.target;
      if (this.more[key] && !this.asking_more[key] && body.scrollTop + body.clientHeight > body.scrollHeight - 400) {
        this.asking_more[key] = true;
        this.$emit("more", { key });
      }
    },
  },
  template: `
    <div class="bd-w">
      <div class="sr" aria-live="assertive">{{ said }}</div>
      <div v-if="state === 'error'" class="tl empty" role="alert">
        <svg><use :href="icon('circle-alert')"/></svg><b>The board could not be loaded</b><p>{{ error }}</p><button v-if="bad" type="button" class="bt" @click="$emit('clear', {})">Clear filters</button><button v-else type="button" class="bt" @click="retry">Try again</button>
      </div>
      <div v-else ref="board" class="bd" :aria-busy="state === 'loading' ? 'true' : 'false'">
        <section v-for="c in columns" :key="c.key" class="bc" :class="[c.key, { over: drag && drag.key === c.key }]" :data-key="c.key" :aria-label="c.title">
          <header class="bc-h"><i class="sd" :class="c.key"></i><h2>{{ c.title }}</h2><span class="c num">{{ state === "ready" ? c.total : "" }}</span>
            <button type="button" class="ib" :aria-label="'Add task to ' + c.title" title="Add task" @click="startAdd(c.key)"><svg><use :href="icon('plus')"/></svg></button></header>
          <div class="bc-b" @scroll.passive="scrolled($event, c.key)">
            <template v-if="state === 'loading'"><div v-for="w in [70, 46, 58]" :key="w" class="card"><span class="sk" :style="{ width: w + '%' }"></span><span class="sk" style="width:30%;margin-top:12px"></span></div></template>
            <template v-for="t in c.items" :key="t ? t.id : 'slot'">
              <div v-if="!t" class="slot" :style="{ height: drag.height + 'px' }"></div>
              <article v-else class="card" :data-id="t.id" :tabindex="0" role="button" aria-roledescription="task card" :aria-label="t.title"
                :class="{ done: t.status === 'completed', away: drag && !drag.keys && drag.id === t.id, lifted: drag && drag.keys && drag.id === t.id, open: open === t.id, fresh: fresh[t.id], still: t.permission === 'view' }"
                @pointerdown="pressed($event, t)" @keydown="cardKey($event, t)" @focus="at = t.id" @contextmenu="press && press.touch && $event.preventDefault()">
                <div class="card-t"><button type="button" class="ck" :class="t.priority" role="checkbox" :aria-checked="t.status === 'completed' ? 'true' : 'false'" :disabled="t.permission === 'view'"
                    :aria-label="'Complete ' + t.title" :title="priorityWord[t.priority]" @click.stop="tick(t)"><svg><use :href="icon('check')"/></svg></button><span class="tt">{{ t.title }}</span></div>
                <div v-if="t.labels.length" class="card-l"><span v-for="l in t.labels.slice(0, 4)" :key="l" class="chip"><i :style="{ background: labelColour(l) }"></i><span>{{ l }}</span></span><span v-if="t.labels.length > 4" class="chip">+{{ t.labels.length - 4 }}</span></div>
                <div v-if="t.people.length || t.due_on || t.due_at || t.team || t.shared" class="card-f">
                  <time v-for="d in [due(t)]" v-show="d.text" :key="0" class="due num" :class="d.kind" :title="dueTitle(t, zone)"><svg><use :href="icon('calendar')"/></svg>{{ d.text }}</time>
                  <span v-if="t.team" class="tm">{{ t.team }}</span>
                  <svg v-if="t.shared" class="mk" role="img" aria-label="Shared"><use :href="icon('users')"/></svg>
                  <span class="avs"><span v-for="p in t.people.slice(0, 3)" :key="p[0]" class="av" :style="{ background: personColour(p[0]) }" :title="p[1]">{{ initials(p[1]) }}</span><span v-if="t.people.length > 3" class="av more">+{{ t.people.length - 3 }}</span></span>
                </div>
              </article>
            </template>
            <div v-if="state === 'ready' && !c.items.length && adding !== c.key" class="bc-0"><template v-if="filtered && empty">Nothing matches. <button type="button" class="lk" @click="$emit('clear', {})">Clear filters</button></template>
              <template v-else-if="c.key === 'pending'">Nothing waiting. <button type="button" class="lk" @click="startAdd(c.key)">Add a task</button></template><template v-else-if="c.key === 'in_progress'">Drag here what you work on now.</template><template v-else>What is done collects here.</template></div>
            <div v-if="more[c.key]" class="card" aria-hidden="true"><span class="sk" style="width:50%"></span></div>
          </div>
          <form v-if="adding === c.key" class="bc-new" @submit.prevent="add">
            <textarea v-model="text" rows="2" maxlength="500" placeholder="What has to be done?" :aria-label="'Add task to ' + c.title" enterkeyhint="done"
              @keydown.enter.exact.prevent="add" @keydown.esc.stop="adding = null" @blur="stopAdd"></textarea>
            <p v-if="sorry" class="sorry" role="alert">{{ sorry }}</p>
            <div class="bc-nb"><span class="muted">{{ sent ? "Adding…" : "Enter to add" }}</span><button type="submit" class="bt p" :disabled="sent || !text.trim()" @mousedown.prevent>Add</button></div>
          </form>
          <button v-else-if="state === 'ready'" type="button" class="bc-add" @click="startAdd(c.key)"><svg><use :href="icon('plus')"/></svg>Add task</button>
        </section>
      </div>
      <div v-if="drag && !drag.keys && rows[drag.id]" class="card flying" aria-hidden="true" :style="{ width: drag.width + 'px', transform: 'translate(' + (drag.x - drag.dx) + 'px,' + (drag.y - drag.dy) + 'px) rotate(1.5deg)' }">
        <div class="card-t"><span class="ck" :class="rows[drag.id].priority"></span><span class="tt">{{ rows[drag.id].title }}</span></div>
      </div>
    </div>`,
};
