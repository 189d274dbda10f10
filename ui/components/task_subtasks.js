// What is under a task: a tree of lines to tick, rename, indent (Tab, Shift+Tab), drag; and a line to add one.
import { drafts, dueOf, icon } from "task_words";
import { openTask } from "task_address";

export default {
  props: { subtasks: Array, taskId: String, zone: String, now: Number, can: Boolean, ask: Function },
  emits: ["changed"],
  data() { return { title: drafts.get("subtask." + this.taskId) || "", sorry: "", hoped: {}, drag: null, over: null, edit: null, under: null, at: null, walked: null }; },
  watch: { title(text) { drafts.set("subtask." + this.taskId, text); } },
  computed: {
    rows() { return (this.subtasks || []).map((t) => ({ ...t, status: this.hoped[t.id] || t.status })); },
    /** The one line at which Tab stops. */
    stop() { return (this.rows.find((t) => t.id === this.at) || this.rows[0])?.id; },
    done() { return this.rows.filter((t) => t.status === "completed").length; },
    share() { return this.rows.length ? Math.round((100 * this.done) / this.rows.length) : 0; },
  },
  methods: {
    icon,
    due(t) { return dueOf(t, this.zone, this.now); },
    open(t) { openTask(t.id, null); },
    async act(intent, payload) {
      const said = await this.ask(intent, payload);
      if (!said.error) this.$emit("changed", said);
      return said;
    },
    async add() {
      const title = this.title.trim();
      if (!title) return;
      this.title = ""; // the next one can be typed at once; what is refused comes back
      const said = await this.act("sub_add", { title, parent_id: this.under });
      this.sorry = said.error || "";
      if (said.error && !this.title) this.title = title;
    },
    paste(event) {
      const lines = (event.clipboardData?.getData("text") || "").split("\n").map((l) => l.replace(/^\s*(?:[-*]\s+(?:\[[ xX]\]\s+)?|\d+[.)]\s+)?/, "").trim()).filter(Boolean);
      if (lines.length < 2) return;
      event.preventDefault();
      this.addAll(lines.slice(0, 50));
    },
    async addAll(lines) {
      for (const [n, line] of lines.entries()) {
        const said = await this.act("sub_add", { title: line.slice(0, 500), parent_id: this.under });
        if (said.error) { this.sorry = said.error; this.title = lines.slice(n).join(" · "); return; }
      }
    },
    async tick(t) {
      const done = t.status !== "completed";
      this.hoped = { ...this.hoped, [t.id]: done ? "completed" : "pending" };
      await this.act("sub_tick", { sub_id: t.id, done });
      const { [t.id]: _, ...rest } = this.hoped;
      this.hoped = rest;
    },
    async indent(t, deeper) {
      const said = await this.act("sub_indent", { sub_id: t.id, deeper });
      if (!said.error) this.$nextTick(() => this.walkTo(t.id));
    },
    /** To a line by the keys of the list: from then on Tab indents it. Who only comes by with Tab goes on with Tab. */
    walkTo(id) {
      this.line(id)?.focus();
      this.walked = id;
    },
    came(t) { this.at = t.id; this.walked = null; },
    line(id) { return this.$el.querySelector(`[data-sub="${id}"]`); },
    startEdit(t) { if (t.can) { this.edit = { id: t.id, text: t.title }; this.$nextTick(() => this.$el.querySelector(".su-e")?.select()); } },
    async saveEdit() {
      const edit = this.edit;
      if (!edit) return;
      const text = edit.text.trim(), was = this.rows.find((t) => t.id === edit.id)?.title;
      if (!text || text === was) { this.edit = null; return; }
      const said = await this.act("sub_rename", { sub_id: edit.id, title: text });
      if (said.error) this.sorry = said.error;
      else this.edit = null;
    },
    /** Tab and Shift+Tab while a title is written keep it, and put the line deeper or less deep. */
    async tabEdit(t, deeper) {
      await this.saveEdit();
      if (this.edit) return;
      if (this.canIndent(t, deeper)) await this.indent(t, deeper); else this.$nextTick(() => this.walkTo(t.id));
    },
    canIndent(t, deeper) { return t.can && (deeper ? this.siblings(t).indexOf(t.id) > 0 : t.depth > 1); },
    keyed(event, t) {
      const at = this.rows.findIndex((r) => r.id === t.id), step = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1 }[event.key];
      if (event.target !== event.currentTarget) return;
      if (event.altKey && (event.key === "ArrowDown" || event.key === "ArrowUp")) this.shift(t, event.key === "ArrowDown" ? 1 : -1);
      else if (step) this.walkTo(this.rows[Math.max(0, Math.min(this.rows.length - 1, at + step))].id);
      else if (event.key === "Tab" && this.walked === t.id && this.canIndent(t, !event.shiftKey)) this.indent(t, !event.shiftKey);
      else if (event.key === "Enter") this.open(t);
      else if ((event.key === " " || event.key === "c") && t.can) this.tick(t);
      else if ((event.key === "e" || event.key === "F2") && t.can) this.startEdit(t);
      else return;
      event.preventDefault();
      event.stopPropagation();
    },
    addKeyed(event) {
      const last = this.rows[this.rows.length - 1];
      if (event.key === "Tab" && !event.shiftKey && this.title && !this.under && last) this.under = last.id;
      else if (event.key === "Tab" && event.shiftKey && this.under) this.under = null;
      else if (event.key === "Enter") this.add();
      else if (event.key === "Escape" && (this.title || this.under)) { this.title = ""; this.under = null; }
      else return;
      event.preventDefault();
      event.stopPropagation();
    },
    siblings(t) { return this.rows.filter((r) => r.parent_id === t.parent_id).map((r) => r.id); },
    async shift(t, by) {
      const all = this.siblings(t), at = all.indexOf(t.id), to = at + by;
      if (to < 0 || to >= all.length) return;
      const rest = all.filter((id) => id !== t.id);
      await this.place(t, rest[to - 1] || null, rest[to] || null);
      this.$nextTick(() => this.walkTo(t.id));
    },
    place(t, after, before) { return this.act("sub_move", { sub_id: t.id, after_id: after, before_id: before }); },
    lift(event, t) {
      if (!this.can) { event.preventDefault(); return; }
      this.drag = t;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", t.title);
    },
    hover(event, t) {
      if (!this.drag || t.parent_id !== this.drag.parent_id) return;
      event.preventDefault();
      const box = event.currentTarget.getBoundingClientRect();
      this.over = { id: t.id, below: event.clientY > box.top + box.height / 2 };
    },
    drop(event) {
      const drag = this.drag, over = this.over;
      this.drag = this.over = null;
      if (!drag || !over || over.id === drag.id) return;
      event.preventDefault();
      const rest = this.siblings(drag).filter((id) => id !== drag.id), at = rest.indexOf(over.id) + (over.below ? 1 : 0);
      this.place(drag, rest[at - 1] || null, rest[at] || null);
    },
  },
  template: `
    <div class="su">
      <div v-if="rows.length" class="su-p" role="progressbar" :aria-valuenow="share" aria-valuemin="0" aria-valuemax="100" :aria-label="done + ' of ' + rows.length + ' subtasks done'"><i :style="{ width: share + '%' }"></i></div>
      <ul v-if="rows.length" class="su-l" aria-label="Subtasks">
        <li v-for="t in rows" :key="t.id" :data-sub="t.id" :tabindex="t.id === stop ? 0 : -1" class="su-i" :class="{ done: t.status === 'completed', lifted: drag && drag.id === t.id, above: over && over.id === t.id && !over.below, below: over && over.id === t.id && over.below }"
          :style="{ paddingLeft: (t.depth - 1) * 22 + 'px' }" :draggable="can && !edit ? 'true' : 'false'" :aria-level="t.depth"
          @keydown="keyed($event, t)" @focus="came(t)" @dragstart="lift($event, t)" @dragover="hover($event, t)" @drop="drop" @dragend="drag = over = null">
          <button type="button" class="ck" :class="t.priority" role="checkbox" :aria-checked="t.status === 'completed' ? 'true' : 'false'" :disabled="!t.can" :aria-label="'Complete ' + t.title" tabindex="-1" @click="tick(t)"><svg><use :href="icon('check')"/></svg></button>
          <input v-if="edit && edit.id === t.id" v-model="edit.text" class="su-e" maxlength="500" aria-label="Title of the subtask" @keydown.enter.prevent.stop="saveEdit" @keydown.esc.prevent.stop="edit = null" @keydown.tab.prevent.stop="tabEdit(t, !$event.shiftKey)" @blur="saveEdit">
          <button v-else type="button" class="su-t" tabindex="-1" :title="t.key" @click="open(t)">{{ t.title }}</button>
          <span v-if="t.subtasks[1]" class="su-n num">{{ t.subtasks[0] }}/{{ t.subtasks[1] }}</span>
          <time v-if="due(t).text" class="due num" :class="due(t).kind">{{ due(t).text }}</time>
          <span v-if="t.can && can" class="su-a">
            <button type="button" class="ib" aria-label="Outdent" title="Outdent (Shift+Tab)" :disabled="!canIndent(t, false)" tabindex="-1" @click="indent(t, false)"><svg><use :href="icon('chevron-left')"/></svg></button>
            <button type="button" class="ib" aria-label="Indent" title="Indent (Tab)" :disabled="!canIndent(t, true)" tabindex="-1" @click="indent(t, true)"><svg><use :href="icon('chevron-right')"/></svg></button>
            <button type="button" class="ib" aria-label="Rename" title="Rename (E)" tabindex="-1" @click="startEdit(t)"><svg><use :href="icon('pencil')"/></svg></button>
          </span>
        </li>
      </ul>
      <label v-if="can" class="su-add" :style="{ paddingLeft: under ? '22px' : 0 }"><svg><use :href="icon('plus')"/></svg>
        <input v-model="title" maxlength="500" placeholder="Add a subtask" aria-label="Add a subtask" :aria-invalid="sorry ? 'true' : 'false'" @keydown="addKeyed" @paste="paste" @input="sorry = ''"></label>
      <p v-if="sorry" class="sorry" role="alert">{{ sorry }}</p>
      <p v-if="!rows.length && !can" class="muted">No subtasks.</p>
    </div>`,
};
