// The inbox: one group for each task or team, newest first; by keyboard: j k, Enter, u, Shift+A.
import { agoOf, asking, busyTyping, icon, initials, personColour } from "task_words";

const SIGNS = { assigned: "user", mentioned: "at-sign", commented: "message-square", reacted: "smile-plus", completed: "check", shared: "share-2", added: "users", reminder: "bell" };

export default {
  mixins: [asking],
  props: { zone: String },
  emits: ["read", "pick", "more"],
  data: () => ({ told: null, only: false, at: -1, now: Date.now(), busy: false, sorry: "", SIGNS }),
  computed: {
    groups() {
      const found = new Map();
      for (const item of this.told?.items || []) {
        if (!found.has(item.topic)) found.set(item.topic, { key: item.topic, title: item.title, mark: item.mark, href: item.href, items: [] });
        found.get(item.topic).items.push(item);
      }
      return [...found.values()];
    },
    order() { return this.groups.flatMap((g) => g.items); },
  },
  mounted() {
    this.clock = setInterval(() => { this.now = Date.now(); }, 30000);
    document.addEventListener("keydown", this.keyed);
  },
  beforeUnmount() { clearInterval(this.clock); document.removeEventListener("keydown", this.keyed); },
  methods: {
    icon, initials, personColour, agoOf,
    show(told) { this.told = told; this.now = Date.now(); this.at = Math.min(this.at, told.items.length - 1); },
    unreadIn(group) { return group.items.filter((i) => !i.read).length; },
    async mark(ids, read) {
      for (const item of this.told.items) if (!ids || ids.includes(item.id)) item.read = read;
      const said = await this.ask("read", { ids, read });
      this.sorry = said.error || "";
    },
    follow(item) { if (!item.read) this.mark([item.id], true); },
    async choose(only) { this.only = only; this.busy = true; await this.ask("pick", { only }); this.busy = false; },
    async older() { this.busy = true; await this.ask("more", {}); this.busy = false; },
    keyed(event) {
      if (busyTyping(event) || !this.order.length) return;
      const item = this.order[this.at];
      if (event.key === "j" || event.key === "ArrowDown") this.at = Math.min(this.at + 1, this.order.length - 1);
      else if (event.key === "k" || event.key === "ArrowUp") this.at = Math.max(this.at - 1, 0);
      else if (event.key === "u" && item) this.mark([item.id], !item.read);
      else if (event.key === "A" && event.shiftKey) this.mark(null, true);
      else return;
      event.preventDefault();
      this.$nextTick(() => this.$el.querySelector(`[data-id="${this.order[this.at]?.id}"] a`)?.focus());
    },
  },
  template: `
    <div class="nt">
      <div class="nt-h">
        <div class="seg" role="group" aria-label="Which"><button type="button" :aria-pressed="only ? 'false' : 'true'" @click="choose(false)">All</button><button type="button" :aria-pressed="only ? 'true' : 'false'" @click="choose(true)">Unread<span v-if="told && told.unread" class="num">{{ told.unread }}</span></button></div>
        <span class="muted hide-m">j k move · Enter opens · u read or unread</span>
        <button type="button" class="bt" :disabled="!told || !told.unread" @click="mark(null, true)"><svg><use :href="icon('check')"/></svg>Mark all read</button>
      </div>
      <p v-if="sorry" class="sorry" role="alert">{{ sorry }}</p>
      <div v-if="!told" class="nt-s" aria-label="Loading"><div v-for="n in 5" :key="n"><span class="sk" style="width:28px;height:28px;border-radius:50%"></span><span class="sk" :style="{ width: 40 + ((n * 23) % 40) + '%' }"></span></div></div>
      <div v-else-if="!groups.length" class="empty"><svg aria-hidden="true"><use :href="icon('bell')"/></svg><b>{{ only ? "You have read everything" : "Nothing to tell yet" }}</b>
        <p>{{ only ? "What happens next appears here by itself." : "When somebody assigns a task to you, mentions you, comments on what you watch or shares something with you, it appears here." }}</p></div>
      <section v-for="g in groups" :key="g.key" class="nt-g" :aria-label="g.title">
        <header><a :href="g.href"><span v-if="g.mark" class="num">{{ g.mark }}</span>{{ g.title }}</a><button v-if="unreadIn(g)" type="button" class="lk" @click="mark(g.items.map((i) => i.id), true)">Mark read</button></header>
        <ul><li v-for="i in g.items" :key="i.id" :data-id="i.id" :class="{ un: !i.read, at: order[at] === i }">
          <span class="nt-w" aria-hidden="true"><span class="av big" :style="{ background: i.actor_id ? personColour(i.actor_id) : 'var(--fg-3)' }"><svg v-if="!i.actor_id"><use :href="icon('bell')"/></svg><template v-else>{{ initials(i.actor) }}</template></span><span class="nt-i"><svg><use :href="icon(SIGNS[i.kind])"/></svg></span></span>
          <a :href="i.href" @click="follow(i)" @focus="at = order.indexOf(i)"><span><b v-if="i.actor_id">{{ i.actor }}</b> {{ i.said }}<i v-if="!i.read" class="sr"> (unread)</i></span><q v-if="i.excerpt">{{ i.excerpt }}</q><small>{{ agoOf(i.at, zone, now) }} · {{ i.why }}</small></a>
          <button type="button" class="ib" :aria-label="i.read ? 'Mark as unread' : 'Mark as read'" :title="i.read ? 'Mark as unread (u)' : 'Mark as read (u)'" @click="mark([i.id], !i.read)"><i class="nt-d" aria-hidden="true"></i></button></li></ul>
      </section>
      <button v-if="told && told.more" type="button" class="bt nt-m" :disabled="busy" @click="older">{{ busy ? "Loading…" : "Show more" }}</button>
    </div>`,
};
