// What one can write in the line to add tasks, beside it.
import { icon } from "task_words";
import Popover from "popover";

export default {
  components: { Popover },
  props: { signs: Object },
  computed: {
    rows() {
      const sign = (kind) => Object.keys(this.signs || { "#": "label", "@": "assignee", "+": "team" }).find((key) => (this.signs || { "#": "label", "@": "assignee", "+": "team" })[key] === kind);
      return [
        ["tomorrow 5pm", "when it is due: next monday, in 3 days, 17.02., end of month"],
        ["every 2 weeks", "how it repeats: every mon, wed, every last friday, every 31st"],
        ["every! 3 days", "repeats from the day it is completed"],
        [sign("label") + "office", "a label"], [sign("assignee") + "ben", "who does it"], [sign("team") + "Launch", "the team"],
        [sign("label") + '"two words"', "a name with spaces"], ["!high", "the priority: low, medium, high, urgent or 1 to 5"],
        ['"Read tomorrow"', "what is in quotes stays text; so does \\tomorrow"],
      ];
    },
  },
  methods: { icon },
  template: `
    <popover label="What can be written here" kind="qa-q" wide>
      <template #button><svg aria-hidden="true"><use :href="icon('circle-question-mark')"/></svg></template>
      <template #default><div class="qa-help"><dl><template v-for="[what, says] in rows" :key="what"><dt><code>{{ what }}</code></dt><dd>{{ says }}</dd></template></dl>
        <p><kbd>Enter</kbd> adds · <kbd>Shift</kbd> <kbd>Enter</kbd> a further line: each is a task, indented ones are subtasks · <kbd>↓</kbd> to the chips, <kbd>⌫</kbd> keeps one as text</p>
        <a href="/help/quick-add" class="lk">All of it</a></div></template>
    </popover>`,
};
