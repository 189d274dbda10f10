// The bar above every page: where one is, whether the connection stands, theme, oneself. Menus are native popovers.
const CALM = 4000; // ms that a break is said only by the dot
const THEMES = [["light", "sun", "Light"], ["dark", "moon", "Dark"], ["auto", "monitor", "Automatic"]];

export default {
  props: { organization: String, title: String, parents: Array, me: Object, theme: String, unread: { type: Number, default: 0 } },
  emits: ["theme"],
  data: () => ({ state: window.atrium.state, lost: false, chosen: "", themes: THEMES, mod: /mac|iphone|ipad/i.test(navigator.platform) ? "⌘" : "Ctrl" }),
  computed: {
    banner() {
      if (this.lost) return ["gone", "wifi-off", "The connection to Atrium is lost. Everything on this page stays, and it goes on by itself as soon as Atrium answers."];
      if (!this.state.database) return ["", "database", "The database cannot be reached just now. What you typed stays here, and this page goes on by itself."];
      return null;
    },
    current() { return this.chosen || this.theme; },
  },
  watch: { theme() { this.chosen = ""; } },
  mounted() {
    this.hear = (event) => {
      const was = this.state.connection, now = event.detail.connection;
      this.state = event.detail;
      if (now === "connected") { clearTimeout(this.timer); this.lost = false; }
      else if (was === "connected") this.timer = setTimeout(() => { this.lost = true; }, CALM);
    };
    addEventListener("atrium:state", this.hear);
  },
  beforeUnmount() { removeEventListener("atrium:state", this.hear); clearTimeout(this.timer); },
  methods: {
    icon: (name) => window.atrium.icon(name),
    find() { dispatchEvent(new Event("atrium:palette")); },
    drawer() { dispatchEvent(new Event("atrium:drawer")); },
    pick(theme) { this.chosen = theme; this.$emit("theme", theme); },
    close() { document.querySelectorAll(".drop:popover-open").forEach((menu) => menu.hidePopover()); },
  },
  template: `
    <div style="display: contents">
      <header class="top">
        <button type="button" class="ib only-narrow" aria-label="Open the navigation" @click="drawer"><svg><use :href="icon('menu')"/></svg></button>
        <nav class="crumb" aria-label="Where you are">
          <span class="org">{{ organization }}</span><span class="sep" aria-hidden="true">/</span>
          <template v-for="[label, href] in parents" :key="href"><a :href="href"><svg aria-hidden="true"><use :href="icon('chevron-left')"/></svg><span>{{ label }}</span></a><span class="sep" aria-hidden="true">/</span></template>
          <span aria-current="page">{{ title }}</span>
        </nav>
        <button type="button" class="find" aria-keyshortcuts="Control+K" @click="find"><svg aria-hidden="true"><use :href="icon('search')"/></svg><span>Search<span class="sr"> and commands</span></span><kbd aria-hidden="true">{{ mod }} K</kbd></button>
        <span class="conn" role="status" aria-label="Connection" :data-state="state.connection"><i aria-hidden="true"></i>
          <b class="connected">Connected</b><b class="connecting">Connecting…</b><b class="disconnected">Disconnected</b></span>
        <a class="ib bell" href="/notifications" :aria-label="unread ? 'Notifications, ' + unread + ' unread' : 'Notifications'" title="Notifications"><svg aria-hidden="true"><use :href="icon('bell')"/></svg><b v-if="unread" class="num" aria-hidden="true">{{ unread > 99 ? "99+" : unread }}</b></a>
        <button type="button" class="ib not-phone" popovertarget="menu-theme" aria-label="Theme" title="Theme"><svg><use :href="icon(current === 'auto' ? 'monitor' : current === 'dark' ? 'moon' : 'sun')"/></svg></button>
        <button type="button" class="me" popovertarget="menu-me" ><span class="av big" :style="{ background: me.behind }" aria-hidden="true">{{ me.initials }}</span><span class="sr">Your account, {{ me.name }}</span></button>
      </header>
      <div id="banner" :class="['banner', banner && 'shown', banner && banner[0]]" role="status"><template v-if="banner">
        <svg aria-hidden="true"><use :href="icon(banner[1])"/></svg>{{ banner[2] }}</template></div>
      <div v-for="menu in ['theme', 'me']" :key="menu" :id="'menu-' + menu" popover class="drop">
        <div v-if="menu === 'me'" class="who"><b>{{ me.name }}</b><span>{{ me.email }}</span></div>
        <fieldset :class="{ 'only-phone': menu === 'me' }"><legend>Theme</legend>
          <label v-for="[key, sign, word] in themes" :key="key" class="drop-i"><input type="radio" :name="'theme-' + menu" :value="key" :checked="current === key" @change="pick(key)">
            <svg aria-hidden="true"><use :href="icon(sign)"/></svg>{{ word }}<svg class="tick" aria-hidden="true"><use :href="icon('check')"/></svg></label></fieldset>
        <template v-if="menu === 'me'">
        <a class="drop-i" href="/settings" @click="close"><svg aria-hidden="true"><use :href="icon('settings')"/></svg>Settings</a>
        <form method="post" action="/sign-out"><button class="drop-i"><svg aria-hidden="true"><use :href="icon('log-out')"/></svg>Sign out</button></form>
        </template>
      </div>
    </div>`,
};
