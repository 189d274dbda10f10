// What blocks, relates to or duplicates what, from this task's side; a field finds others by key or title.
import { icon } from "task_words";
import { openTask } from "task_address";
import Popover from "popover";
import PickList from "pick_list";

const KINDS = [["blocked_by", "Blocked by"], ["blocks", "Blocks"], ["relates_to", "Relates to"], ["duplicates", "Duplicates"], ["duplicated_by", "Duplicated by"]];

export default {
  components: { Popover, PickList },
  props: { relations: Array, can: Boolean, ask: Function },
  emits: ["changed"],
  data: () => ({ open: false, kind: "blocked_by", text: "", found: null, at: 0, sorry: "", KINDS, asked: 0 }),
  computed: {
    words: () => Object.fromEntries(KINDS),
    kinds() { return KINDS.map(([value, label]) => ({ value, label })); },
    groups() { return KINDS.map(([kind, word]) => ({ kind, word, items: (this.relations || []).filter((r) => r.kind === kind) })).filter((g) => g.items.length); },
  },
  watch: {
    text(text) {
      this.sorry = "";
      clearTimeout(this.later);
      if (!text.trim()) { this.found = null; return; }
      const number = ++this.asked;
      this.later = setTimeout(async () => {
        const said = await this.ask("look_up", { text });
        if (number !== this.asked) return;
        this.found = said.found || [];
        this.at = 0;
        if (said.error) this.sorry = said.error;
      }, 150);
    },
  },
  beforeUnmount() { clearTimeout(this.later); },
  methods: {
    icon,
    start() { this.open = true; this.$nextTick(() => this.$refs.text?.focus()); },
    stop() { this.open = false; this.text = ""; this.found = null; this.sorry = ""; },
    isDone(r) { return r.status === "completed" || r.status === "archived"; },
    show(r) { if (r.task_id) openTask(r.task_id, null); },
    async relate(task) {
      const said = await this.ask("relate", { kind: this.kind, other_id: task.id });
      if (said.error) { this.sorry = said.error; return; }
      this.stop();
      this.$emit("changed", said);
    },
    async end(r) {
      const said = await this.ask("unrelate", { relation_id: r.id });
      if (!said.error) this.$emit("changed", said);
    },
    keyed(event) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && this.found?.length) this.at = (this.at + step + this.found.length) % this.found.length;
      else if (event.key === "Enter" && this.found?.[this.at]) this.relate(this.found[this.at]);
      else if (event.key === "Escape") this.stop();
      else return;
      event.preventDefault();
      event.stopPropagation();
    },
  },
  template: `
    <div class="re">
      <template v-for="g in groups" :key="g.kind"><h4>{{ g.word }}</h4>
        <ul class="re-l" :aria-label="g.word"><li v-for="r in g.items" :key="r.id" :class="{ done: isDone(r), bl: g.kind === 'blocked_by' && !isDone(r) }">
          <i class="sd" :class="r.status"></i>
          <button v-if="r.task_id" type="button" class="re-t" @click="show(r)"><span class="num">{{ r.key }}</span> {{ r.title }}</button>
          <span v-else class="re-t muted"><svg><use :href="icon('lock')"/></svg> A task that you cannot see</span>
          <button v-if="can" type="button" class="ib" :aria-label="'End the relation to ' + (r.title || 'this task')" title="End the relation" @click="end(r)"><svg><use :href="icon('x')"/></svg></button></li></ul></template>
      <p v-if="!groups.length && !open" class="muted re-0">{{ can ? "Say what has to be done first, or what belongs together." : "Nothing is related to this task." }}</p>
      <div v-if="open" class="re-a">
        <div class="sh-f"><popover label="Kind of relation" kind="lk"><template #button>{{ words[kind] }}<svg><use :href="icon('chevron-down')"/></svg></template><template #default="{ close }"><pick-list label="Kind of relation" :options="kinds" :values="[kind]" @pick="kind = $event; close()"/></template></popover>
          <input ref="text" v-model="text" maxlength="200" autocomplete="off" placeholder="Key or title" aria-label="Find a task by key or title" role="combobox" :aria-expanded="found ? 'true' : 'false'" :aria-invalid="sorry ? 'true' : 'false'" @keydown="keyed">
          <button type="button" class="ib" aria-label="Cancel" @click="stop"><svg><use :href="icon('x')"/></svg></button></div>
        <div v-if="found" class="re-f" role="listbox" aria-label="Tasks"><button v-for="(t, i) in found" :key="t.id" type="button" role="option" class="pl-o" :class="{ at: i === at }" :aria-selected="i === at ? 'true' : 'false'" @pointermove="at = i" @click="relate(t)"><i class="sd" :class="t.status"></i><span class="num muted">{{ t.key }}</span><span class="pl-t">{{ t.title }}</span></button>
          <div v-if="!found.length" class="pl-0">No task is called so</div></div>
        <p v-if="sorry" class="sorry" role="alert">{{ sorry }}</p>
      </div>
      <button v-else-if="can" type="button" class="lk" @click="start">Add a relation</button>
    </div>`,
};
