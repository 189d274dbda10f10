// One task from the side: what is typed lives here until the server has it; nothing typed is ever overwritten or lost.
import { asking, drafts, icon } from "task_words";
import { closeTask, hear, openTask, openTaskId } from "task_address";
import Editor from "markdown_editor";
import Fields from "task_fields";
import History from "task_history";
import People from "task_people";
import Popover from "popover";
import Prose from "task_prose";
import Relations from "task_relations";
import Repeat from "task_repeat";
import Subtasks from "task_subtasks";
import Attachments from "task_attachments";
import Reminders from "task_reminders";
import Talk from "task_talk";
import Watchers from "task_watchers";

const WRITTEN = ["title", "description"];
const WORDS = { title: "title", description: "description", status: "status", priority: "priority", due: "due date", start_on: "start date", labels: "labels", assignee_ids: "assignees", team_id: "team", recurrence: "repetition", repeats: "repetition" };
const FIELDS = ["title", "description", "status", "priority", "due_on", "due_at", "start_on", "labels", "assignee_ids", "team_id", "repeats"];
const same = (a, b) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** Both versions of a field that two people changed. */
const Clash = {
  props: { conflict: Object, word: String, mine: String },
  emits: ["mine", "theirs"],
  template: `
    <div class="clash" role="alert">
      <p><b>{{ conflict.who }}</b> changed the {{ word }} meanwhile. Which one shall it be?</p>
      <div class="clash-v"><div><h5>Theirs</h5><pre>{{ conflict.words ?? conflict.theirs ?? "" }}</pre></div><div><h5>Yours</h5><pre>{{ conflict.mine_words ?? mine ?? "" }}</pre></div></div>
      <button type="button" class="bt p" @click="$emit('mine')">Keep mine</button><button type="button" class="bt" @click="$emit('theirs')">Take theirs</button>
    </div>`,
};

