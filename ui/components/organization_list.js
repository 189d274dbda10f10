// Organisations in rows, in numbers; each leads to its people. Only renders.
const TINTS = 12;
const tint = (id) => [...id].reduce((sum, c) => sum + c.codePointAt(0), 0) % TINTS * (360 / TINTS);

export default {
  props: { rows: Array },
  methods: { icon: (name) => window.atrium.icon(name), tint },
  template: `
    <ul class="og" aria-label="Organisations">
      <li v-for="row in rows" :key="row.id">
        <a class="og-r" :href="row.href">
          <span class="badge" :style="{ '--h': tint(row.id) }" aria-hidden="true">{{ row.letter }}</span>
          <span class="ml-who"><b>{{ row.name }}</b><span class="ml-note">{{ row.note }}</span></span>
          <span class="og-p num"><b>{{ row.people }}</b><span class="ml-note">{{ row.among }}</span></span>
          <span class="og-s num"><span>{{ row.storage }}</span>
            <meter min="0" max="1" high="0.9" :value="row.part" :aria-label="'Storage of ' + row.name"></meter></span>
          <svg class="og-go" aria-hidden="true"><use :href="icon('chevron-right')"/></svg>
        </a>
      </li>
    </ul>`,
};
