// What one can write in the line to add tasks, beside it.
import { icon } from "task_words";
import Popover from "popover";
import { wordsOf } from "quick_add_words";

export default {
  components: { Popover },
  props: { signs: Object },
  computed: {
    say: wordsOf,
    rows() {
      const signs = this.signs || { "#": "label", "@": "assignee", "+": "team" };
      return this.say.rows(...["label", "assignee", "team"].map((kind) => Object.keys(signs).find((key) => signs[key] === kind)));
    },
  },
  methods: { icon },
  template: `
    <popover :label="say.help" kind="qa-q" wide>
      <template #button><svg aria-hidden="true"><use :href="icon('circle-question-mark')"/></svg></template>
      <template #default><div class="qa-help"><dl><template v-for="[what, says] in rows" :key="what"><dt><code>{{ what }}</code></dt><dd>{{ says }}</dd></template></dl>
        <p><kbd>Enter</kbd> {{ say.helpKeys[0] }} · <kbd>Shift</kbd> <kbd>Enter</kbd> {{ say.helpKeys[1] }} · <kbd>↓</kbd> {{ say.helpKeys[2] }} <kbd>⌫</kbd> {{ say.helpKeys[3] }}</p>
        <a href="/help/quick-add" class="lk">{{ say.all }}</a></div></template>
    </popover>`,
};
