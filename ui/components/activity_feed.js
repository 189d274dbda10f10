// What happened, newest first. Times tick in the browser; what is new slides in; "Show more" asks for older ones.
import { agoOf, personColour, initials } from "task_words";

export default {
  props: { lines: String, more: Boolean, zone: String },
  emits: ["more"],
  data: () => ({ now: Date.now(), asking: false, fresh: new Set() }),
  computed: { items() { return this.lines ? JSON.parse(this.lines) : null; } },
  watch: {
    items(now, before) {
      this.asking = false;
      this.now = Date.now();
      if (!before) return;
      const newest = before.length ? before[0].id : 0;
      this.fresh = new Set(now.filter((item) => item.id > newest).map((item) => item.id));
    },
  },
  mounted() { this.clock = setInterval(() => { this.now = Date.now(); }, 15000); },
  beforeUnmount() { clearInterval(this.clock); },
  methods: {
    initials, personColour,
    icon: (name) => window.atrium.icon(name),
    ago(item) { return agoOf(item.at, this.zone, this.now); },
    when(item) { return new Intl.DateTimeFormat(window.atrium?.dates ?? "en-GB", { timeZone: this.zone, dateStyle: "full", timeStyle: "short" }).format(Date.parse(item.at)); },
    ask() { this.asking = true; this.$emit("more"); },
  },
  template: `
    <section class="panel feed" aria-labelledby="feed-h" :aria-busy="items ? 'false' : 'true'">
      <header class="panel-h"><h2 id="feed-h">Recent activity</h2></header>
      <ol v-if="items && items.length" class="feed-l">
        <li v-for="item in items" :key="item.id" :class="{ fresh: fresh.has(item.id) }">
          <span class="feed-w" aria-hidden="true"><span class="av big" :style="{ background: item.who ? personColour(item.who) : 'var(--fg-3)' }">{{ initials(item.name) }}</span><span :class="['feed-i', item.tone]"><svg><use :href="icon(item.sign)"/></svg></span></span>
          <p><template v-for="(part, i) in item.parts" :key="i"><a v-if="part[1]" :href="part[1]">{{ part[0] }}</a><b v-else-if="part[1] === ''">{{ part[0] }}</b><template v-else>{{ part[0] }}</template></template>
            <time :datetime="item.at" :title="when(item)">{{ ago(item) }}</time></p>
        </li>
      </ol>
      <div v-else-if="items" class="empty"><svg aria-hidden="true"><use :href="icon('activity')"/></svg><b>Nothing happened yet</b><p>What you and your teams do with tasks appears here, as it happens.</p></div>
      <div v-else class="feed-sk" aria-hidden="true"><div v-for="n in 6" :key="n"><span class="sk" style="width: 28px; height: 28px; border-radius: 50%"></span><span class="sk" :style="{ width: 40 + ((n * 29) % 45) + '%' }"></span></div></div>
      <button v-if="more" type="button" class="bt feed-m" :disabled="asking" @click="ask">{{ asking ? "Loading…" : "Show more" }}</button>
    </section>`,
};
