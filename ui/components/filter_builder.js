// The same filter as rows to fill in: field, operator, value; all or any of them, with groups one level deep.
import { icon } from "task_words";
import { quoted, valuesOf } from "filter_text";

const SAYS = { "=": "is", "!=": "is not", "<": "<", "<=": "≤", ">": ">", ">=": "≥", "~": "contains", "!~": "does not contain", in: "is any of", "not in": "is none of", is: "is", not: "is not" };
const NAMES = { is: "state", has: "it" };
const DATE = /^(now|today|tomorrow|yesterday|\d{4}-\d\d-\d\d\S*|[+-]\S+|(start|end) of \w+|none)/i;

let count = 0;
const row = (field = "text", operator = "~", value = "") => ({ key: ++count, field, operator, value });

/** What the server read, as rows; what rows cannot show stays text. */
function rowsOf(tree) {
  if (!tree) return { joined: "and", rows: [row()] };
  const leaf = (t) => (t.field ? row(t.field, t.field === "is" || t.field === "has" ? (t.not ? "not" : "is") : t.operator, t.values.join(", ")) : { key: ++count, raw: t.text });
  const part = (t) => (t.parts ? (t.parts.some((p) => p.parts) ? { key: ++count, raw: t.text } : { key: ++count, joined: t.joined, rows: t.parts.map(leaf) }) : leaf(t));
  return tree.parts ? { joined: tree.joined, rows: tree.parts.map(part) } : { joined: "and", rows: [leaf(tree)] };
}

/** One condition: field, operator, value. */
const Condition = {
  props: { row: Object, fields: Array, vocabulary: Object, known: Object },
  emits: ["changed", "dropped"],
  computed: {
    field() { return this.fields.find((f) => f.name === this.row.field) || this.fields[0]; },
    operators() { return this.field.kind === "state" ? ["is", "not"] : this.field.operators; },
    choices() {
      if (this.field.kind === "state") return Object.keys(this.vocabulary[this.row.field]);
      return !this.row.operator.endsWith("in") && this.field.words?.length ? this.field.words : null;
    },
    hints() { return valuesOf(this.field, this.known).map((v) => v.text.replace(/^"(.*)"$/, "$1")); },
  },
  methods: {
    icon,
    says(o) { return this.row.field === "has" ? { is: "has", not: "has no" }[o] : SAYS[o] || o; },
    nameOf: (name) => NAMES[name] || name,
    chose(name) {
      const field = this.fields.find((f) => f.name === name), state = field.kind === "state";
      const value = state ? Object.keys(this.vocabulary[name])[0] : field.words?.[0] || "";
      Object.assign(this.row, { field: name, operator: state ? "is" : field.operators[0], value });
      this.$emit("changed");
    },
  },
  template: `
    <div class="fx-r">
      <input v-if="row.raw !== undefined" v-model="row.raw" class="fx-raw" aria-label="Condition" maxlength="500" @input="$emit('changed')">
      <template v-else>
        <select class="fx-f" :value="row.field" aria-label="Field" @change="chose($event.target.value)"><option v-for="f in fields" :key="f.name" :value="f.name">{{ nameOf(f.name) }}</option></select>
        <select v-model="row.operator" class="fx-o" aria-label="Operator" @change="$emit('changed')"><option v-for="o in operators" :key="o" :value="o">{{ says(o) }}</option></select>
        <select v-if="choices" v-model="row.value" class="fx-v" aria-label="Value" @change="$emit('changed')"><option v-for="c in choices" :key="c">{{ c }}</option></select>
        <template v-else>
          <input v-model="row.value" class="fx-v" aria-label="Value" maxlength="500" :list="'fx-' + row.key" :placeholder="row.operator.endsWith('in') ? 'a, b' : ''" @input="$emit('changed')">
          <datalist :id="'fx-' + row.key"><option v-for="h in hints" :key="h" :value="h"/></datalist>
        </template>
      </template>
      <button type="button" class="fc-x" aria-label="Remove condition" @click="$emit('dropped')"><svg><use :href="icon('x')"/></svg></button>
    </div>`,
};