export default {
  components: { Attachments, Clash, Editor, Fields, History, People, Popover, Prose, Relations, Reminders, Repeat, Subtasks, Talk, Watchers },
  mixins: [asking],
  props: { zone: String },
  emits: ["open", "close", "save", "tick", "remove", "restore", "preview", "choose", "share", "change_share", "revoke", "take_back",
    "comment", "recomment", "uncomment", "react", "earlier", "former", "watch", "remind", "unremind", "detach", "file_link",
    "sub_add", "sub_tick", "sub_rename", "sub_indent", "sub_move", "relate", "unrelate", "look_up", "coming", "skip", "duplicate", "tick_item", "go_back"],
  data: () => ({
    id: null, task: null, ready: false, error: "", options: { people: [], teams: [], labels: [] }, viewers: null, shares: null, changes: null, depth: null,
    mine: {}, base: {}, conflicts: {}, sorry: {}, saving: {}, hoped: {}, editing: false, lost: null, news: "", now: Date.now(), copied: false, parts: {},
  }),
  computed: {
    can() { return (!this.lost && this.task?.can) || {}; },
    readonly() { return !this.can.edit; },
    seen() { return { ...this.task, ...this.hoped }; },
    done() { return this.seen.status === "completed"; },
    written() { return WRITTEN.filter((f) => f in this.mine && !same(this.mine[f], this.task?.[f])); },
    picked() { return Object.keys(this.conflicts).filter((f) => !WRITTEN.includes(f)); },
    blockers() { return (this.depth?.relations || []).filter((r) => r.kind === "blocked_by" && !["completed", "archived"].includes(r.status)).map((r) => r.title || "a task that you cannot see").join(", ") || "another task"; },
    WORDS: () => WORDS,
  },
  watch: { mine: { deep: true, handler() { this.keep(); } } },
  mounted() {
    this.clock = setInterval(() => { this.now = Date.now(); }, 30000);
    this.unhear = hear("task", (id, row) => (id ? this.load(id, row) : this.hide()));
    document.addEventListener("keydown", this.keyed);
    addEventListener("beforeunload", this.warn);
    if (openTaskId()) this.load(openTaskId(), null);
  },
  beforeUnmount() {
    clearInterval(this.clock);
    this.unhear();
    document.removeEventListener("keydown", this.keyed);
    removeEventListener("beforeunload", this.warn);
    document.body.classList.remove("has-panel");
  },
  methods: {
    icon,
    // --- opening and closing
    async load(id, row) {
      if (id === this.id && !this.lost) return;
      if (this.id) this.hide(true);
      Object.assign(this, { id, task: row ? { description: "", assignee_ids: (row.people || []).map((p) => p[0]), names: Object.fromEntries(row.people || []), can: {}, ...row } : null,
        ready: false, error: "", parts: {}, viewers: null, shares: null, changes: null, depth: null, mine: {}, base: {}, conflicts: {}, sorry: {}, saving: {}, hoped: {}, editing: false, lost: null, news: "" });
      document.body.classList.add("has-panel");
      this.$nextTick(() => { this.$refs.body?.scrollTo(0, 0); this.grow(); });
      const said = await this.ask("open", { id });
      if (this.id !== id) return;
      if (said.error) { this.error = said.error; this.gone = said.gone; return; }
      this.options = said.options;
      this.adopt(said.task);
      this.ready = true;
      this.unearth();
      this.$nextTick(this.grow);
    },
    about(id, said) { if (id === this.id) for (const key of ["viewers", "shares", "changes", "depth"]) if (key in said) this[key] = said[key]; },
    /** What is said about the task, who follows it, what hangs on it, one's reminders: told part by part. */
    part(id, name, told) { if (id === this.id) this.parts = { ...this.parts, [name]: told }; },
    parted(said) { for (const name of ["talk", "watching", "attachments", "reminders"]) if (said[name]) this.part(this.id, name, said[name]); },
    again() { const id = this.id; this.id = null; this.load(id, null); },
    async leave() {
      if (this.lost || !this.task) return closeTask();
      if (this.written.length && !this.readonly) {
        await this.saveWritten();
        if (this.written.length) { this.$refs.body?.querySelector(".sorry, .clash")?.scrollIntoView({ block: "center" }); return; }
      }
      closeTask();
    },
    hide(stay) {
      if (!this.id) return;
      // Going by the browser's own Back: what was typed is sent on its way, and stays in the drafts until it arrived.
      if (!this.lost && !this.readonly) for (const f of this.written) if (!this.conflicts[f]) this.save({ [f]: this.mine[f] }, this.base[f], true);
      this.$emit("close", { id: this.id });
      this.id = null;
      this.task = null;
      if (!stay) document.body.classList.remove("has-panel");
    },
    keyed(event) {
      if (event.key !== "Escape" || !this.id || event.defaultPrevented || document.querySelector(".q-dialog, :popover-open")) return;
      event.preventDefault();
      this.leave();
    },
    warn(event) {
      // A reload that a broken connection forces must not ask: the drafts survive it.
      if (this.id && this.written.length && window.atrium?.state.connection === "connected") event.preventDefault();
    },
    // --- what was typed, kept across reloads
    keep() {
      if (!this.id || !this.ready) return;
      const left = this.written.length ? Object.fromEntries(this.written.map((f) => [f, { mine: this.mine[f], base: this.task[f] }])) : null;
      drafts.set("task." + this.id, left);
    },
    unearth() {
      for (const [field, draft] of Object.entries(drafts.get("task." + this.id) || {})) {
        if (same(draft.mine, this.task[field]) || this.readonly) continue;
        this.touch(field, draft.mine);
        if (field === "description") this.editing = true;
        if (!same(draft.base, this.task[field])) this.conflicts[field] = { theirs: this.task[field], who: "Somebody" };
      }
    },
    // --- the server's truth
    adopt(task, who) {
      const before = this.task;
      for (const field of WRITTEN) {
        if (!(field in this.mine)) continue;
        if (same(this.mine[field], task[field])) this.untouch(field);
        else if (before && !same(before[field], task[field])) this.conflicts[field] = { theirs: task[field], who: who || "Somebody" };
      }
      this.task = task;
      this.$nextTick(this.grow);
    },
    /** Somebody else changed the open task. */
    changed(task, who) {
      if (task.id !== this.id || !this.ready) return;
      const fields = FIELDS.filter((f) => !same(this.task[f], task[f]) && !(f in this.mine));
      this.adopt(task, who);
      if (fields.length && who) {
        this.news = `${who} changed the ${[...new Set(fields.map((f) => WORDS[f.replace(/^due_.*/, "due")]))].join(", ")}`;
        clearTimeout(this.newsEnd);
        this.newsEnd = setTimeout(() => { this.news = ""; }, 5000);
      }
    },
    /** The task cannot be seen any more. */
    vanished(id, sentence) {
      if (id !== this.id) return;
      const left = this.written.map((f) => [WORDS[f], this.mine[f]]);
      const saying = drafts.get("comment." + id);
      if (saying) left.push(["comment", saying]);
      drafts.set("task." + id, null);
      if (!left.length) return closeTask();
      this.lost = { sentence, left };
    },
    copyLink() { this.copy(`${location.origin}${window.path_prefix || ""}/tasks?task=${this.id}`); },
    copy(text) { navigator.clipboard?.writeText(text).then(() => { this.copied = true; setTimeout(() => { this.copied = false; }, 1500); }, () => {}); },
    // --- writing
    touch(field, value) {
      if (!(field in this.mine)) this.base[field] = this.task.version;
      this.mine[field] = value;
      delete this.sorry[field];
    },
    untouch(field) {
      delete this.mine[field];
      delete this.base[field];
      delete this.conflicts[field];
      delete this.sorry[field];
      if (field === "description") this.editing = false;
      this.$nextTick(this.grow);
    },
    grow() { const t = this.$refs.title; if (t) { t.style.height = "auto"; t.style.height = t.scrollHeight + "px"; } },
    editDescription() { if (this.readonly) return; this.touch("description", this.mine.description ?? this.task.description); this.editing = true; },
    async tickItem(box) {
      const said = await this.ask("tick_item", { id: this.id, version: this.task.version, ...box });
      if (said.task) this.refreshed(said);
      else if (this.task) this.task = { ...this.task, html: this.task.html + " " }; // drawn again as it was
    },
    blurTitle() {
      if (!("title" in this.mine)) return;
      if (same(this.mine.title.trim(), this.task.title)) this.untouch("title");
      else if (!this.conflicts.title) this.saveOne("title");
    },
    saveOne(field) { return this.save({ [field]: this.mine[field] }, this.base[field]); },
    async saveWritten() { for (const field of this.written) if (!this.conflicts[field]) await this.saveOne(field); },
    choose(fields) {
      const field = Object.keys(fields)[0];
      const shown = field === "due" ? { due_on: fields.due.on, due_at: fields.due.on && fields.due.time ? this.task.due_at : null } : fields;
      if (field !== "due" || !fields.due.time) Object.assign(this.hoped, shown);
      this.save(fields, this.task.version);
    },
    async save(fields, version, leaving) {
      const id = this.id, field = Object.keys(fields)[0];
      this.saving = { ...this.saving, [field]: true };
      delete this.sorry[field];
      const said = await this.ask("save", { id, fields, version, leaving: !!leaving });
      if (!said.error && WRITTEN.includes(field)) this.forgetDraft(id, field);
      if (this.id !== id) return;
      delete this.saving[field];
      for (const name of field === "due" ? ["due_on", "due_at"] : [field]) delete this.hoped[name];
      if (said.conflict) {
        if (said.task) this.adopt(said.task, said.who);
        this.conflicts[field] = { theirs: said.conflict.theirs, words: said.conflict.words, mine: fields[field], mine_words: said.conflict.mine_words, who: said.who };
      } else if (said.error) this.sorry[field] = said.error;
      else {
        if (WRITTEN.includes(field) && same(this.mine[field], fields[field])) this.untouch(field);
        else if (field in this.mine) this.base[field] = said.task.version;
        delete this.conflicts[field];
        this.adopt(said.task);
      }
    },
    forgetDraft(id, field) {
      const left = drafts.get("task." + id);
      if (!left) return;
      delete left[field];
      drafts.set("task." + id, Object.keys(left).length ? left : null);
    },
    keepMine(field) {
      const { mine } = this.conflicts[field];
      delete this.conflicts[field];
      if (WRITTEN.includes(field)) { this.base[field] = this.task.version; this.saveOne(field); }
      else this.save({ [field]: mine }, this.task.version);
    },
    takeTheirs(field) { WRITTEN.includes(field) ? this.untouch(field) : delete this.conflicts[field]; },
    retry(field) { delete this.sorry[field]; if (field in this.mine) this.saveOne(field); },
    async preview(text) {
      const said = await this.ask("preview", { text });
      if (said.error) this.sorry.description = said.error;
      return said.html;
    },
    // --- acts
    async tick() {
      this.hoped.status = this.done ? "pending" : "completed";
      const said = await this.ask("tick", { id: this.id, done: this.hoped.status === "completed" });
      delete this.hoped.status;
      if (said.task && said.task.id === this.id) this.adopt(said.task);
    },
    async remove() {
      const id = this.id, said = await this.ask("remove", { id });
      if (!said.error && this.id === id) { this.mine = {}; closeTask(); }
    },
    async restore() { const said = await this.ask("restore", { id: this.id }); if (said.task) this.adopt(said.task); },
    /** A key of a task in a text opens it here. */
    follow(event) {
      const to = event.target.closest("a[href^='/tasks?task=']")?.getAttribute("href");
      if (!to || event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      openTask(to.slice("/tasks?task=".length), null);
    },
    up() { openTask(this.task.parent.id, null); },
    async duplicate() {
      const said = await this.ask("duplicate", { id: this.id });
      if (said.copy_id) openTask(said.copy_id, null);
    },
    async people() { const said = await this.ask("choose", { id: this.id }); if (said.people) this.options.people = said.people; },
    for(intent, payload) { return this.ask(intent, { id: this.id, ...payload }); },
    refreshed(said) { if (said.task && said.task.id === this.id) this.adopt(said.task); this.about(this.id, said); },
  },
  template: `
    <aside v-if="id" class="tp" role="dialog" :aria-label="task ? task.title : 'Task'" :aria-busy="ready ? 'false' : 'true'">
      <header class="tp-h">
        <button v-if="task && can.edit" type="button" class="bt" :class="{ g: done }" @click="tick"><svg><use :href="icon(done ? 'rotate-ccw' : 'check')"/></svg>{{ done ? "Reopen" : "Complete" }}</button>
        <span class="tp-k num">{{ task?.key }}</span><span class="sp"></span>
        <span v-if="Object.keys(saving).length" class="muted" role="status">Saving…</span>
        <button v-if="task" type="button" class="ib" aria-label="Copy link" :title="copied ? 'Copied' : 'Copy link'" @click="copyLink"><svg><use :href="icon(copied ? 'check' : 'link')"/></svg></button>
        <button v-if="ready && task && !task.deleted_at" type="button" class="ib" aria-label="Duplicate task" title="Duplicate with its subtasks" @click="duplicate"><svg><use :href="icon('copy')"/></svg></button>
        <button v-if="can.delete && !task.deleted_at" type="button" class="ib" aria-label="Delete task" title="Move to the trash" @click="remove"><svg><use :href="icon('trash-2')"/></svg></button>
        <button type="button" class="ib" aria-label="Close" title="Close (Esc)" @click="leave"><svg><use :href="icon('x')"/></svg></button>
      </header>
      <div ref="body" class="tp-b" @click="follow">
        <div v-if="lost" class="tp-lost" role="alert"><b>{{ lost.sentence }}</b><p>What you typed was not saved. Copy it before you close this.</p>
          <div v-for="[word, text] in lost.left" :key="word"><h4>Your {{ word }}</h4><pre>{{ text }}</pre><button type="button" class="bt" @click="copy(text)">{{ copied ? "Copied" : "Copy" }}</button></div></div>
        <div v-else-if="error" class="empty" role="alert"><svg><use :href="icon(gone ? 'lock' : 'circle-alert')"/></svg><b>{{ error }}</b><p></p><button v-if="!gone" type="button" class="bt" @click="again">Try again</button><button v-else type="button" class="bt" @click="leave">Close</button></div>
        <template v-else-if="task">
          <p v-if="task.deleted_at" class="tp-n"><svg><use :href="icon('trash-2')"/></svg>This task is in the trash.<button v-if="can.delete" type="button" class="lk" @click="restore">Restore</button></p>
          <p v-else-if="ready && readonly" class="tp-n"><svg><use :href="icon('eye')"/></svg><span>You can look at this task but not change it{{ task.reason ? ": " + task.reason : "" }}.</span></p>
          <p v-if="task.blocked && !done && depth" class="tp-n"><svg><use :href="icon('lock')"/></svg><span>Blocked by {{ blockers }}.</span></p>
          <p v-if="news" class="tp-n ok" role="status">{{ news }}</p>
          <button v-if="task.parent" type="button" class="lk tp-up" :title="'Part of ' + task.parent.title" @click="up"><svg><use :href="icon('chevron-left')"/></svg><span>{{ task.parent.title }}</span></button>
          <textarea ref="title" class="tp-t" rows="1" maxlength="500" aria-label="Title" :value="mine.title ?? task.title" :readonly="readonly" :class="{ done }"
            :aria-invalid="sorry.title ? 'true' : 'false'" @input="touch('title', $event.target.value.replace(/\\n/g, ' ')); grow()" @blur="blurTitle" @keydown.enter.prevent="$event.target.blur()" @keydown.esc.prevent.stop="untouch('title'); $event.target.blur()"></textarea>
          <p v-if="sorry.title" class="sorry" role="alert">{{ sorry.title }} <button type="button" class="lk" @click="retry('title')">Try again</button></p>
          <clash v-if="conflicts.title" :conflict="conflicts.title" word="title" :mine="mine.title" @mine="keepMine('title')" @theirs="takeTheirs('title')"/>
          <fields v-if="ready" :task="seen" :options="options" :zone="zone" :now="now" :readonly="readonly" :can-move="!!can.move" @save="choose" @choose="people"/>
          <repeat v-if="ready" :task="seen" :zone="zone" :now="now" :readonly="readonly" :ask="this.for" @save="choose" @changed="refreshed"/>
          <template v-for="f in ['recurrence', 'status', 'priority', 'due', 'start_on', 'labels', 'assignee_ids', 'team_id']" :key="f"><p v-if="sorry[f]" class="sorry" role="alert">{{ sorry[f] }}</p></template>
          <clash v-for="f in picked" :key="f" :conflict="conflicts[f]" :word="WORDS[f]" @mine="keepMine(f)" @theirs="takeTheirs(f)"/>
          <section class="tp-d" aria-label="Description">
            <editor v-if="editing" v-model="mine.description" label="Description" placeholder="Details, links, a checklist…" :preview="preview" :sorry="sorry.description" :saving="!!saving.description" @save="saveOne('description')" @cancel="untouch('description')"/>
            <prose v-else-if="task.html" :html="task.html" :can="!readonly" @edit="editDescription" @tick="tickItem"/>
            <div v-else-if="!ready" class="tp-s"><span class="sk" style="width:80%"></span><span class="sk" style="width:55%"></span></div>
            <clash v-if="conflicts.description" :conflict="conflicts.description" word="description" :mine="mine.description" @mine="keepMine('description')" @theirs="takeTheirs('description')"/>
            <button v-if="ready && !editing && !readonly" type="button" class="lk" @click="editDescription">{{ task.description ? "Edit description" : "Add a description" }}</button>
          </section>
          <template v-if="ready">
            <section class="tp-x"><h3>Subtasks<span v-if="depth && depth.subtasks.length" class="c num">{{ depth.subtasks.filter((t) => t.status === "completed").length }} of {{ depth.subtasks.length }}</span></h3><subtasks v-if="depth" :key="id" :subtasks="depth.subtasks" :task-id="id" :zone="zone" :now="now" :can="!!can.edit" :ask="this.for" @changed="refreshed"/><div v-else class="tp-s"><span class="sk" style="width:60%"></span></div></section>
            <section v-if="depth && (depth.relations.length || can.edit)" class="tp-x"><h3>Relations</h3><relations :key="id" :relations="depth.relations" :can="!!can.edit" :ask="this.for" @changed="refreshed"/></section>
            <attachments :told="parts.attachments" :task-id="task.id" :zone="zone" :now="now" :ask="this.for" @changed="parted"/>
            <reminders :told="parts.reminders" :task="seen" :zone="zone" :now="now" :ask="this.for" @changed="parted"/>
            <talk :key="task.id" :told="parts.talk" :task-id="task.id" :zone="zone" :now="now" :ask="this.for" @changed="parted"/>
            <watchers :told="parts.watching" :ask="this.for" @changed="parted"/>
            <section class="tp-x"><h3>People</h3><people :viewers="viewers" :shares="shares" :teams="options.receivers" :can="!!can.share" :ask="this.for" @changed="refreshed"/></section>
            <section class="tp-x"><h3>History</h3><history :changes="changes" :zone="zone" :now="now" :can="!!can.edit" :ask="this.for" @changed="refreshed"/></section>
          </template>
        </template>
        <div v-else class="tp-s" aria-label="Loading"><span class="sk" style="width:70%;height:16px"></span><span v-for="w in [40, 52, 36, 60]" :key="w" class="sk" :style="{ width: w + '%' }"></span></div>
      </div>
    </aside>`,
};
