// The palette: Ctrl-K from everywhere. Commands answer in the browser at once; what the server finds comes beside them.
// It also hears g … (go) and ? (the keys of the page).
import { asking, busyTyping, icon, initials, personColour } from "task_words";
import { PLACES, goTo, placeOf } from "go_keys";
import { fit, marked, wordsOf } from "palette_match";
import { changing, creating, going, quickAdd, selectionCommands } from "palette_commands";
import { MOD } from "key_words";
import KeySheet from "key_sheet";

const WAIT = 90, PATIENCE = 3000, HINT = 450; // ms: until the server is asked, for the letter behind g, until its help shows
const ICONS = { task: "circle", team: "hash", view: "bookmark", conversation: "message-square" };
const KINDS = { task: "Task", team: "Team", person: "Person", view: "View", conversation: "Conversation" };
const KEPT = 8, SHOWN = 6; // things remembered, and shown before anything is typed
const KEY = /^[a-z][a-z0-9]{0,9}-\d+$/i;

export default {
  mixins: [asking],
  components: { KeySheet },
  props: { me: String, theme: String, admin: Boolean },
  emits: ["find", "recall", "theme"],
  data: () => ({ open: false, typed: "", at: 0, found: [], foundFor: "", recent: null, waiting: false, sorry: "", eager: false, commands: [], selected: [], leading: false, hint: false }),
  computed: {
    places: () => PLACES,
    query() { return this.typed.trim().replace(/\s+/g, " "); },
    groups() { return (this.query ? this.matching() : this.offered()).filter(([, rows, pending]) => rows.length || pending); },
    rows() { return this.groups.flatMap(([, rows]) => rows); },
    current() { return this.rows[Math.min(this.at, this.rows.length - 1)]; },
    said() { return !this.open || this.waiting ? "" : this.sorry || (this.rows.length === 1 ? "1 result" : `${this.rows.length} results`); },
  },
  watch: {
    query(now) {
      this.at = 0;
      this.eager = false;
      clearTimeout(this.later);
      this.waiting = wordsOf(now).length > 0;
      if (this.waiting) this.later = setTimeout(this.search, WAIT);
    },
    at() { this.$nextTick(() => this.$refs.list?.querySelector(".at")?.scrollIntoView({ block: "nearest" })); },
  },
  mounted() {
    addEventListener("keydown", this.keyed, true); // before any other key of the page
    addEventListener("atrium:palette", this.show);
  },
  beforeUnmount() {
    removeEventListener("keydown", this.keyed, true);
    removeEventListener("atrium:palette", this.show);
    clearTimeout(this.later);
    this.unlead();
  },
  methods: {
    icon, initials, personColour,
    mod: () => MOD,
    kindOf: (row) => KINDS[row.kind],
    markedOf(row) { return this.query ? marked(this.query, row.title) : [{ text: row.title }]; },
    // --- keys of every page
    keyed(event) {
      if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k") {
        event.preventDefault();
        event.stopImmediatePropagation();
        return this.open ? this.close() : this.show();
      }
      if (busyTyping(event) || document.querySelector("dialog[open]")) return this.unlead();
      if (this.leading) return this.led(event);
      if (event.key === "g") this.lead(event);
      else if (event.key === "?") { event.preventDefault(); event.stopImmediatePropagation(); this.$refs.sheet.show(); }
    },
    lead(event) {
      event.preventDefault();
      event.stopImmediatePropagation();
      this.leading = true;
      this.patience = setTimeout(this.unlead, PATIENCE);
      this.help = setTimeout(() => { this.hint = true; }, HINT);
    },
    led(event) {
      if (["Shift", "Control", "Alt", "Meta"].includes(event.key)) return;
      const path = placeOf(event.key.toLowerCase());
      this.unlead();
      if (!path && event.key !== "Escape") return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (path) goTo(path);
    },
    unlead() {
      clearTimeout(this.patience);
      clearTimeout(this.help);
      this.leading = this.hint = false;
    },
    // --- what is offered
    offered() {
      return [
        ["Selection", this.selected],
        ["Recent", this.recent || [], this.recent === null],
        ["Create", this.commands.filter((c) => c.id.startsWith("new:"))],
        ["Go to", this.commands.filter((c) => c.id.startsWith("go:") && c.keys.length)],
        ["More", this.commands.filter((c) => !/^(new|go):/.test(c.id))],
      ];
    },
    matching() {
      const ranked = [...this.selected, ...this.commands].map((c) => [fit(this.query, c.title), c]).filter(([n]) => n).sort((a, b) => b[0] - a[0]);
      const strong = ranked.filter(([n]) => n > 2).slice(0, 5).map(([, c]) => c), weak = ranked.filter(([n]) => n <= 2).slice(0, 4).map(([, c]) => c);
      const known = this.foundFor === this.query ? this.found : this.query.startsWith(this.foundFor) && this.foundFor ? this.found.filter((row) => fit(this.query, row.key + " " + row.title) > 2) : [];
      const things = ["Found", known, this.waiting && !known.length], first = ["Commands", strong];
      const add = { id: "add", icon: "plus", title: `New task: ${this.query}`, keys: [], run: () => quickAdd(this.typed.trim()) };
      return [...(KEY.test(this.query) ? [things, first] : [first, things]), ["More commands", weak], ["Create", [add]]];
    },
    rowOf(one) {
      const id = one.kind + ":" + one.id;
      return { ...one, id, thing: { kind: one.kind, id: one.id }, done: one.status === "completed" || one.status === "archived",
        icon: one.status === "completed" ? "circle-check" : ICONS[one.kind], keys: [], run: () => goTo(one.address) };
    },
    // --- asking
    connected() {
      const isConnected = window.atrium.state.connection === "connected";
      this.sorry = isConnected ? "" : "Nothing can be searched until the connection is back. Commands work.";
      return isConnected;
    },
    async search() {
      if (!this.connected()) { this.waiting = false; return; }
      const text = this.query, said = await this.ask("find", { text });
      if (text !== this.query) return; // the answer to something typed before
      this.waiting = false;
      this.sorry = said.error || "";
      this.found = (said.items || []).map(this.rowOf);
      this.foundFor = text;
      if (this.eager && !said.error) this.choose(this.current);
      this.eager = false;
    },
    remembered() { try { return JSON.parse(localStorage.getItem("atrium.recent." + this.me)) || []; } catch { return []; } },
    remember(thing) {
      const others = this.remembered().filter((one) => one.id !== thing.id);
      try { localStorage.setItem("atrium.recent." + this.me, JSON.stringify([thing, ...others].slice(0, KEPT))); } catch { /* full or forbidden */ }
    },
    async recallThem() {
      const things = this.remembered();
      if (!things.length || !this.connected()) { this.recent = []; return; }
      const said = await this.ask("recall", { things });
      this.recent = (said.items || []).slice(0, SHOWN).map(this.rowOf);
    },
    // --- open and close
    show() {
      if (this.open || document.querySelector("dialog[open]")) return;
      const before = [...document.querySelectorAll(".q-dialog__inner")].find((inner) => inner.checkVisibility());
      if (before) { // in front of it; one on its way out is waited for
        if (/-leave-/.test(before.className)) setTimeout(this.show, 60);
        return;
      }
      document.querySelectorAll(":popover-open").forEach((one) => one.hidePopover());
      Object.assign(this, { open: true, typed: "", at: 0, found: [], foundFor: "", sorry: "", waiting: false, recent: this.remembered().length ? null : [] });
      this.selected = selectionCommands();
      this.commands = [...creating(), ...going(this.admin), ...changing(this.theme, (name) => this.$emit("theme", name), () => this.$refs.sheet.show())];
      this.$refs.box.showModal();
      this.$nextTick(() => this.$refs.field?.focus());
      this.recallThem();
    },
    close() {
      this.$refs.box.close();
      this.closed(); // its event comes later than the next key may
    },
    closed() {
      if (this.$refs.box.open) return;
      this.open = false;
      clearTimeout(this.later);
    },
    choose(row) {
      if (!row) return;
      if (row.thing) this.remember(row.thing);
      this.close();
      this.$nextTick(row.run);
    },
    enter() {
      const isFirst = this.at === 0 && (!this.rows.length || this.current.id === "add" || this.current.thing);
      if (this.waiting && isFirst && this.foundFor !== this.query) this.eager = true; // what is on its way is meant
      else this.choose(this.current);
    },
    typing(event) {
      if (event.isComposing) return;
      const last = this.rows.length - 1, steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8, Tab: event.shiftKey ? -1 : 1 };
      if (event.key in steps) {
        const by = steps[event.key], to = this.at + by;
        this.at = Math.abs(by) === 1 ? (to + last + 1) % (last + 1 || 1) : Math.max(0, Math.min(last, to));
      } else if (event.key === "Enter") this.enter();
      else if (event.key === "Escape" && this.typed) this.typed = "";
      else if (event.key === "Escape") this.close();
      else return;
      event.preventDefault();
    },
  },
  template: `
    <div style="display: contents">
      <dialog ref="box" class="pa" aria-label="Search and commands" @close="closed" @cancel.prevent @click.self="close" @keydown.stop>
        <div v-if="open" class="pa-in">
          <label class="pa-f"><svg aria-hidden="true"><use :href="icon('search')"/></svg>
            <input ref="field" v-model="typed" type="text" maxlength="200" placeholder="Search, or type a command" aria-label="Search, or type a command" role="combobox" aria-expanded="true" aria-autocomplete="list" aria-controls="pa-list"
              :aria-activedescendant="current ? 'pa-' + rows.indexOf(current) : null" autocomplete="off" autocorrect="off" autocapitalize="off" spellcheck="false" enterkeyhint="go" @keydown="typing">
            <button type="button" class="pa-x" aria-label="Close" tabindex="-1" @click="close"><kbd>Esc</kbd><svg aria-hidden="true"><use :href="icon('x')"/></svg></button></label>
          <div id="pa-list" ref="list" class="pa-l" role="listbox" aria-label="Results" :aria-busy="waiting ? 'true' : 'false'">
            <p v-if="sorry" class="pa-s" role="alert">{{ sorry }}</p>
            <p v-else-if="query && !waiting && rows.length === 1 && current.id === 'add'" class="pa-s none">Nothing is called so. Titles, descriptions, comments, people and teams were searched.</p>
            <div v-for="[title, list, pending] in groups" :key="title" role="group" :aria-label="title" class="pa-g"><div class="pa-h" aria-hidden="true">{{ title }}</div>
              <div v-for="row in list" :id="'pa-' + rows.indexOf(row)" :key="row.id" role="option" class="pa-o" :class="{ at: row === current, done: row.done, two: row.excerpt }" :aria-selected="row === current ? 'true' : 'false'" :data-id="row.id"
                @mousedown.prevent @click="choose(row)" @pointermove="at = rows.indexOf(row)">
                <span v-if="row.kind === 'person'" class="av s" :style="{ background: personColour(row.thing.id) }" aria-hidden="true">{{ initials(row.title) }}</span>
                <svg v-else aria-hidden="true"><use :href="icon(row.icon)"/></svg>
                <span class="pa-t"><span class="pa-n"><b v-if="row.kind === 'task'" class="pa-k num">{{ row.key }}</b><template v-for="(p, i) in markedOf(row)" :key="i"><mark v-if="p.hit">{{ p.text }}</mark><template v-else>{{ p.text }}</template></template></span>
                  <span v-if="row.excerpt" class="pa-e"><template v-for="(p, i) in markedOf({ title: row.excerpt })" :key="i"><mark v-if="p.hit">{{ p.text }}</mark><template v-else>{{ p.text }}</template></template></span></span>
                <span v-if="row.kind" class="sr">{{ kindOf(row) }}</span><span v-if="row.where && (query || row.kind)" class="pa-w">{{ row.where }}</span>
                <span v-if="row.keys.length" class="pa-q"><kbd v-for="k in row.keys" :key="k">{{ k }}</kbd></span></div>
              <template v-if="pending"><div v-for="n in 3" :key="n" class="pa-o" aria-hidden="true"><span class="sk" style="width: 16px; height: 16px"></span><span class="sk" :style="{ width: 56 - n * 11 + '%' }"></span></div></template></div>
          </div>
          <p class="pa-b" aria-hidden="true"><span><kbd>↑</kbd><kbd>↓</kbd> choose</span><span><kbd>Enter</kbd> open</span><span><kbd>Esc</kbd> close</span></p>
          <span class="sr" role="status">{{ said }}</span>
        </div>
      </dialog>
      <div v-if="hint" class="pa-go" role="status" aria-label="Go to"><b><kbd>g</kbd> then</b><span v-for="[path, sign, word, letter] in places" :key="path"><kbd>{{ letter }}</kbd>{{ word }}</span></div>
      <key-sheet ref="sheet"/>
    </div>`,
};
