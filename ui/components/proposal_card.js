// One card of the assistant: a change made (with Undo) or proposed (Confirm, Cancel). The server decides; a click works once.
import { icon } from "task_words";

const SIGNS = {
  add_task: "plus", add_tasks: "plus", complete_task: "circle-check", reopen_task: "rotate-ccw", set_status: "circle-play",
  set_priority: "flag", reschedule_task: "calendar", assign_task: "user", unassign_task: "user-minus", move_task: "users",
  rename_task: "pencil", describe_task: "align-left", label_task: "tag", unlabel_task: "tag", share_task: "share-2",
  delete_task: "trash-2", restore_task: "rotate-ccw", comment_task: "message-square", remind_task: "bell", relate_task: "link", unrelate_task: "link", tick_item: "circle-check",
  repeat_task: "refresh-cw", skip_task: "refresh-cw", add_subtask: "plus", duplicate_task: "copy", save_view: "bookmark",
};
const WORDS = { proposed: "Waits for you", executed: "Done", cancelled: "Cancelled", undone: "Undone", failed: "Not done", outdated: "Outdated" };

export const proposalCard = {
  props: { card: Object, act: Function },
  data: () => ({ busy: "" }),
  computed: {
    sign() { return icon(SIGNS[this.card.action] || "sparkles"); },
    word() { return WORDS[this.card.status]; },
    isOne() { return this.card.tasks.length === 1 && !this.card.more; },
  },
  methods: {
    async click(verb) {
      if (this.busy) return;
      this.busy = verb;
      try { await this.act(verb, this.card); } finally { this.busy = ""; }
    },
  },
  template: `
    <section :class="['pc', card.status, { harmful: card.harmful }]" :data-card="card.id" :aria-label="word + ': ' + card.summary">
      <div class="pc-t">
        <svg aria-hidden="true"><use :href="sign"/></svg>
        <a v-if="isOne && card.tasks[0].id && card.action !== 'delete_task'" class="pc-s" :href="'/tasks?task=' + card.tasks[0].id">{{ card.summary }}</a>
        <span v-else class="pc-s">{{ card.summary }}</span>
        <button v-if="card.can_undo" type="button" class="pc-u" :disabled="!!busy" :aria-label="'Undo: ' + card.summary" @click="click('undo')"><svg aria-hidden="true"><use :href="icon('undo-2')"/></svg>{{ busy ? 'One moment…' : 'Undo' }}</button>
        <span v-else class="pc-w">{{ word }}</span>
      </div>
      <ul v-if="!isOne && card.tasks.length" class="pc-l">
        <li v-for="t in card.tasks" :key="t.id + t.title"><a v-if="t.id" :href="'/tasks?task=' + t.id">{{ t.title }}</a><span v-else>{{ t.title }}</span></li>
        <li v-if="card.more" class="muted">and {{ card.more }} more</li>
      </ul>
      <p v-if="card.explanation" class="pc-e">{{ card.explanation }}</p>
      <div v-if="card.status === 'proposed'" class="pc-b">
        <button type="button" :class="['bt', card.harmful ? 'danger' : 'btn-p']" :disabled="!!busy" @click="click('confirm')">{{ busy === 'confirm' ? 'One moment…' : 'Confirm' }}</button>
        <button type="button" class="bt" :disabled="!!busy" @click="click('cancel')">Cancel</button>
      </div>
    </section>`,
  setup: () => ({ icon }),
};
