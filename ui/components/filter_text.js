// The filter as text: completion at the caret, and what is wrong underlined at its place. The server reads it (`check`).
import { icon } from "task_words";

const TOKEN = /"(?:[^"\\]|\\.)*"?|[“„][^”“"]*[”“"]?|&&|\|\||!~|!=|<=|>=|==|[=<>~:!(),]|[^\s"“”„()=<>~:,!]+/gs;
const SIGNS = new Set(["=", "!=", "<", "<=", ">", ">=", "~", "!~", ":", "=="]);
const DATES = [["today", ""], ["tomorrow", ""], ["yesterday", ""], ["now", ""], ["now+7d", "in a week"], ["-2w", "two weeks ago"], ["start of week", ""], ["end of week", ""], ["start of month", ""], ["end of month", ""]];
const ABOUT = { "=": "is", "!=": "is not", "<": "before, below", "<=": "until, at most", ">": "after, above", ">=": "from, at least", "~": "contains", "!~": "does not contain", in: "any of", "not in": "none of" };

/** A value as it stands in a filter. */
export const quoted = (text) => (/^(?!-|\d{4}-\d\d-\d\d.)[\w@./#+-]+$/.test(text) && !/^(and|or|not|in|me|none)$/i.test(text) ? text : `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`);

/** What values a field can have, for completion and the builder: [{text, hint}]. `text` is written as in a filter. */
export function valuesOf(field, known) {
  const own = (names) => names.map((name) => ({ text: quoted(name), hint: "" }));
  const special = (field.specials || []).map((word) => ({ text: word, hint: word === "me" ? "myself" : "without" }));
  return [
    ...(field.words || []).map((text) => ({ text, hint: "" })),
    ...special,
    ...(field.kind === "label" ? own(known.labels || []) : field.kind === "person" ? own((known.people || []).map((p) => p.name)) : field.kind === "team" ? own((known.teams || []).map((t) => t.name)) : []),
    ...(field.kind === "moment" ? DATES.map(([text, hint]) => ({ text, hint })) : []),
  ];
}

export default {
  props: { value: String, vocabulary: Object, known: Object, check: Function },
  emits: ["changed", "offer"],
  data() { return { text: this.value, open: false, at: -1, wrong: null, caret: this.value.length, focused: false }; },
  watch: { value(text) { if (text.trim() !== this.text.trim()) { this.text = text; this.wrong = null; } } },
  mounted() { if (this.text) this.test(true); },
  beforeUnmount() { clearTimeout(this.later); clearTimeout(this.loud); },
  computed: {
    tokens() { return [...this.text.slice(0, this.caret).matchAll(TOKEN)].map((m) => ({ text: m[0], start: m.index, end: m.index + m[0].length })); },
    partial() {
      const last = this.tokens.at(-1);
      const ends = last && last.end === this.caret && !SIGNS.has(last.text) && !/^[(),!]$|^&&$|^\|\|$/.test(last.text);
      return ends ? last : { text: "", start: this.caret, end: this.caret };
    },
    options() {
      const wanted = this.partial.text.replace(/^["“„]/, "").toLowerCase();
      const found = this.candidates().filter((o) => !wanted || o.label.replace(/^"/, "").toLowerCase().includes(wanted));
      const first = (o) => (o.label.replace(/^"/, "").toLowerCase().startsWith(wanted) ? 0 : 1);
      const sorted = wanted ? found.sort((a, b) => first(a) - first(b)) : found;
      return sorted.length === 1 && sorted[0].label.toLowerCase() === wanted ? [] : sorted.slice(0, 40);
    },
    pieces() {
      if (!this.wrong) return null;
      const all = Array.from(this.text), { position, length } = this.wrong;
      const from = length ? position : Math.max(0, position - 1);
      return [all.slice(0, from).join(""), all.slice(from, position + length).join("") || " ", all.slice(position + length).join("")];
    },
  },
  methods: {
    icon,
    focus() { this.$refs.q.focus(); },
    field(name) { return this.vocabulary?.fields?.find((f) => f.name === name?.toLowerCase()); },
    /** Of which field a value is being written at the caret, if any. */
    fieldOfValue(before) {
      let i = before.length - 1;
      if (i < 1) return null;
      if (before[i].text === "(" || before[i].text === ",") {
        while (i >= 0 && before[i].text !== "(" && before[i].text !== ":" && !/^(and|or)$/i.test(before[i].text)) i--;
        if (before[i]?.text === "(") i--;
        if (i >= 0 && /^in$/i.test(before[i].text)) { i--; if (/^not$/i.test(before[i]?.text || "")) i--; return this.field(before[i]?.text); }
        return before[i]?.text === ":" ? this.field(before[i - 1]?.text) : null;
      }
      return SIGNS.has(before[i].text) ? this.field(before[i - 1].text) || { name: before[i - 1].text.toLowerCase() } : null;
    },
    candidates() {
      if (!this.vocabulary) return [];
      const before = this.tokens.filter((t) => t.end <= this.partial.start), last = before.at(-1)?.text;
      const states = (kind) => Object.entries(this.vocabulary[kind] || {}).map(([word, hint]) => ({ label: word, insert: word + " ", hint }));
      const field = this.fieldOfValue(before);
      if (field && (field.name === "is" || field.name === "has")) return states(field.name);
      if (field) return valuesOf(field, this.known).map((v) => ({ label: v.text, insert: v.text + (before.at(-1).text === "(" || before.at(-1).text === "," ? "" : " "), hint: v.hint }));
      const named = this.field(last);
      if (named && this.text[this.partial.start - 1] === " ") return named.operators.map((o) => ({ label: o, insert: o.endsWith("in") ? o + " (" : o + " ", hint: ABOUT[o] }));
      const start = !last || /^(and|or|not|&&|\|\||!|\()$/i.test(last);
      const fields = this.vocabulary.fields.map((f) => ({ label: f.name, insert: f.name + " ", hint: f.about }));
      const state = ["is", "has"].flatMap((kind) => Object.entries(this.vocabulary[kind]).map(([word, hint]) => ({ label: `${kind}:${word}`, insert: `${kind}:${word} `, hint })));
      const joins = [["and", "both hold"], ["or", "one of them holds"]].map(([word, hint]) => ({ label: word, insert: word + " ", hint }));
      return start ? [...fields, ...state, { label: "not", insert: "not ", hint: "does not hold" }] : [...joins, ...fields, ...state];
    },
    moved() { this.caret = this.$refs.q.selectionStart ?? this.text.length; this.slide(); },
    slide() { if (this.$refs.under) this.$refs.under.scrollLeft = this.$refs.q.scrollLeft; },
    typed() {
      this.moved();
      this.open = true;
      this.at = -1;
      this.wrong = null;
      clearTimeout(this.later); clearTimeout(this.loud);
      this.later = setTimeout(() => this.test(false), 200);
    },
    async test(loud) {
      const text = this.text;
      clearTimeout(this.later); clearTimeout(this.loud);
      const said = text.trim() ? await this.check(text) : { tree: null };
      if (text !== this.text || !said) return;
      if (said.error) { this.loud = setTimeout(() => { if (text === this.text) { this.wrong = said; this.$nextTick(this.slide); } }, loud ? 0 : 700); return; }
      this.wrong = null;
      if (said.doubt) this.loud = setTimeout(() => { if (text === this.text) this.wrong = { ...said.doubt, error: said.doubt.message, soft: true }; }, loud ? 0 : 900);
      if (text.trim() !== this.value.trim()) this.$emit("changed", text.trim());
    },
    take(option) {
      const { start } = this.partial, after = this.text.slice(this.caret);
      this.text = this.text.slice(0, start) + option.insert + after.replace(/^\s+/, option.insert.endsWith(" ") ? "" : " ").replace(/^ $/, "");
      this.caret = start + option.insert.length;
      this.at = -1;
      this.wrong = null;
      this.$nextTick(() => { this.$refs.q.setSelectionRange(this.caret, this.caret); this.$refs.q.focus(); this.slide(); });
      clearTimeout(this.later);
      this.later = setTimeout(() => this.test(false), 200);
    },
    mend() {
      const all = Array.from(this.text), { position, length, suggestion } = this.wrong;
      this.text = all.slice(0, position).join("") + suggestion + all.slice(position + length).join("");
      this.wrong = null;
      this.$refs.q.focus();
      this.test(true);
    },
    keyed(event) {
      const shown = this.open && this.options.length;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (!shown) { this.open = true; return; }
        const size = this.options.length + 1, step = event.key === "ArrowDown" ? 1 : -1;
        this.at = ((this.at + 1 + step + size) % size) - 1;
        this.$nextTick(() => this.$el.querySelector(".ft-o.at")?.scrollIntoView({ block: "nearest" }));
      } else if (event.key === "Enter") {
        event.preventDefault();
        if (shown && this.at >= 0) this.take(this.options[this.at]);
        else { this.open = false; this.test(true); }
      } else if (event.key === "Tab" && shown && !event.shiftKey && (this.at >= 0 || this.partial.text)) {
        event.preventDefault();
        this.take(this.options[Math.max(0, this.at)]);
      } else if (event.key === "Escape") {
        event.stopPropagation();
        event.preventDefault();  // a search field would clear itself
        if (shown) this.open = false; else this.$refs.q.blur();
      }
    },
    entered() { this.focused = true; this.$emit("offer"); this.moved(); },
    left() { this.focused = false; this.open = false; if (this.text.trim() !== this.value.trim()) this.test(true); },
  },
  template: `
    <div class="ft" :class="{ on: focused || text, bad: wrong && !wrong.soft, doubted: wrong && wrong.soft }">
      <div class="fb-q ft-q">
        <svg><use :href="icon('search')"/></svg>
        <div class="ft-w">
          <div v-if="pieces" ref="under" class="ft-u" aria-hidden="true">{{ pieces[0] }}<u>{{ pieces[1] }}</u>{{ pieces[2] }}</div>
          <input ref="q" v-model="text" type="search" maxlength="2000" placeholder="Filter by text, or due < now+7d…" aria-label="Filter by text or conditions"
            autocomplete="off" autocapitalize="none" spellcheck="false" role="combobox" aria-autocomplete="list" aria-controls="ft-l" :aria-expanded="open && options.length ? 'true' : 'false'"
            :aria-activedescendant="at >= 0 ? 'ft-o-' + at : null" :aria-invalid="wrong && !wrong.soft ? 'true' : null" :aria-describedby="wrong ? 'ft-e' : null"
            @input="typed" @focus="entered" @blur="left" @click="moved(); open = true" @keyup.left="moved" @keyup.right="moved" @scroll="slide" @keydown="keyed">
        </div>
      </div>
      <div v-if="wrong" id="ft-e" class="ft-e" :role="wrong.soft ? 'status' : 'alert'"><span>{{ wrong.error }}</span>
        <button v-if="wrong.suggestion" type="button" class="lk" @mousedown.prevent @click="mend">Use {{ wrong.suggestion }}</button></div>
      <div v-show="open && options.length" id="ft-l" class="ft-l" role="listbox" aria-label="Completions" @mousedown.prevent>
        <div v-for="(o, i) in options" :id="'ft-o-' + i" :key="o.label" class="ft-o" :class="{ at: i === at }" role="option" :aria-selected="i === at ? 'true' : 'false'" @click="take(o)" @pointermove="at = i">
          <code>{{ o.label }}</code><span>{{ o.hint }}</span></div>
      </div>
    </div>`,
};
