// A text field for Markdown in which an at sign offers the people who can see the task. Grows with what is typed.
import { initials, personColour } from "task_words";

const AT = /(^|[^\w@.+-])@([\p{L}\p{N}.+_-]*)$/u;

export default {
  props: { modelValue: String, people: Array, label: String, placeholder: String, sorry: String },
  emits: ["update:modelValue", "send", "cancel"],
  data: () => ({ typed: null, at: 0 }),
  computed: {
    found() {
      if (this.typed === null) return [];
      const text = this.typed.toLowerCase();
      return (this.people || []).filter((p) => p.call.toLowerCase().startsWith(text) || p.name.toLowerCase().split(/\s+/).some((n) => n.startsWith(text))).slice(0, 6);
    },
  },
  mounted() { this.grow(); },
  updated() { this.grow(); },
  methods: {
    initials, personColour,
    grow() { const t = this.$refs.text; if (!t) return; t.style.height = "auto"; t.style.height = `${Math.min(t.scrollHeight + 2, innerHeight * 0.4)}px`; },
    focus() { const t = this.$refs.text; t.focus({ preventScroll: true }); t.setSelectionRange(t.value.length, t.value.length); },
    look() {
      const t = this.$refs.text, match = t.value.slice(0, t.selectionStart).match(AT);
      this.typed = match && t.selectionStart === t.selectionEnd ? match[2] : null;
      this.at = 0;
    },
    input(event) { this.$emit("update:modelValue", event.target.value); this.$nextTick(this.look); },
    pick(person) {
      const t = this.$refs.text, end = t.selectionStart, start = end - this.typed.length;
      t.focus();
      t.setRangeText(person.call + " ", start, end, "end");
      this.typed = null;
      this.$emit("update:modelValue", t.value);
    },
    keyed(event) {
      if (event.isComposing) return;
      const steps = { ArrowDown: 1, ArrowUp: -1 };
      if (this.found.length && event.key in steps) this.at = (this.at + steps[event.key] + this.found.length) % this.found.length;
      else if (this.found.length && (event.key === "Tab" || (event.key === "Enter" && !event.ctrlKey && !event.metaKey))) this.pick(this.found[this.at]);
      else if (event.key === "Escape" && this.typed !== null && this.found.length) this.typed = null;
      else if (event.key === "Escape") { this.$emit("cancel"); this.$refs.text.blur(); }
      else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.$emit("send");
      else return;
      event.preventDefault();
      event.stopPropagation();
    },
  },
  template: `
    <div class="mb">
      <textarea ref="text" rows="1" maxlength="10000" :value="modelValue" :aria-label="label" :placeholder="placeholder" :aria-invalid="sorry ? 'true' : 'false'" role="combobox" aria-autocomplete="list" :aria-expanded="found.length ? 'true' : 'false'"
        @input="input" @keydown="keyed" @click="look" @blur="typed = null"></textarea>
      <div v-if="found.length" class="mb-l" role="listbox" aria-label="Mention">
        <button v-for="(p, i) in found" :key="p.id" type="button" role="option" tabindex="-1" class="pl-o" :class="{ at: i === at }" :aria-selected="i === at ? 'true' : 'false'" @mousedown.prevent @click="pick(p)" @pointermove="at = i">
          <span class="av s" :style="{ background: personColour(p.id) }">{{ initials(p.name) }}</span><span class="pl-t">{{ p.name }}</span><span class="pl-h">@{{ p.call }}</span></button>
      </div>
    </div>`,
};
