// Quick add in front of any page: q opens it, and a button on phones.
import { asking, busyTyping, icon } from "task_words";
import QuickAdd from "quick_add";
import { wordsOf } from "quick_add_words";

export default {
  mixins: [asking],
  components: { QuickAdd },
  emits: ["add", "understand", "names"],
  data: () => ({ open: false }),
  computed: { say: wordsOf },
  provide() { return { store: this }; },
  mounted() {
    document.addEventListener("keydown", this.keyed);
    addEventListener("atrium:quick-add", this.show);
  },
  beforeUnmount() {
    document.removeEventListener("keydown", this.keyed);
    removeEventListener("atrium:quick-add", this.show);
  },
  methods: {
    icon,
    keyed(event) {
      if (event.key !== "q" || busyTyping(event)) return;
      event.preventDefault();
      this.show();
    },
    show(event) {
      if (this.open) return;
      const { add } = this.$refs, text = event?.detail?.text; // from the palette: below what waits there
      if (text) add.text = add.text.trim() ? `${add.text.trimEnd()}\n${text}` : text;
      this.back = document.activeElement;
      this.open = true;
      this.$refs.box.showModal();
      this.$nextTick(() => this.$refs.add.focus());
    },
    close() { this.$refs.box.close(); },
    closed() { this.open = false; this.back?.focus?.({ preventScroll: true }); },
    settled(isFine) { if (isFine && !this.$refs.add.text.trim()) this.close(); },
  },
  template: `
    <div style="display: contents">
      <button type="button" class="qa-fab" :aria-label="say.title" @click="show"><svg aria-hidden="true"><use :href="icon('plus')"/></svg></button>
      <dialog ref="box" class="qa-d" :aria-label="say.title" @close="closed" @click.self="close" @keydown.stop>
        <quick-add v-show="open" ref="add" draft-key="quick" :label="say.title" :placeholder="say.todo" hint="" dialog @close="close" @settled="settled"/>
        <p class="qa-k"><kbd>Enter</kbd> {{ say.keys[0] }} <kbd>Shift</kbd><kbd>Enter</kbd> {{ say.keys[1] }} <kbd>Esc</kbd> {{ say.keys[2] }}</p>
      </dialog>
    </div>`,
};
