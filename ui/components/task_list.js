// The whole list as one element: rows come by show()/patch(), acts go out as {id, …} and answer at once in the browser.
import { asking, busyTyping, drafts, dueOf, dueTitle, GROUPS, icon, initials, labelColour, personColour, priorityWord } from "task_words";
import { openTask, openTaskId, hear } from "task_address";

const SETTLE = 900; // ms that a ticked row stays where it is, so that it does not vanish under the finger

export default {
  mixins: [asking],
  props: { zone: String },
  emits: ["add", "tick", "rename", "remove", "more", "retry", "clear"],
  data: () => ({
    state: "loading", error: "", bad: false, rows: {}, order: [], more: false, asking_more: false, filtered: false, group: "due", teams: [], home: "",
    draft: drafts.get("add") || "", sent: null, sorry: "", ghosts: [], count: 0, at: null, held: {}, waiting: null, gone: {}, fresh: {}, hoped: {}, truth: {},
    edit: null, now: Date.now(), high: 38, span: {}, open: openTaskId(),
  }),
  computed: {
    groupOrder() { return this.group === "team" ? [...this.teams, ["", "Personal"]] : GROUPS[this.group] || [["all", "Tasks"]]; },
    sections() {
      const buckets = new Map(this.groupOrder.map(([key, title]) => [key, { key, title, rows: [] }]));
      for (const id of this.order) {
        const row = this.rows[id];
        if (!row || this.gone[id]) continue;
        const key = this.held[id] ?? this.groupOf(row);
        if (!buckets.has(key)) buckets.set(key, { key, title: this.group === "team" ? "Shared with me" : key, rows: [] });
        buckets.get(key).rows.push(row);
      }
      return [...buckets.values()].filter((s) => s.rows.length);
    },
    flat() { return this.sections.flatMap((s) => s.rows.map((r) => r.id)); },
    priorityWord: () => priorityWord,
    windowed() { return this.order.length > 100; },
  },
  watch: { draft(text) { drafts.set("add", text); if (!text) this.sorry = ""; } },
  mounted() {
    this.clock = setInterval(() => { this.now = Date.now(); }, 30000);
    this.scrolled = () => { this.frame ||= requestAnimationFrame(() => { this.frame = 0; this.look(); }); };
    addEventListener("scroll", this.scrolled, { passive: true, capture: true });
    addEventListener("resize", this.scrolled, { passive: true });
    document.addEventListener("keydown", this.keyed);
    this.unhear = hear("task", (id) => { this.open = id; if (id) this.at = id; });
  },
  updated() { this.scrolled(); },
  beforeUnmount() {
    clearInterval(this.clock);
    removeEventListener("scroll", this.scrolled, { capture: true });
    removeEventListener("resize", this.scrolled);
    document.removeEventListener("keydown", this.keyed);
    this.unhear();
  },
  methods: {
    icon, initials, labelColour, personColour, dueTitle,
    // --- what the server says
    show(page) {
      Object.assign(this, { rows: Object.fromEntries(page.rows.map((r) => [r.id, r])), order: page.orders.all, state: "ready", error: "", waiting: null, held: {}, gone: {} });
      this.info(page);
    },
    patch(page) {
      for (const row of page.rows) {
        if (this.hoped[row.id]) this.truth[row.id] = row;
        this.rows[row.id] = { ...row, ...this.hoped[row.id] };
      }
      if (page.orders.all) this.waiting = page.orders.all;
      this.info(page);
      this.settle();
    },
    info(page) {
      for (const key of ["filtered", "group", "teams", "home"]) if (key in page) this[key] = page[key];
      this.more = page.more.all;
      this.asking_more = false;
      this.state = "ready";
    },
    settle() {
      if (!this.waiting || Object.keys(this.held).length) return;
      this.order = this.waiting;
      this.waiting = null;
      const known = new Set(this.order);
      for (const id of Object.keys(this.rows)) if (!known.has(id)) { delete this.rows[id]; delete this.gone[id]; }
      if (this.at && !known.has(this.at)) this.at = null;
    },
    fail(sentence, byFilter) { this.error = sentence; this.bad = byFilter; if (this.state !== "ready" || !this.order.length) this.state = "error"; },
    loading() { if (!this.order.length) this.state = "loading"; },
    retry() { this.state = "loading"; this.$emit("retry", {}); },
    hold(id, group) {
      this.held[id] = group;
    },
    release(id) { delete this.held[id]; this.settle(); },
    // --- what rows show
    groupOf(row) {
      if (this.group === "due") return dueOf(row, this.zone, this.now).group;
      if (this.group === "team") return row.team_id && this.teams.some((t) => t[0] === row.team_id) ? row.team_id : row.shared ? "shared" : "";
      return row[this.group] ?? "all";
    },
    due(row) { return dueOf(row, this.zone, this.now); },
    // --- what people do
    async tick(row) {
      if (row.permission === "view") return;
      const was = row.status, done = was !== "completed";
      this.hold(row.id, this.held[row.id] ?? this.groupOf(row));
      row.status = done ? "completed" : "pending";
      this.hoped[row.id] = { status: row.status };
      setTimeout(() => this.release(row.id), SETTLE);
      const said = await this.ask("tick", { id: row.id, done });
      delete this.hoped[row.id];
      if (this.truth[row.id] && this.rows[row.id]) this.rows[row.id] = this.truth[row.id];
      else if (said.error && this.rows[row.id]) this.rows[row.id].status = was;
      delete this.truth[row.id];
    },
    async remove(row) {
      const next = this.flat[this.flat.indexOf(row.id) + 1];
      this.gone[row.id] = true;
      if (this.at === row.id) this.at = next || null;
      const said = await this.ask("remove", { id: row.id });
      if (said.error) delete this.gone[row.id];
    },
    startEdit(row) {
      if (row.permission === "view") return;
      this.edit = { id: row.id, text: row.title, was: row.title, sorry: "", sent: false };
      this.hold(row.id, this.groupOf(row));
      this.$nextTick(() => { const field = this.$el.querySelector(".tk-edit"); field?.focus(); field?.select(); });
    },
    stopEdit() { if (!this.edit) return; const { id } = this.edit; this.edit = null; this.release(id); this.focusRow(id); },
    async saveEdit() {
      const edit = this.edit, row = edit && this.rows[edit.id], title = edit?.text.trim();
      if (!edit || edit.sent) return;
      if (row && title === row.title) return this.stopEdit();
      edit.sent = true;
      const said = await this.ask("rename", { id: edit.id, title: edit.text, was: edit.was });
      edit.sent = false;
      if (said.error) {
        const now = this.rows[edit.id]?.title;
        edit.sorry = now !== undefined && now !== edit.was ? `${said.error} It is “${now}” now; Enter keeps yours.` : said.error;
        if (now !== undefined) edit.was = now;
        return;
      }
      if (this.rows[edit.id]) this.rows[edit.id].title = title;
      if (this.edit === edit) this.stopEdit();
    },
    typedOn(event) {
      // Typing on before the server has answered: what was sent waits in a line of its own, the field is for the next one.
      if (!this.sent || !event.data) return;
      this.ghosts.push(this.sent);
      this.sent = null;
      this.draft = "";
      event.target.value = "";
    },
    async add() {
      const title = this.draft.trim();
      if (!title || this.sent) return;
      const mine = ++this.count;
      this.sent = { mine, title, sorry: "" };
      this.sorry = "";
      const said = await this.ask("add", { title });
      const beside = this.sent?.mine === mine, ghost = this.ghosts.find((g) => g.mine === mine);
      if (beside) this.sent = null;
      if (said.error) { if (ghost) ghost.sorry = said.error; else this.sorry = said.error; return; }
      this.ghosts = this.ghosts.filter((g) => g.mine !== mine);
      if (beside) this.draft = "";
      this.flash(said.id);
    },
    again(ghost) {
      this.ghosts = this.ghosts.filter((g) => g.mine !== ghost.mine);
      if (this.draft.trim()) drafts.set("add", this.draft);
      this.draft = ghost.title;
      this.sorry = ghost.sorry;
      this.$refs.add?.focus();
    },
    flash(id) { if (!id) return; this.fresh[id] = true; setTimeout(() => delete this.fresh[id], 1600); },
    openRow(row) { this.at = row.id; openTask(row.id, { ...row }); },
    // --- windowing and further pages
    look() {
      const first = this.$el?.querySelector?.(".tk");
      if (first && !this.edit) this.high = first.offsetHeight || this.high;
      if (this.windowed) {
        for (const part of this.$el.querySelectorAll(".tl-b")) {
          const top = part.getBoundingClientRect().top, key = part.dataset.key;
          const from = Math.max(0, Math.floor((-top - 500) / this.high)), to = Math.ceil((innerHeight - top + 500) / this.high);
          const was = this.span[key];
          if (!was || was[0] !== from || was[1] !== to) this.span[key] = [from, Math.max(from, to)];
        }
      }
      const end = this.$refs.end?.getBoundingClientRect().top;
      if (this.more && !this.asking_more && end < innerHeight + 700) { this.asking_more = true; this.$emit("more", {}); }
    },
    seen(section) {
      const n = section.rows.length;
      if (!this.windowed) return { rows: section.rows, above: 0, below: 0 };
      const [from, to] = this.span[section.key] || [0, 40];
      const a = Math.min(from, n), b = Math.min(Math.max(to, a), n);
      return { rows: section.rows.slice(a, b), above: a * this.high, below: (n - b) * this.high };
    },
    // --- keys
    focusAdd() { this.$refs.add?.focus(); },
    async focusRow(id) {
      this.at = id;
      const find = () => this.$el.querySelector(`[data-id="${id}"]`);
      if (!find()) this.reach(id);
      await this.$nextTick();
      await new Promise(requestAnimationFrame);
      const element = find();
      element?.focus({ preventScroll: true });
      element?.scrollIntoView({ block: "nearest" });
    },
    reach(id) {
      const section = this.sections.find((s) => s.rows.some((r) => r.id === id));
      const part = section && this.$el.querySelector(`.tl-b[data-key="${section.key}"]`);
      if (part) scrollBy(0, part.getBoundingClientRect().top + section.rows.findIndex((r) => r.id === id) * this.high - innerHeight / 2);
      this.look();
    },
    step(by) {
      if (!this.flat.length) return;
      const now = this.flat.indexOf(this.at);
      this.focusRow(this.flat[now < 0 ? 0 : Math.max(0, Math.min(this.flat.length - 1, now + by))]);
    },
    keyed(event) {
      if (busyTyping(event) || this.state !== "ready") return;
      const row = this.rows[this.at], onRow = document.activeElement === document.body || document.activeElement?.matches?.(".tk");
      const acts = {
        n: () => this.focusAdd(), q: () => this.focusAdd(), j: () => this.step(1), k: () => this.step(-1),
        c: () => row && this.tick(row), e: () => row && this.startEdit(row),
      };
      if (onRow) Object.assign(acts, { ArrowDown: () => this.step(1), ArrowUp: () => this.step(-1), Enter: () => row && this.openRow(row), Delete: () => row?.can_delete && this.remove(row) });
      if (event.key === "Escape" && this.at && !this.open) { this.at = null; document.activeElement?.blur?.(); return; }
      const act = acts[event.key];
      if (!act || (event.key.startsWith("Arrow") && !this.at)) return;
      event.preventDefault();
      act();
    },
  },
  template: `
    <div class="tasks">
      <div class="tl tl-add">
        <form class="tk-add" :class="{ sent }" @submit.prevent="add">
          <svg><use :href="icon('plus')"/></svg>
          <input ref="add" v-model="draft" maxlength="500" :placeholder="home ? 'Add a task to ' + home : 'Add a task'" aria-label="Add task" autocomplete="off" enterkeyhint="done"
            :aria-invalid="sorry ? 'true' : 'false'" aria-describedby="tk-sorry" @beforeinput="typedOn" @keydown.esc.stop="$event.target.blur()">
          <kbd v-if="!draft" class="hide-m">N</kbd>
          <button v-else type="submit" class="tk-go" :disabled="!!sent">{{ sent ? "Adding…" : "Add" }}</button>
        </form>
        <p v-if="sorry" id="tk-sorry" class="sorry" role="alert">{{ sorry }}</p>
        <div v-for="g in ghosts" :key="g.mine" class="tk ghost"><span class="ck"></span><span class="tt">{{ g.title }}</span>
          <template v-if="g.sorry"><span class="sorry">{{ g.sorry }}</span><button type="button" class="lk" @click="again(g)">Try again</button></template>
          <span v-else class="muted">Adding…</span></div>
      </div>

      <div v-if="state === 'loading'" class="tl" aria-busy="true" aria-label="Loading tasks">
        <div v-for="w in [62, 44, 71, 38, 55, 66]" :key="w" class="tk"><span class="sk" style="width:17px;height:17px;border-radius:50%"></span><span class="sk" :style="{ width: w + '%' }"></span></div>
      </div>
      <div v-else-if="state === 'error'" class="tl empty" role="alert">
        <svg><use :href="icon('circle-alert')"/></svg><b>The tasks could not be loaded</b><p>{{ error }}</p>
        <button v-if="bad" type="button" class="bt" @click="$emit('clear', {})">Clear filters</button><button v-else type="button" class="bt" @click="retry">Try again</button>
      </div>
      <div v-else-if="!flat.length && !more" class="tl empty">
        <template v-if="filtered"><svg><use :href="icon('search')"/></svg><b>Nothing matches these filters</b><p>Widen or clear them to see the other tasks.</p>
          <button type="button" class="bt" @click="$emit('clear', {})">Clear filters</button></template>
        <template v-else><svg><use :href="icon('sparkles')"/></svg><b>No tasks yet</b><p>Press <kbd>N</kbd>, write what has to be done, then <kbd>Enter</kbd>. It stays open for the next one.</p>
          <button type="button" class="bt" @click="focusAdd">Add your first task</button></template>
      </div>

      <template v-else>
        <section v-for="s in sections" :key="s.key" class="tl" :aria-label="s.title">
          <header class="tl-h" :class="s.key"><h2>{{ s.title }}</h2><span class="c num">{{ s.rows.length }}{{ more && s === sections[sections.length - 1] ? "+" : "" }}</span></header>
          <div class="tl-b" :data-key="s.key" role="list">
            <template v-for="w in [seen(s)]" :key="0">
              <div v-if="w.above" :style="{ height: w.above + 'px' }"></div>
              <div v-for="t in w.rows" :key="t.id" :data-id="t.id" role="listitem" class="tk" :tabindex="t.id === (at || flat[0]) ? 0 : -1"
                :class="{ done: t.status === 'completed' || t.status === 'archived', at: at === t.id, open: open === t.id, fresh: fresh[t.id] }" @click="openRow(t)" @focus="at = t.id">
                <button type="button" class="ck" :class="t.priority" role="checkbox" :aria-checked="t.status === 'completed' ? 'true' : 'false'" :disabled="t.permission === 'view'"
                  :aria-label="'Complete ' + t.title" :title="t.permission === 'view' ? 'You can only look at this task' : priorityWord[t.priority]" @click.stop="tick(t)"><svg><use :href="icon('check')"/></svg></button>
                <template v-if="edit && edit.id === t.id">
                  <input v-model="edit.text" class="tk-edit" maxlength="500" aria-label="Title" @click.stop @keydown.enter.prevent.stop="saveEdit" @keydown.esc.prevent.stop="stopEdit" @blur="saveEdit">
                  <span v-if="edit.sorry" class="sorry" role="alert">{{ edit.sorry }}</span>
                </template>
                <template v-else>
                  <span class="tt"><a :href="'?task=' + t.id" tabindex="-1" draggable="false" @click.prevent>{{ t.title }}</a></span>
                  <svg v-if="t.described" class="mk hide-m" role="img" aria-label="Has a description"><use :href="icon('align-left')"/></svg>
                  <svg v-if="t.shared" class="mk" role="img" aria-label="Shared"><use :href="icon('users')"/></svg>
                  <span class="acts">
                    <button v-if="t.permission !== 'view'" type="button" class="ib" aria-label="Rename" title="Rename (E)" @click.stop="startEdit(t)"><svg><use :href="icon('pencil')"/></svg></button>
                    <button v-if="t.can_delete" type="button" class="ib" aria-label="Delete" title="Move to the trash" @click.stop="remove(t)"><svg><use :href="icon('trash-2')"/></svg></button>
                  </span>
                  <span v-if="t.status === 'in_progress'" class="st in_progress hide-m">In progress</span>
                  <span v-for="l in t.labels.slice(0, 3)" :key="l" class="chip hide-m"><i :style="{ background: labelColour(l) }"></i><span>{{ l }}</span></span>
                  <span v-if="t.labels.length > 3" class="chip hide-m" :title="t.labels.slice(3).join(', ')">+{{ t.labels.length - 3 }}</span>
                  <span v-if="group !== 'team' && t.team" class="tm hide-m">{{ t.team }}</span>
                  <time v-for="d in [due(t)]" :key="0" class="due num" :class="d.kind" :title="dueTitle(t, zone)">{{ d.text }}</time>
                  <span class="avs"><span v-for="p in t.people.slice(0, 3)" :key="p[0]" class="av" :style="{ background: personColour(p[0]) }" :title="p[1]">{{ initials(p[1]) }}</span>
                    <span v-if="t.people.length > 3" class="av more" :title="t.people.slice(3).map((p) => p[1]).join(', ')">+{{ t.people.length - 3 }}</span></span>
                </template>
              </div>
              <div v-if="w.below" :style="{ height: w.below + 'px' }"></div>
            </template>
          </div>
        </section>
        <div v-if="more" class="tl" aria-hidden="true"><div class="tk"><span class="sk" style="width:17px;height:17px;border-radius:50%"></span><span class="sk" style="width:48%"></span></div></div>
        <div ref="end"></div>
      </template>
    </div>`,
};
