// People in rows: who, as what, and what may be done to them. Only renders; roles and acts go out as intents.
import { asking, icon, initials, personColour } from "task_words";

const FILTER_FROM = 9; // rows: fewer are seen at a glance

export default {
  mixins: [asking],
  props: { rows: Array, roles: Array, label: String, find: Boolean },
  emits: ["role", "act"],
  data: () => ({ q: "", sent: {} }),
  computed: {
    shown() {
      const q = this.q.trim().toLowerCase();
      return q ? this.rows.filter((r) => (r.name + " " + r.note).toLowerCase().includes(q)) : this.rows;
    },
    none() { return this.q ? `Nobody here matches “${this.q}”.` : "Nobody here matches."; },
    long() { return this.find && this.rows.length >= FILTER_FROM; },
  },
  methods: {
    icon, initials, personColour,
    roleOf(row) { return this.sent[row.id] ?? row.role; },
    async change(row, role) {
      this.sent = { ...this.sent, [row.id]: role };
      await this.ask("role", { id: row.id, role });
      const { [row.id]: _, ...rest } = this.sent; // by now the rows say what holds
      this.sent = rest;
    },
  },
  template: `
    <div class="ml">
      <div v-if="long" class="ml-find">
        <svg aria-hidden="true"><use :href="icon('search')"/></svg>
        <input v-model="q" type="search" maxlength="120" :aria-label="'Find in ' + label" placeholder="Find by name or address">
      </div>
      <ul :aria-label="label">
        <li v-for="row in shown" :key="row.id" class="ml-row" :class="{ off: row.off }">
          <span class="av" :style="{ background: personColour(row.id) }" aria-hidden="true">{{ initials(row.name) }}</span>
          <span class="ml-who">
            <span class="ml-name"><b>{{ row.name }}</b><span v-if="row.tag" class="ml-tag">{{ row.tag }}</span></span>
            <span class="ml-note">{{ row.note }}</span>
          </span>
          <span v-if="row.can_role" class="ml-role">
            <select :value="roleOf(row)" :aria-label="'Role of ' + row.name" @change="change(row, $event.target.value)">
              <option v-for="[value, word] in roles" :key="value" :value="value">{{ word }}</option>
            </select>
            <svg aria-hidden="true"><use :href="icon('chevron-down')"/></svg>
          </span>
          <span v-else-if="row.role_word" class="ml-as">{{ row.role_word }}</span>
          <button v-for="act in row.acts" :key="act.name" type="button" class="ib" :class="act.name" :aria-label="act.label + ': ' + row.name"
            :title="act.label" @click="ask('act', { id: row.id, act: act.name })"><svg><use :href="icon(act.icon)"/></svg></button>
        </li>
      </ul>
      <p v-if="!shown.length" class="ml-none">{{ none }}</p>
    </div>`,
};
