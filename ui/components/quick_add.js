// The line to add tasks: what is understood is marked as it is typed, chips take it back, several lines are shown before
// they are added. What was sent waits below with a token of its own, so that sending it again after a break adds nothing twice.
import { drafts, icon } from "task_words";
import { carried, freshToken, insertion, isWhole, marksIn, offersFor, pieces, wordAt, wordsOf } from "quick_add_words";
import QuickAddHelp from "quick_add_help";

const ICONS = { due: "calendar", repeat: "refresh-cw", label: "tag", assignee: "user", team: "hash", priority: "flag" };
const WAIT = 70; // ms after a key until the server is asked what is understood

export default {
  inject: ["store"],
  components: { QuickAddHelp },
  props: { more: Object, draftKey: { type: String, default: "add" }, label: { type: String, default: "Add task" }, small: Boolean, dialog: Boolean, placeholder: String, hint: { type: String, default: "N" } },
  emits: ["close", "settled", "added"],
  data() {
    return {
      text: drafts.get(this.draftKey) || "", dismissed: drafts.get(this.draftKey + ".text") || [], lines: [], known: null, names: null,
      queue: drafts.get(this.draftKey + ".sent") || [], sorry: "", menu: null, at: 0, focused: false,
    };
  },
  computed: {
    say: wordsOf,
    several() { return this.text.trim().includes("\n"); },
    marks() { return marksIn(this.lines); },
    pieces() { return pieces(this.text, this.marks); },
    chips() { return this.lines.flatMap((line, n) => line.spans.map((span) => ({ ...span, n, line: line.line }))); },
    notices() { return this.lines.flatMap((line) => line.notices.map((sentence) => (this.several ? this.say.line(line.line + 1, sentence) : sentence))); },
    count() { return this.several ? this.lines.length : 1; },
    shown() { return this.focused || !!this.text; },
  },
  watch: {
    say() { this.names = null; this.ask(); },
    text(now, before) {
      drafts.set(this.draftKey, now);
      if (!now) { this.sorry = ""; this.dismissed = []; }
      this.lines = carried(this.lines, before, now);
      this.grow();
      this.ask();
    },
    dismissed(list) { drafts.set(this.draftKey + ".text", list.length ? list : null); },
    queue: { deep: true, handler(list) { drafts.set(this.draftKey + ".sent", list.length ? list : null); } },
  },
  mounted() {
    this.sending = new Set();
    this.unfollow = drafts.follow(this.draftKey, (was, now) => { if (this.text === was) this.text = now; }); // another tab added it
    for (const item of this.queue) if (!item.sorry) this.send(item);
    this.grow();
    if (this.text) this.ask();
  },
  beforeUnmount() { clearTimeout(this.later); this.unfollow(); },
  methods: {
    icon,
    iconOf: (kind) => ICONS[kind],
    focus() { this.$refs.field?.focus(); },
    grow() { this.$nextTick(() => { const field = this.$refs.field; if (!field) return; field.style.height = "auto"; field.style.height = `${field.scrollHeight}px`; }); },
    // --- what is understood
    ask() {
      clearTimeout(this.later);
      if (!this.text.trim()) { this.lines = []; return; }
      this.later = setTimeout(this.understand, WAIT);
    },
    async understand() {
      if (this.asking) { this.again = true; return; }
      this.asking = true;
      const text = this.text, said = await this.store.ask("understand", { text, dismissed: this.dismissed, ...this.more });
      this.asking = false;
      if (!said.error && text === this.text) this.lines = said.lines;
      if (this.again) { this.again = false; this.understand(); }
    },
    async learn() {
      if (this.names && Date.now() - this.learned < 30000) return;
      this.learned = Date.now();
      const said = await this.store.ask("names", {});
      if (said.error) return;
      this.names = said;
      if (this.focused) this.look();
    },
    drop(chip) {
      const same = (one) => one.line === chip.line && one.text.toLowerCase() === chip.text.toLowerCase();
      this.dismissed = chip.dismissed ? this.dismissed.filter((one) => !same(one)) : [...this.dismissed, { line: chip.line, text: chip.text }];
      for (const line of this.lines) for (const span of line.spans) if (same({ line: line.line, text: span.text })) span.dismissed = !chip.dismissed;
      this.understand();
    },
    // --- adding
    add() {
      const text = this.text.trim();
      if (!text) return;
      this.menu = null;
      const item = { token: freshToken(), text: this.text, dismissed: this.dismissed, more: this.more || {}, sorry: "" };
      this.queue.push(item);
      this.text = "";
      this.dismissed = [];
      this.sorry = "";
      this.send(item);
    },
    async send({ token, text, dismissed, more }) {
      if (this.sending.has(token)) return;
      this.sending.add(token);
      const said = await this.store.ask("add", { token, text, dismissed, ...more });
      this.sending.delete(token);
      const item = this.queue.find((one) => one.token === token);
      if (!said.error) { this.names = null; this.queue = this.queue.filter((one) => one.token !== token); for (const id of said.ids || []) this.store.flash?.(id); this.$emit("added", said.ids || []); }
      else if (item && !this.text.trim()) this.takeBack(item, said.error);
      else if (item) item.sorry = said.error;
      if (!this.queue.length) this.$emit("settled", !said.error);
    },
    takeBack(item, sorry) {
      this.queue = this.queue.filter((one) => one.token !== item.token);
      if (this.text.trim()) this.queue.push({ ...item, token: freshToken(), text: this.text, dismissed: this.dismissed, sorry: this.say.notSent });
      this.text = item.text;
      this.$nextTick(() => { this.dismissed = item.dismissed; this.sorry = sorry || item.sorry; this.focus(); });
    },
    // --- completion
    look() {
      const field = this.$refs.field;
      if (!field || field.selectionStart !== field.selectionEnd) return this.close();
      const word = this.names && wordAt(this.text, field.selectionStart, this.names.signs);
      const all = word ? offersFor(word, this.names) : [], offers = all.length === 1 && isWhole(word, all[0]) ? [] : all;
      if (!offers.length || this.left === word.start) { if (!word) this.left = null; return this.close(); }
      const was = this.menu;
      this.menu = { ...word, offers };
      this.at = was && was.start === word.start && was.query === word.query ? Math.min(this.at, offers.length - 1) : 0;
      if (!was) this.$nextTick(this.place);
    },
    place() {
      const list = this.$refs.menu, box = this.$refs.field?.getBoundingClientRect();
      if (!list || !box) return;
      const under = this.$refs.chips?.getBoundingClientRect().bottom ?? box.bottom;
      try { list.showPopover(); } catch { /* it is shown */ }
      const below = innerHeight - under - 12, above = list.offsetHeight > below && box.top > below;
      list.style.left = `${Math.max(8, Math.min(box.left - 8, innerWidth - list.offsetWidth - 8))}px`;
      list.style.top = above ? `${Math.max(8, box.top - list.offsetHeight - 6)}px` : `${under + 4}px`;
    },
    close() { this.menu = null; },
    choose(offer) {
      const { start, end, sign } = this.menu, put = insertion(sign, offer, this.names) + " ";
      this.text = this.text.slice(0, start) + put + this.text.slice(end).replace(/^ /, "");
      this.close();
      this.$nextTick(() => { this.focus(); this.$refs.field.setSelectionRange(start + put.length, start + put.length); });
    },
    // --- keys
    keyed(event) {
      if (event.isComposing) return;
      if (this.menu && this.menued(event)) { event.preventDefault(); event.stopPropagation(); return; }
      if (event.key === "Enter" && !event.shiftKey && !event.altKey) { event.preventDefault(); this.add(); }
      else if (event.key === "Escape") { event.stopPropagation(); event.preventDefault(); this.small || this.dialog ? this.$emit("close") : this.$refs.field.blur(); }
      else if (event.key === "ArrowDown" && !this.several && this.chips.length) { event.preventDefault(); this.$el.querySelector(".qa-chip")?.focus(); }
    },
    menued(event) {
      const { offers, start } = this.menu, n = offers.length;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") { this.at = (this.at + (event.key === "ArrowDown" ? 1 : n - 1)) % n; return true; }
      if (event.key === "Enter" || event.key === "Tab") { this.choose(offers[this.at]); return true; }
      if (event.key === "Escape") { this.left = start; this.close(); return true; }
      return false;
    },
    onChip(event, chip) {
      const around = [...this.$el.querySelectorAll(".qa-chip")], here = around.indexOf(event.currentTarget);
      if (event.key === "Backspace" || event.key === "Delete") { this.drop(chip); this.$nextTick(() => this.$el.querySelectorAll(".qa-chip")[here]?.focus()); }
      else if (event.key === "ArrowRight") around[here + 1]?.focus();
      else if (event.key === "ArrowLeft") (around[here - 1] || this.$refs.field).focus();
      else if (event.key === "ArrowUp" || event.key === "Escape") this.focus();
      else return;
      event.preventDefault();
      event.stopPropagation();
    },
    came() { this.focused = true; this.learn(); },
    went(event) {
      if (this.$el.contains(event.relatedTarget)) return;
      this.focused = false;
      this.close();
      if (this.small && !this.text.trim() && !this.queue.length) this.$emit("close");
    },
  },
  template: `
    <div class="tl tl-add qa" :class="{ small, several }" @focusin="came" @focusout="went" @keydown="$event.ctrlKey || $event.metaKey || $event.stopPropagation()">
      <form class="qa-f" @submit.prevent="add">
        <svg class="qa-i" aria-hidden="true"><use :href="icon('plus')"/></svg>
        <div class="qa-b">
          <div class="qa-m" aria-hidden="true"><template v-for="(p, i) in pieces" :key="i"><mark v-if="p.kind" :class="'k-' + p.kind">{{ p.text }}</mark><template v-else>{{ p.text }}</template></template>&#8203;</div>
          <textarea ref="field" v-model="text" rows="1" maxlength="20000" :placeholder="placeholder || say.placeholder" :aria-label="label" autocomplete="off" autocapitalize="sentences" spellcheck="false" enterkeyhint="done"
            :aria-invalid="sorry ? 'true' : 'false'" aria-autocomplete="list" :aria-controls="menu ? 'qa-menu' : null" :aria-activedescendant="menu ? 'qa-o' + at : null"
            @keydown="keyed" @input="look" @click="look" @keyup.left="look" @keyup.right="look"></textarea>
        </div>
        <kbd v-if="!text && !small && hint" class="hide-m">{{ hint }}</kbd>
        <button v-if="text.trim()" type="submit" class="tk-go" @mousedown.prevent>{{ several && count > 1 ? say.addMany(count) : say.add }}</button>
      </form>
      <div v-if="shown && !several" ref="chips" class="qa-c" :class="{ hinting: !chips.length }">
        <template v-if="chips.length"><button v-for="c in chips" :key="c.kind + c.text + c.start" type="button" class="qa-chip" :class="['k-' + c.kind, { off: c.dismissed }]" @mousedown.prevent @click="drop(c)" @keydown="onChip($event, c)"
          :aria-label="c.dismissed ? say.back(c) : say.keep(c)" :title="c.dismissed ? say.backHint(c) : say.keepHint(c)">
          <svg aria-hidden="true"><use :href="icon(iconOf(c.kind))"/></svg><span>{{ c.dismissed ? c.text : c.meaning }}</span><svg class="x" aria-hidden="true"><use :href="icon(c.dismissed ? 'undo-2' : 'x')"/></svg></button></template>
        <span v-else class="qa-h">{{ names ? names.hint : say.hint }}</span>
        <quick-add-help :signs="names && names.signs"/>
      </div>
      <ol v-if="several && lines.length" class="qa-l" :aria-label="say.what">
        <li v-for="(l, n) in lines" :key="n" :style="{ paddingLeft: 14 + l.depth * 20 + 'px' }"><span class="ck" :class="{ done: l.done }" aria-hidden="true"></span><span class="tt">{{ l.title }}</span>
          <button v-for="s in l.spans" :key="s.start" type="button" class="qa-chip" :class="['k-' + s.kind, { off: s.dismissed }]" @mousedown.prevent @click="drop({ ...s, line: l.line })" @keydown="onChip($event, { ...s, line: l.line })" :aria-label="s.dismissed ? say.back(s) : say.keep(s)">
            <svg aria-hidden="true"><use :href="icon(iconOf(s.kind))"/></svg><span>{{ s.dismissed ? s.text : s.meaning }}</span><svg class="x" aria-hidden="true"><use :href="icon(s.dismissed ? 'undo-2' : 'x')"/></svg></button></li>
      </ol>
      <p v-for="n in menu ? [] : notices" :key="n" :class="n === sorry ? 'sorry' : 'qa-n'" :role="n === sorry ? 'alert' : 'status'">{{ n }}</p>
      <p v-if="sorry && !notices.includes(sorry)" class="sorry" role="alert">{{ sorry }}</p>
      <div v-for="g in queue" :key="g.token" class="tk ghost"><span class="ck"></span><span class="tt">{{ g.text }}</span>
        <template v-if="g.sorry"><span class="sorry" role="alert">{{ g.sorry }}</span><button type="button" class="lk" @click="takeBack(g)">{{ say.again }}</button></template>
        <span v-else class="muted">{{ say.adding }}</span></div>
      <div v-if="menu" id="qa-menu" ref="menu" popover="manual" class="qa-menu" role="listbox" :aria-label="say.names(menu.sign)">
        <button v-for="(o, i) in menu.offers" :id="'qa-o' + i" :key="o.key" type="button" role="option" class="pl-o" :class="{ at: i === at }" :aria-selected="i === at ? 'true' : 'false'" tabindex="-1" @mousedown.prevent @click="choose(o)" @pointermove="at = i">
          <svg aria-hidden="true" :class="o.tone"><use :href="icon(iconOf(menu.kind))"/></svg><span class="pl-t">{{ o.label }}</span><span class="pl-h">{{ o.note }}</span></button>
      </div>
    </div>`,
};
