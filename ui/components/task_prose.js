// A text as the server rendered it: checklists are ticked in place, a click beside links edits.
export default {
  props: { html: String, can: Boolean },
  emits: ["edit", "tick"],
  mounted() { this.wake(); },
  updated() { this.wake(); },
  methods: {
    boxes() { return [...this.$el.querySelectorAll("li.task-list-item input[type=checkbox]")]; },
    wake() {
      for (const box of this.boxes()) {
        box.disabled = !this.can;
        box.setAttribute("aria-label", this.words(box));
      }
    },
    /** The words of the item itself, without the items under it. */
    words(box) {
      const item = box.closest("li").cloneNode(true);
      for (const under of item.querySelectorAll("ul, ol")) under.remove();
      return item.textContent.trim();
    },
    clicked(event) {
      const box = event.target.closest("input[type=checkbox]"), link = event.target.closest("a");
      if (box) { if (this.can) this.$emit("tick", { item: this.boxes().indexOf(box), done: box.checked }); return; }
      if (!link && !String(getSelection())) this.$emit("edit");
    },
  },
  template: `<div class="prose" :class="{ ed: can }" v-html="html" @click="clicked"></div>`,
};
