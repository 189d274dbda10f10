// Conversations with the assistant. What is typed and clicked shows at once; the server's answers grow by run_method.
import { agoOf, asking, busyTyping, dayOf, dayWord, drafts, icon, timeOf } from "task_words";
import { proposalCard } from "proposal_card";

const LONGEST = 8000;
const SUGGESTIONS = [
  ["What’s due today?", "clock", true], ["Show overdue", "circle-alert", true], ["Summarise my week", "chart-line", true],
  ["Remind me to … tomorrow 5pm", "plus", false], ["Move all overdue tasks to monday", "calendar", true], ["What can you do?", "circle-question-mark", true],
];
const STATES = { stopped: "Stopped.", failed: "Not answered.", interrupted: "Interrupted." };
const base = () => (window.path_prefix || "") + "/chat";
const here = () => decodeURIComponent(location.pathname.slice(base().length + 1)) || "";

export default {
  mixins: [asking],
  components: { proposalCard },
  props: { zone: String },
  emits: ["list", "open", "send", "again", "edit", "stop", "rename", "remove", "confirm", "cancel", "undo"],
  data: () => ({
    items: null, more: false, q: "", asking_list: false, renaming: null, menu: null,
    id: "", screen: here() ? "thread" : "list", title: "", thread: [], cards: {}, state: here() && here() !== "new" ? "loading" : "ready", error: "",
    draft: "", sorry: "", sending: null, growing: null, doing: "", edit: null, atEnd: true, now: Date.now(), suggestions: SUGGESTIONS, longest: LONGEST,
  }),
  computed: {
    running() { return !!this.sending || !!this.growing || this.thread.at(-1)?.status === "writing"; },
    lastSaid() { return this.thread.findLast?.((m) => m.role === "user")?.id ?? [...this.thread].reverse().find((m) => m.role === "user")?.id; },
    tooLong() { return [...this.draft.trim()].length - LONGEST; },
    canSend() { return !!this.draft.trim() && this.tooLong <= 0 && !this.running; },
    groups() {
      const today = dayOf(this.now, this.zone), groups = [];
      for (const c of this.items || []) {
        const days = Math.round((Date.parse(today) - Date.parse(dayOf(c.at, this.zone))) / 86400000);
        const name = days <= 0 ? "Today" : days === 1 ? "Yesterday" : days < 7 ? "This week" : days < 31 ? "This month" : "Earlier";
        if (groups.at(-1)?.name !== name) groups.push({ name, items: [] });
        groups.at(-1).items.push(c);
      }
      return groups;
    },
  },
  watch: {
    draft(text) {
      drafts.set(this.key(), [this.sending?.text, text].filter(Boolean).join("\n")); // what is on its way is kept until it is stored
      this.sorry = this.tooLong > 0 ? this.sorryLong() : ""; this.$nextTick(this.fit); },
    q() { clearTimeout(this.searching); this.searching = setTimeout(() => this.list(), 180); },
  },
  mounted() {
    this.at = here();
    this.id = this.at === "new" ? "" : this.at;
    this.draft = drafts.get(this.key()) || "";
    this.clock = setInterval(() => { this.now = Date.now(); }, 30000);
    this.popped = (event) => {
      if (!location.pathname.startsWith(base())) return;
      event.stopImmediatePropagation(); // the history within the chat is ours; other paths go on to NiceGUI's router
      this.show(here());
    };
    this.moved = () => { if (location.pathname.startsWith(base()) && here() !== this.at) this.show(here()); };
    addEventListener("popstate", this.popped, true);
    addEventListener("atrium:moved", this.moved);
    document.addEventListener("click", this.navigated, true);
    document.addEventListener("keydown", this.keyed);
    document.addEventListener("pointerdown", this.away);
    this.sizes = new ResizeObserver(() => { if (this.atEnd) this.toEnd(); });
    this.sizes.observe(this.$refs.inner);
    this.$nextTick(() => { this.fit(); if (innerWidth > 900) this.$refs.field?.focus({ preventScroll: true }); });
  },
  beforeUnmount() {
    clearInterval(this.clock); clearTimeout(this.stale);
    removeEventListener("popstate", this.popped, true);
    removeEventListener("atrium:moved", this.moved);
    document.removeEventListener("click", this.navigated, true);
    document.removeEventListener("keydown", this.keyed);
    document.removeEventListener("pointerdown", this.away);
    this.sizes.disconnect();
  },
  methods: {
    icon,
    key() { return `chat.${this.id || "new"}`; },
    ago(c) { return agoOf(c.at, this.zone, this.now); },
    day(c) { const d = dayOf(c.at, this.zone), t = dayOf(this.now, this.zone); return d === t ? timeOf(c.at, this.zone) : dayWord(d, t); },
    said(m) { return STATES[m.status] || ""; },
    cardsOf(m) { return Object.values(this.cards).filter((c) => c.message === m.id); },
    sorryLong() { return `A message has at most 8,000 characters; this one has ${[...this.draft.trim()].length.toLocaleString("en")}.`; },
    // --- where we are
    navigated(event) {
      // the navigation's own link to the chat, while we are in it: no new page, the beginning
      const a = event.target.closest?.("a[href]");
      if (!a || a.getAttribute("href") !== "/chat" || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button) return;
      event.preventDefault();
      event.stopPropagation();
      this.go("");
    },
    go(at, replace = false) {
      const path = base() + (at ? "/" + at : "");
      if (location.pathname !== path) history[replace ? "replaceState" : "pushState"]({ page: path.slice((window.path_prefix || "").length) }, "", path);
      this.show(at);
    },
    async show(at) {
      const id = at === "new" ? "" : at;
      this.at = at;
      this.screen = at ? "thread" : "list";
      this.menu = null;
      if (id === this.id && (this.state === "ready" || !id)) return;
      this.swap(id);
      this.state = id ? "loading" : "ready";
      const said = await this.ask("open", { id });
      if (this.id === id && said.error) this.fail(said.error);
    },
    swap(id) {
      this.id = id;
      this.draft = drafts.get(this.key()) || "";
      Object.assign(this, { thread: [], cards: {}, title: "", error: "", sorry: "", sending: null, growing: null, doing: "", edit: null, atEnd: true });
      this.$nextTick(() => { this.fit(); if (innerWidth > 900) this.$refs.field?.focus({ preventScroll: true }); });
    },
    begin_new() { this.go("new"); this.$nextTick(() => this.$refs.field?.focus()); },
    keyed(event) {
      if (event.key === "Escape") { this.menu = null; return; }
      if (busyTyping(event)) return;
      if (event.key === "n") { event.preventDefault(); this.begin_new(); }
      if (event.key === "/") { event.preventDefault(); this.$refs.field?.focus(); }
    },
    away(event) { if (this.menu && !event.target.closest?.(".ch-menu, .ch-more")) this.menu = null; },
    // --- what the server says
    showList(told) {
      if (told.q !== this.q.trim()) return;
      this.items = told.items;
      this.more = told.more;
      this.asking_list = false;
      const mine = told.items.find((c) => c.id === this.id);
      if (mine) this.title = mine.title;
    },
    showThread(told) {
      if (told.id !== this.id) return;
      this.title = told.title;
      this.thread = told.messages;
      this.cards = Object.fromEntries(told.cards.map((c) => [c.id, c]));
      this.state = "ready";
      this.error = "";
      if (this.thread.at(-1)?.status === "writing") this.wait();
    },
    fail(sentence) { this.state = "error"; this.error = sentence; this.screen = "thread"; },
    begin(id, message) {
      if (id !== this.id) return;
      if (message.role === "user") {
        this.sending = null;
        this.edit = null;
        const at = this.thread.findIndex((m) => m.id === message.id);
        if (at < 0) this.thread.push(message);
        else this.thread.splice(at + 1);
      } else {
        this.growing = message.id;
        if (!this.thread.some((m) => m.id === message.id)) this.thread.push(message);
        this.wait();
      }
      this.toEnd();
    },
    grow(id, told) {
      const message = id === this.id && this.thread.at(-1);
      if (!message || message.role !== "assistant") return;
      if (told.html !== undefined) { message.html = told.html; this.doing = ""; }
      if (told.doing) this.doing = told.doing;
      this.wait();
    },
    showCard(id, card) { if (id === this.id) this.cards[card.id] = card; },
    end(id, message) {
      if (id !== this.id) return;
      clearTimeout(this.stale);
      const at = this.thread.findIndex((m) => m.id === message.id);
      if (at >= 0) this.thread[at] = message; else this.thread.push(message);
      this.growing = null;
      this.doing = "";
    },
    wait() {
      // an answer that has not moved for so long is no longer being written: ask how it ended
      clearTimeout(this.stale);
      this.stale = setTimeout(() => { this.growing = null; this.$emit("open", { n: 0, id: this.id }); }, 22000);
    },
    // --- saying something
    pressed(event) {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      this.send();
    },
    async send(text) {
      const content = (text ?? this.draft).trim();
      if (!content || this.running) return;
      if (this.tooLong > 0) { this.sorry = this.sorryLong(); return; }
      const id = this.id, key = this.key(), from = text === undefined;
      this.sending = { text: content };
      if (from) this.draft = "";
      this.sorry = "";
      this.toEnd();
      const said = await this.ask("send", { id, content });
      if (said.error) return this.notSent(id, content, said.error);
      if (this.id !== id) drafts.set(key, "");
      else if (id) drafts.set(key, this.draft);
      else this.moveTo(said.id);
    },
    notSent(id, content, sentence) {
      if (this.id !== id) return;
      this.sending = null;
      if (!this.draft.trim()) this.draft = content;
      this.$nextTick(() => { this.sorry = sentence; });
      this.$refs.field?.focus();
    },
    moveTo(id) {
      // the new conversation has its address now; nothing on the page changes
      this.id = id;
      this.at = id;
      const path = base() + "/" + id;
      history.replaceState({ page: path.slice((window.path_prefix || "").length) }, "", path);
      this.screen = "thread";
      drafts.set("chat.new", "");
      drafts.set(this.key(), this.draft);
    },
    suggest([words, , ready]) {
      if (ready) return this.send(words);
      const gap = words.indexOf("…");
      this.draft = words.replace("…", "");
      this.$nextTick(() => { this.$refs.field?.focus(); this.$refs.field?.setSelectionRange(gap, gap); });
    },
    stop() { this.$emit("stop", { n: 0, id: this.id }); },
    async again() {
      const said = await this.ask("again", { id: this.id });
      if (said.error) this.sorry = said.error;
    },
    startEdit(m) {
      this.edit = { id: m.id, text: m.text, sorry: "", busy: false };
      this.$nextTick(() => { const f = this.$el.querySelector(".ch-edit textarea"); f?.focus(); f?.setSelectionRange(f.value.length, f.value.length); this.grown(f); });
    },
    editPressed(event) {
      if (event.key === "Escape") { event.stopPropagation(); this.edit = null; this.$refs.field?.focus(); return; }
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); this.saveEdit(); }
    },
    async saveEdit() {
      const edit = this.edit;
      if (!edit || edit.busy || !edit.text.trim()) return;
      edit.busy = true;
      const said = await this.ask("edit", { id: this.id, content: edit.text.trim() });
      edit.busy = false;
      if (said.error) { edit.sorry = said.error; return; }
      const at = this.thread.findIndex((m) => m.id === edit.id);
      if (at >= 0) this.thread.splice(at, this.thread[at + 1]?.role === "assistant" ? 2 : 1);
      this.edit = null;
    },
    async act(verb, card) {
      const said = await this.ask(verb, { id: card.id });
      if (!said.error && this.cards[card.id]) this.cards[card.id] = said;
    },
    async copy(m) {
      try { await navigator.clipboard.writeText(m.text); m.copied = true; setTimeout(() => { m.copied = false; }, 1500); } catch { /* forbidden */ }
    },
    /** What somebody wrote, in pieces: what a task is called that they may see leads to it. */
    piecesOf(m) {
      const keys = new Map((m.keys || []).map(([key, id, title]) => [key, { id, title }]));
      return keys.size ? m.text.split(new RegExp(`(?<![\\w/-])(${[...keys.keys()].join("|")})(?![\\w-])`)).map((text) => ({ text, ...keys.get(text) })) : [{ text: m.text }];
    },
    followed(event) { event.target.closest?.('a[href^="/"]')?.removeAttribute("target"); }, // our own pages open here
    // --- the list
    list(more = false) { this.asking_list = true; this.$emit("list", { n: 0, q: this.q.trim(), more }); },
    listScrolled(event) {
      const el = event.target;
      if (this.more && !this.asking_list && el.scrollTop + el.clientHeight > el.scrollHeight - 200) this.list(true);
    },
    startRename(c) {
      this.menu = null;
      this.renaming = { id: c.id, text: c.title, sorry: "" };
      this.$nextTick(() => { const f = this.$el.querySelector(".ch-rename"); f?.focus(); f?.select(); });
    },
    async saveRename() {
      const r = this.renaming, c = this.items?.find((i) => i.id === r?.id);
      if (!r || r.busy) return;
      if (!r.text.trim() || r.text.trim() === c?.title) { this.renaming = null; return; }
      r.busy = true;
      const said = await this.ask("rename", { id: r.id, title: r.text.trim() });
      r.busy = false;
      if (said.error) { r.sorry = said.error; return; }
      if (c) c.title = said.title;
      if (this.id === r.id) this.title = said.title;
      this.renaming = null;
    },
    async remove(c) {
      this.menu = null;
      const was = this.items;
      this.items = this.items.filter((i) => i.id !== c.id);
      if (this.id === c.id) this.go(innerWidth > 700 ? "new" : "", true);
      const said = await this.ask("remove", { id: c.id });
      if (said.error) this.items = was;
    },
    // --- sizes and scrolling
    fit() { this.grown(this.$refs.field); },
    grown(field) { if (field) { field.style.height = "auto"; field.style.height = Math.min(field.scrollHeight, 220) + "px"; } },
    scrolled() { // only who scrolls up leaves the end: an answer may grow between our own scrolling and this event
      const el = this.$refs.scroll;
      if (el.scrollHeight - el.scrollTop - el.clientHeight < 60) this.atEnd = true;
      else if (el.scrollTop < this.top) this.atEnd = false;
      this.top = el.scrollTop;
    },
    toEnd(smooth) {
      this.atEnd = true;
      this.$nextTick(() => { const el = this.$refs.scroll; el?.scrollTo({ top: el.scrollHeight, behavior: smooth === true ? "smooth" : "auto" }); });
    },
  },
  template: `
    <div :class="['chat', 'on-' + screen]">
      <aside class="ch-side" aria-label="Conversations">
        <div class="ch-side-h"><h1 class="ch-h1">Chat</h1>
          <button type="button" class="bt" @click="begin_new"><svg aria-hidden="true"><use :href="icon('square-pen')"/></svg>New</button></div>
        <label class="ch-find"><svg aria-hidden="true"><use :href="icon('search')"/></svg>
          <input v-model="q" type="search" placeholder="Search conversations" aria-label="Search conversations" maxlength="200" autocomplete="off"></label>
        <div class="ch-list" @scroll.passive="listScrolled">
          <template v-if="items === null"><div v-for="w in [70, 52, 84, 60]" :key="w" class="ch-i" aria-hidden="true"><span class="sk" :style="{ width: w + '%' }"></span></div></template>
          <p v-else-if="!items.length" class="ch-none">{{ q.trim() ? 'No conversation has these words.' : 'Your conversations will be here.' }}</p>
          <template v-for="g in groups" :key="g.name">
            <h2 class="nav-h">{{ g.name }}</h2>
            <div v-for="c in g.items" :key="c.id" :class="['ch-i', { on: c.id === id }]" :data-id="c.id">
              <form v-if="renaming && renaming.id === c.id" @submit.prevent="saveRename">
                <input v-model="renaming.text" class="ch-rename" maxlength="200" aria-label="Title of the conversation" @keydown.esc.stop="renaming = null" @blur="saveRename">
                <p v-if="renaming.sorry" class="sorry" role="alert">{{ renaming.sorry }}</p></form>
              <template v-else>
                <button type="button" class="ch-a" :aria-current="c.id === id ? 'true' : null" :title="c.title" @click="go(c.id)"><span>{{ c.title }}</span><time class="num" :datetime="c.at">{{ day(c) }}</time></button>
                <button type="button" class="ib ch-more" :aria-label="'More: ' + c.title" :aria-expanded="menu === c.id ? 'true' : 'false'" @click="menu = menu === c.id ? null : c.id"><svg><use :href="icon('ellipsis')"/></svg></button>
                <div v-if="menu === c.id" class="ch-menu" role="menu">
                  <button type="button" role="menuitem" @click="startRename(c)"><svg><use :href="icon('pencil')"/></svg>Rename</button>
                  <button type="button" role="menuitem" class="harm" @click="remove(c)"><svg><use :href="icon('trash-2')"/></svg>Delete</button></div>
              </template>
            </div>
          </template>
        </div>
      </aside>

      <section class="ch-main" :aria-label="title || 'New conversation'">
        <header class="ch-head">
          <button type="button" class="ib ch-back" aria-label="Back to the conversations" @click="go('')"><svg><use :href="icon('chevron-left')"/></svg></button>
          <b role="heading" aria-level="1">{{ title || (state === 'ready' ? 'New conversation' : '') }}</b>
          <button type="button" class="ib ch-new" aria-label="New conversation" @click="begin_new"><svg><use :href="icon('square-pen')"/></svg></button>
        </header>
        <div ref="scroll" class="ch-scroll" @scroll.passive="scrolled" @click="followed">
          <div ref="inner" class="ch-inner">
            <div v-if="state === 'loading'" class="ch-wait" aria-busy="true" aria-label="Loading the conversation"><span v-for="w in [42, 78, 64]" :key="w" class="sk" :style="{ width: w + '%' }"></span></div>
            <div v-else-if="state === 'error'" class="empty" role="alert"><svg><use :href="icon('circle-alert')"/></svg><b>This conversation cannot be shown</b><p>{{ error }}</p>
              <button type="button" class="bt" @click="begin_new">Begin a new one</button></div>
            <div v-else-if="!thread.length && !sending" class="ch-empty">
              <span class="ch-mark big"><svg aria-hidden="true"><use :href="icon('sparkles')"/></svg></span>
              <h2>What shall we get done?</h2><p>I add, find and change your tasks. Before I delete or share anything, I ask.</p>
              <div class="ch-sug"><button v-for="s in suggestions" :key="s[0]" type="button" @click="suggest(s)"><svg aria-hidden="true"><use :href="icon(s[1])"/></svg>{{ s[0] }}</button></div>
            </div>
            <div v-else class="ch-log" role="log" aria-label="Messages" :aria-busy="running ? 'true' : 'false'">
              <article v-for="(m, i) in thread" :key="m.id" :class="['ch-m', m.role]" :data-id="m.id">
                <template v-if="m.role === 'user'">
                  <form v-if="edit && edit.id === m.id" class="ch-edit" @submit.prevent="saveEdit">
                    <textarea v-model="edit.text" rows="1" maxlength="8000" aria-label="Edit the message" @input="grown($event.target)" @keydown="editPressed"></textarea>
                    <p v-if="edit.sorry" class="sorry" role="alert">{{ edit.sorry }}</p>
                    <div><button type="button" class="bt" @click="edit = null">Cancel</button><button type="submit" class="bt btn-p" :disabled="edit.busy || !edit.text.trim()">Send</button></div>
                  </form>
                  <template v-else><div class="ch-b" @click="followed"><template v-for="(p, n) in piecesOf(m)" :key="n"><a v-if="p.id" :href="'/tasks?task=' + p.id" :title="p.title">{{ p.text }}</a><template v-else>{{ p.text }}</template></template></div>
                    <button v-if="m.id === lastSaid && !running" type="button" class="ib ch-x" aria-label="Edit the message" title="Edit" @click="startEdit(m)"><svg><use :href="icon('pencil')"/></svg></button></template>
                </template>
                <template v-else>
                  <span class="ch-mark"><svg aria-hidden="true"><use :href="icon('sparkles')"/></svg></span>
                  <div class="ch-t">
                    <div v-if="m.html" class="prose" v-html="m.html"></div>
                    <p v-else-if="m.status === 'writing'" class="ch-doing"><i></i><i></i><i></i><span>{{ doing || 'Thinking' }}</span></p>
                    <proposal-card v-for="c in cardsOf(m)" :key="c.id" :card="c" :act="act"></proposal-card>
                    <p v-if="said(m)" :class="['ch-state', m.status]"><svg aria-hidden="true"><use :href="icon(m.status === 'stopped' ? 'square' : 'circle-alert')"/></svg>{{ said(m) }}
                      <button v-if="i === thread.length - 1" type="button" class="lk" @click="again">Try again</button></p>
                    <div v-else-if="m.status === 'complete'" class="ch-tools">
                      <button type="button" class="ib" :aria-label="m.copied ? 'Copied' : 'Copy the answer'" title="Copy" @click="copy(m)"><svg><use :href="icon(m.copied ? 'check' : 'copy')"/></svg></button>
                      <button v-if="i === thread.length - 1 && !running" type="button" class="ib" aria-label="Answer again" title="Answer again" @click="again"><svg><use :href="icon('rotate-ccw')"/></svg></button>
                    </div>
                  </div>
                </template>
              </article>
              <template v-if="sending">
                <article class="ch-m user waiting"><div class="ch-b">{{ sending.text }}</div></article>
                <article class="ch-m assistant"><span class="ch-mark"><svg aria-hidden="true"><use :href="icon('sparkles')"/></svg></span><div class="ch-t"><p class="ch-doing"><i></i><i></i><i></i><span>Sending</span></p></div></article>
              </template>
            </div>
          </div>
        </div>
        <button v-if="!atEnd && thread.length" type="button" class="ch-down" aria-label="To the newest message" @click="toEnd(true)"><svg><use :href="icon('arrow-down')"/></svg></button>
        <form v-if="state !== 'error'" class="ch-say" @submit.prevent="send()">
          <p v-if="sorry" class="sorry" role="alert">{{ sorry }}</p>
          <div class="ch-field">
            <textarea ref="field" v-model="draft" rows="1" placeholder="Ask, or say what to do…" aria-label="Message to the assistant" enterkeyhint="send" :aria-invalid="sorry ? 'true' : 'false'" @keydown="pressed"></textarea>
            <button v-if="running" type="button" class="ch-go stop" aria-label="Stop" title="Stop" @click="stop"><svg><use :href="icon('square')"/></svg></button>
            <button v-else type="submit" class="ch-go" aria-label="Send" title="Send" :disabled="!canSend"><svg><use :href="icon('arrow-up')"/></svg></button>
          </div>
          <p class="ch-hint"><span><kbd>Enter</kbd> sends, <kbd>Shift Enter</kbd> begins a new line.</span><span v-if="draft.length > 7000" class="num">{{ draft.length.toLocaleString('en') }} / 8,000</span></p>
        </form>
      </section>
    </div>`,
};
