// A line to add tasks, one after the other. What was typed stays until the server has it.
import { drafts, icon } from "task_words";

export default {
  inject: ["store"],
  props: { more: Object, draftKey: { type: String, default: "add" }, label: { type: String, default: "Add task" }, small: Boolean, placeholder: String },
  emits: ["close"],
  data() { return { draft: drafts.get(this.draftKey) || "", sent: null, sorry: "", ghosts: [], count: 0 }; },
  watch: { draft(text) { drafts.set(this.draftKey, text); if (!text) this.sorry = ""; } },
  methods: {
    icon,
    focus() { this.$refs.add?.focus(); },
    left() { if (this.small && !this.draft.trim() && !this.ghosts.length) this.$emit("close"); },
    typedOn(event) {
      // Typing on before the server has answered: what was sent waits in a line of its own, the field is for the next one.
      if (!this.sent || !event.data) return;
      this.ghosts.push(this.sent);
      this.sent = null;
      this.draft = "";
      event.target.value = "";
    },
    async add() {
      const title = this.draft.trim();
      if (!title || this.sent) return;
      const mine = ++this.count;
      this.sent = { mine, title, sorry: "" };
      this.sorry = "";
      const said = await this.store.add(title, this.more);
      const beside = this.sent?.mine === mine, ghost = this.ghosts.find((g) => g.mine === mine);
      if (beside) this.sent = null;
      if (said.error) { if (ghost) ghost.sorry = said.error; else this.sorry = said.error; return; }
      this.ghosts = this.ghosts.filter((g) => g.mine !== mine);
      if (beside) this.draft = "";
    },
    again(ghost) {
      this.ghosts = this.ghosts.filter((g) => g.mine !== ghost.mine);
      if (this.draft.trim()) drafts.set(this.draftKey, this.draft);
      this.draft = ghost.title;
      this.sorry = ghost.sorry;
      this.focus();
    },
  },
  template: `
    <div class="tl tl-add" :class="{ small }">
      <form class="tk-add" :class="{ sent }" @submit.prevent="add">
        <svg><use :href="icon('plus')"/></svg>
        <input ref="add" v-model="draft" maxlength="500" :placeholder="placeholder || 'Add a task'" :aria-label="label" autocomplete="off" enterkeyhint="done"
          :aria-invalid="sorry ? 'true' : 'false'" @beforeinput="typedOn" @keydown.esc.stop="small ? $emit('close') : $event.target.blur()" @blur="left">
        <kbd v-if="!draft && !small" class="hide-m">N</kbd>
        <button v-else-if="draft" type="submit" class="tk-go" :disabled="!!sent" @mousedown.prevent>{{ sent ? "Adding…" : "Add" }}</button>
      </form>
      <p v-if="sorry" class="sorry" role="alert">{{ sorry }}</p>
      <div v-for="g in ghosts" :key="g.mine" class="tk ghost"><span class="ck"></span><span class="tt">{{ g.title }}</span>
        <template v-if="g.sorry"><span class="sorry">{{ g.sorry }}</span><button type="button" class="lk" @click="again(g)">Try again</button></template>
        <span v-else class="muted">Adding…</span></div>
    </div>`,
};