export default {
  components: { Condition },
  props: { value: String, vocabulary: Object, known: Object, check: Function },
  emits: ["changed"],
  data: () => ({ model: null, wrote: null, wrong: "" }),
  mounted() { this.read(); },
  watch: { value(text) { if (text !== this.wrote) this.read(); } },
  beforeUnmount() { clearTimeout(this.later); },
  computed: {
    fields() { return [...(this.vocabulary?.fields || []), { name: "is", kind: "state" }, { name: "has", kind: "state" }]; },
  },
  methods: {
    icon,
    async read() {
      const said = this.value.trim() ? await this.check(this.value) : { tree: null };
      this.wrong = said?.error || "";
      this.model = rowsOf(said?.tree);
      this.wrote = this.value;
    },
    field(name) { return this.fields.find((f) => f.name === name) || this.fields[0]; },
    written(r, value) {
      const field = this.field(r.field), text = value.trim();
      if (/^".*"$/.test(text) || field.specials?.includes(text) || (field.kind === "moment" && DATE.test(text))) return text;
      return quoted(text);
    },
    textOf(r) {
      if (r.rows) { const parts = r.rows.map(this.textOf).filter(Boolean); return parts.length > 1 ? `(${parts.join(` ${r.joined} `)})` : parts[0] || ""; }
      if (r.raw !== undefined) return r.raw.trim();
      if (!r.value.trim()) return "";
      if (r.field === "is" || r.field === "has") return `${r.operator === "not" ? "not " : ""}${r.field}:${r.value}`;
      if (!r.operator.endsWith("in")) return `${r.field} ${r.operator} ${this.written(r, r.value)}`;
      const each = r.value.match(/"(?:[^"\\]|\\.)*"|[^,]+/g)?.filter((v) => v.trim()) || [];
      return each.length ? `${r.field} ${r.operator} (${each.map((v) => this.written(r, v)).join(", ")})` : "";
    },
    write() {
      clearTimeout(this.later);
      this.later = setTimeout(async () => {
        const text = this.model.rows.map(this.textOf).filter(Boolean).join(` ${this.model.joined} `);
        const said = text ? await this.check(text) : {};
        this.wrong = said?.error || "";
        if (this.wrong || text === this.value) return;
        this.wrote = text;
        this.$emit("changed", text);
      }, 150);
    },
    add(rows) { rows.push(row()); this.focusLast(); },
    addGroup() { this.model.rows.push({ key: ++count, joined: this.model.joined === "and" ? "or" : "and", rows: [row(), row()] }); this.focusLast(); },
    focusLast() { this.$nextTick(() => [...this.$el.querySelectorAll("select.fx-f")].at(-1)?.focus()); },
    drop(rows, i, from) {
      rows.splice(i, 1);
      if (!rows.length && from) this.model.rows.splice(this.model.rows.indexOf(from), 1);
      if (!this.model.rows.length) this.model.rows.push(row());
      this.write();
    },
  },
  template: `
    <div v-if="model" class="fx" @keydown.enter.prevent>
      <div class="fx-h"><label>Show tasks that meet <select v-model="model.joined" aria-label="All or any" @change="write"><option value="and">all</option><option value="or">any</option></select> of these</label></div>
      <template v-for="(r, i) in model.rows" :key="r.key">
        <div v-if="r.rows" class="fx-g" role="group" aria-label="Group of conditions">
          <div class="fx-h"><label><select v-model="r.joined" aria-label="All or any of the group" @change="write"><option value="and">all</option><option value="or">any</option></select> of</label></div>
          <condition v-for="(s, j) in r.rows" :key="s.key" :row="s" :fields="fields" :vocabulary="vocabulary" :known="known" @changed="write" @dropped="drop(r.rows, j, r)"/>
          <button type="button" class="lk" @click="add(r.rows)">Add to the group</button>
        </div>
        <condition v-else :row="r" :fields="fields" :vocabulary="vocabulary" :known="known" @changed="write" @dropped="drop(model.rows, i)"/>
      </template>
      <p v-if="wrong" class="fx-e" role="alert">{{ wrong }}</p>
      <div class="fx-b"><button type="button" class="bt" @click="add(model.rows)"><svg><use :href="icon('plus')"/></svg>Condition</button><button type="button" class="bt" @click="addGroup"><svg><use :href="icon('plus')"/></svg>Group</button></div>
    </div>`,
};
