// Markdown as text with a few helping buttons and a preview that the server makes (and cleans).
import { icon } from "task_words";

const MARKS = [["bold", "Bold", "**", "**"], ["italic", "Italic", "_", "_"], ["code", "Code", "`", "`"], ["link", "Link", "[", "](https://)"]];
const LINES = [["list", "List", "- "], ["list-checks", "Checklist", "- [ ] "]];

export default {
  props: { modelValue: String, label: String, placeholder: String, preview: Function, maxlength: { type: Number, default: 40000 }, sorry: String, saving: Boolean },
  emits: ["update:modelValue", "save", "cancel"],
  data: () => ({ html: null, MARKS, LINES }),
  created() { this.first = this.modelValue; },
  mounted() { this.$refs.text.focus({ preventScroll: true }); this.grow(); },
  updated() { this.grow(); },
  methods: {
    icon,
    grow() { const t = this.$refs.text; if (!t) return; t.style.height = "auto"; t.style.height = `${Math.min(t.scrollHeight + 2, innerHeight * 0.6)}px`; },
    typed(event) { this.$emit("update:modelValue", event.target.value); },
    async look() { this.html = this.html === null ? (await this.preview(this.modelValue)) ?? null : null; },
    put(text, from, to) {
      const area = this.$refs.text;
      area.focus();
      area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
      if (from !== undefined) area.setSelectionRange(from, to);
      this.$emit("update:modelValue", area.value);
    },
    wrap(before, after) {
      const { selectionStart: a, selectionEnd: b, value } = this.$refs.text;
      this.put(before + value.slice(a, b) + after, a + before.length, b + before.length);
    },
    prefix(mark) {
      const area = this.$refs.text, start = area.value.lastIndexOf("\n", area.selectionStart - 1) + 1;
      const lines = area.value.slice(start, area.selectionEnd).split("\n").map((l) => mark + l);
      area.setSelectionRange(start, area.selectionEnd);
      this.put(lines.join("\n"));
    },
    keyed(event) {
      const command = event.ctrlKey || event.metaKey;
      if (command && event.key === "Enter") this.$emit("save");
      else if (command && event.key === "b") this.wrap("**", "**");
      else if (command && event.key === "i") this.wrap("_", "_");
      else if (event.key === "Escape") { if (this.modelValue === this.first) this.$emit("cancel"); else this.$refs.text.blur(); } // never throws text away
      else return;
      event.preventDefault();
      event.stopPropagation();
    },
  },
  template: `
    <div class="mde">
      <div class="mde-t" role="toolbar" aria-label="Formatting">
        <template v-if="html === null">
          <button v-for="m in MARKS" :key="m[0]" type="button" class="ib" :aria-label="m[1]" :title="m[1]" @mousedown.prevent @click="wrap(m[2], m[3])"><svg><use :href="icon(m[0])"/></svg></button>
          <button v-for="m in LINES" :key="m[0]" type="button" class="ib" :aria-label="m[1]" :title="m[1]" @mousedown.prevent @click="prefix(m[2])"><svg><use :href="icon(m[0])"/></svg></button>
        </template>
        <button type="button" class="lk mde-p" :aria-pressed="html !== null ? 'true' : 'false'" @mousedown.prevent @click="look">{{ html === null ? "Preview" : "Write" }}</button>
      </div>
      <div v-if="html !== null" class="prose mde-v" v-html="html || '<p class=muted>Nothing to preview</p>'"></div>
      <textarea v-show="html === null" ref="text" :value="modelValue" :maxlength="maxlength" :aria-label="label" :placeholder="placeholder" rows="4" @input="typed" @keydown="keyed"></textarea>
      <p v-if="sorry" class="sorry" role="alert">{{ sorry }}</p>
      <div class="mde-b"><span class="muted hide-m">Markdown · Ctrl+Enter saves</span>
        <button type="button" class="bt" @mousedown.prevent @click="$emit('cancel')">Cancel</button><button type="button" class="bt p" :disabled="saving" @mousedown.prevent @click="$emit('save')">{{ saving ? "Saving…" : "Save" }}</button></div>
    </div>`,
};
