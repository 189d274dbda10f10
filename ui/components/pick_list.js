// A list to pick one or several from, with a search field when it is long. Options: [{value, label, colour?, initials?, tint?, icon?, hint?}].
import { icon } from "task_words";

export default {
  props: {
    options: { type: Array, default: () => [] }, values: { type: Array, default: () => [] }, label: String,
    partly: { type: Array, default: () => [] }, // what holds for some of several things
    multiple: Boolean, creatable: Boolean,
  },
  emits: ["pick"],
  data: () => ({ text: "", at: 0 }),
  computed: {
    searchable() { return this.creatable || this.options.length > 7; },
    shown() {
      const text = this.text.trim().toLowerCase();
      const found = this.options.filter((o) => !text || o.label.toLowerCase().includes(text) || (o.hint || "").toLowerCase().includes(text));
      const fresh = this.creatable && text && !this.options.some((o) => o.label.toLowerCase() === text);
      return fresh ? [...found, { value: this.text.trim(), label: `Create “${this.text.trim()}”`, icon: "plus" }] : found;
    },
  },
  watch: { text() { this.at = 0; } },
  mounted() { this.at = Math.max(0, this.shown.findIndex((o) => this.values.includes(o.value))); },
  template: `
    <div class="pl" @keydown="keyed">
      <input v-if="searchable" v-model="text" class="pl-q" maxlength="50" autofocus :aria-label="label" :placeholder="creatable ? 'Find or create…' : 'Find…'" autocomplete="off">
      <div class="pl-l" role="listbox" :aria-label="label" :aria-multiselectable="multiple ? 'true' : 'false'" tabindex="0">
        <button v-for="(o, i) in shown" :key="String(o.value)" type="button" role="option" tabindex="-1" class="pl-o" :class="{ at: i === at }"
          :aria-selected="values.includes(o.value) ? 'true' : 'false'" @click="pick(o)" @pointermove="at = i">
          <span v-if="multiple" class="pl-c" :class="{ some: partly.includes(o.value) }"><svg v-if="values.includes(o.value)"><use :href="icon('check')"/></svg></span>
          <i v-if="o.colour" class="dot" :style="{ background: o.colour }"></i>
          <span v-else-if="o.initials" class="av s" :style="{ background: o.tint }">{{ o.initials }}</span>
          <svg v-else-if="o.icon" :class="o.tone"><use :href="icon(o.icon)"/></svg>
          <span class="pl-t">{{ o.label }}</span>
          <span v-if="o.hint" class="pl-h">{{ o.hint }}</span>
          <svg v-if="!multiple && values.includes(o.value)" class="pl-on"><use :href="icon('check')"/></svg>
        </button>
        <div v-if="!shown.length" class="pl-0">{{ text ? "Nothing found" : "Nothing here yet" }}</div>
      </div>
    </div>`,
  methods: {
    icon,
    pick(option) {
      this.$emit("pick", option.value);
      if (this.multiple) this.text = "";
    },
    keyed(event) {
      const steps = { ArrowDown: 1, ArrowUp: -1 };
      if (event.key in steps) {
        event.preventDefault();
        this.at = (this.at + steps[event.key] + this.shown.length) % Math.max(1, this.shown.length);
        this.$nextTick(() => this.$el.querySelector(".pl-o.at")?.scrollIntoView({ block: "nearest" }));
      } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey && this.shown[this.at]) {
        event.preventDefault();
        this.pick(this.shown[this.at]);
      }
    },
  },
};
