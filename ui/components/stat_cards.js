// The numbers of a dashboard: one element, each card a link to the list that it counts. A changed number glows once.
const CARDS = [
  ["total", "list-todo", "Total", "/tasks"],
  ["pending", "circle-dashed", "Pending", "/tasks?status=pending"],
  ["in_progress", "circle-play", "In progress", "/tasks?status=in_progress"],
  ["completed", "circle-check", "Completed", "/tasks?status=completed"],
  ["overdue", "circle-alert", "Overdue", "/tasks?overdue=1"],
  ["due_today", "clock", "Due today", "/tasks?due_today=1"],
  ["shared", "share-2", "Shared with me", "/tasks?shared=1"],
];

export default {
  props: { numbers: Object, notes: Object, lines: Object, views: Array },
  data: () => ({ cards: CARDS, glowing: {} }),
  watch: {
    views(now, before) {
      const was = Object.fromEntries((before || []).map((view) => [view.id, view.count]));
      for (const view of now || []) if (view.id in was && was[view.id] !== view.count) this.glow(view.id);
    },
    numbers(now, before) {
      for (const key of Object.keys(now || {})) if (before && before[key] !== now[key]) this.glow(key);
    },
  },
  methods: {
    icon: (name) => window.atrium.icon(name),
    glow(key) {
      this.glowing[key] = true;
      setTimeout(() => { this.glowing[key] = false; }, 1400);
    },
    points(values) {
      const most = Math.max(1, ...values), step = 74 / (values.length - 1);
      return values.map((value, i) => `${(i * step).toFixed(1)},${(24 - (value / most) * 21).toFixed(1)}`).join(" ");
    },
    number(value) { return value.toLocaleString("en"); },
  },
  template: `
    <div class="stats-all"><ul class="stats" :aria-busy="numbers ? 'false' : 'true'">
      <li v-for="[key, sign, word, href] in cards" :key="key" :class="key">
        <a class="stat" :class="{ glow: glowing[key], alarm: key === 'overdue' && numbers && numbers[key] }" :href="href">
          <span class="l"><svg aria-hidden="true"><use :href="icon(sign)"/></svg>{{ word }}</span>
          <template v-if="numbers"><span class="v num">{{ number(numbers[key]) }}</span><span class="d">{{ notes[key] || "\\u00a0" }}</span></template>
          <template v-else><span class="sk v-sk"></span><span class="sk d-sk"></span></template>
          <svg v-if="lines[key] && lines[key].some(Boolean)" class="sp" viewBox="-1 0 76 26" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><polyline :points="points(lines[key])"/></svg>
        </a>
      </li>
    </ul>
    <ul v-if="views && views.length" class="stats own" aria-label="Your favourite views">
      <li v-for="view in views" :key="view.id">
        <a class="stat" :class="{ glow: glowing[view.id] }" :href="view.way">
          <span class="l"><svg aria-hidden="true"><use :href="icon('star')"/></svg><span>{{ view.name }}</span></span>
          <span class="v num">{{ view.count === null ? "–" : number(view.count) }}</span><span class="d">{{ view.count === null ? "Its filter cannot be read any more" : view.note }}</span>
        </a>
      </li>
    </ul></div>`,
};
