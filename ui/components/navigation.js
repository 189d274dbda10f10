// The way to every page: a column on wide screens, a drawer and tabs on narrow ones. Answers in the browser at once.
import { asking } from "task_words";
import order from "view_order";

const LISTS = [["inbox", "inbox", "Inbox"], ["today", "sun", "Today"], ["upcoming", "calendar-days", "Upcoming"], ["assigned", "user", "Assigned to me"], ["shared", "share-2", "Shared with me"]].map(([key, sign, word]) => ["/tasks?list=" + key, sign, word, key]);
const FIRST = [["/", "layout-dashboard", "Dashboard"]];
const PAGES = [["/tasks", "list-todo", "Tasks"], ["/chat", "message-square", "Chat"], ["/teams", "users", "Teams"]];
const TABS = [FIRST[0], LISTS[1], PAGES[0], PAGES[1]];
const LAST = [["/tasks?list=completed", "circle-check", "Completed"], ["/trash", "trash-2", "Trash"], ["/settings", "settings", "Settings"]];
const here = () => location.pathname.slice((window.path_prefix || "").length) || "/";
const viewHere = () => new URLSearchParams(location.search).get("view");
const listOf = (query) => new URLSearchParams(query).get("list") || "";

export default {
  mixins: [asking, order],
  emits: ["place"],
  props: { organization: String, ways: Array, teams: Array, views: Array, counts: Object, lists: Object },
  data: () => ({ path: here(), view: viewHere(), list: listOf(location.search), open: false, pages: [...FIRST, ...LISTS, ...PAGES], tabs: TABS, last: LAST }),
  mounted() {
    this.moved = () => { this.path = here(); this.view = viewHere(); this.list = listOf(location.search); };
    this.toggled = () => { this.open ? this.close() : this.show(); };
    this.keyed = (event) => { if (event.key === "Escape" && this.open) this.close(); };
    addEventListener("atrium:moved", this.moved);
    addEventListener("atrium:drawer", this.toggled);
    document.addEventListener("keydown", this.keyed);
  },
  beforeUnmount() {
    removeEventListener("atrium:moved", this.moved);
    removeEventListener("atrium:drawer", this.toggled);
    document.removeEventListener("keydown", this.keyed);
  },
  methods: {
    icon: (name) => window.atrium.icon(name),
    inView(id) { return this.path === "/tasks" && this.view === id; },
    isOn(way) {
      const [path, query] = way.split("?");
      return path === "/tasks" ? this.path === path && !this.views?.some((v) => this.inView(v.id)) && listOf(query) === this.list : this.isAt(path);
    },
    isAt(path) { return path === "/" ? this.path === "/" : this.path === path || (this.path.startsWith(path + "/") && !this.isTeam(path)); },
    isTeam(path) { return path === "/teams" && this.teams?.some((team) => this.path === "/teams/" + team.id); },
    go(event, path) {
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      this.path = path.split("?")[0];
      this.view = new URLSearchParams(path.split("?")[1]).get("view");
      this.list = listOf(path.split("?")[1]);
      if (this.open) this.close();
    },
    place(view, after) { return this.ask("place", { id: view.id, after }); },
    async show() {
      this.back = document.activeElement;
      this.open = true;
      document.querySelector(".shell-main").inert = true;
      await this.$nextTick();
      this.$el.querySelector(".side a")?.focus();
    },
    close() {
      this.open = false;
      document.querySelector(".shell-main").inert = false;
      this.back?.focus?.({ preventScroll: true });
    },
  },
  template: `
    <div style="display: contents">
      <aside :class="['side', { open }]">
        <nav class="nav" aria-label="Main">
          <div class="ws"><span class="logo" aria-hidden="true">A</span><span>{{ organization }}</span></div>
          <a v-for="[path, sign, word, key] in pages" :key="path" :href="path" :class="['nav-i', { on: isOn(path) }]" :aria-current="isOn(path) ? 'page' : null" @click="go($event, path)">
            <svg aria-hidden="true"><use :href="icon(sign)"/></svg><span>{{ word }}</span><span v-if="key && lists[key]" class="n num">{{ lists[key].toLocaleString("en") }}<span class="sr"> open tasks</span></span></a>
          <template v-if="views && views.length">
            <div class="nav-h" id="nav-views">Views</div>
            <a v-for="v in views" :key="v.id" :href="v.way" :class="['nav-i', { on: inView(v.id) }]" :aria-current="inView(v.id) ? 'page' : null" :title="v.team ? v.name + ', ' + v.team : v.name" v-bind="ordering(v)" @click="go($event, v.way)">
              <svg aria-hidden="true"><use :href="icon(v.favourite ? 'star' : 'bookmark')"/></svg><span>{{ v.name }}</span></a>
          </template>
          <template v-if="teams && teams.length">
            <div class="nav-h" id="nav-teams">Your teams</div>
            <a v-for="team in teams" :key="team.id" :href="'/teams/' + team.id" :class="['nav-i', { on: path === '/teams/' + team.id }]" :aria-current="path === '/teams/' + team.id ? 'page' : null" @click="go($event, '/teams/' + team.id)">
              <svg aria-hidden="true"><use :href="icon('hash')"/></svg><span>{{ team.name }}</span><span v-if="counts[team.id]" class="n num">{{ counts[team.id] }}<span class="sr"> open tasks</span></span></a>
          </template>
          <div v-else-if="!teams" class="nav-h" aria-hidden="true"><span class="sk" style="width: 60%"></span></div>
          <div class="nav-end">
            <a v-for="[path, sign, word] in [...last.slice(0, -1), ...ways, ...last.slice(-1)]" :key="path" :href="path" :class="['nav-i', { on: isOn(path) }]" :aria-current="isOn(path) ? 'page' : null" @click="go($event, path)">
              <svg aria-hidden="true"><use :href="icon(sign)"/></svg><span>{{ word }}</span></a>
          </div>
        </nav>
      </aside>
      <div v-if="open" class="scrim" @click="close"></div>
      <nav class="tabs" aria-label="Pages">
        <a v-for="[path, sign, word] in tabs" :key="path" :href="path" :class="['tab', { on: isOn(path) }]" :aria-current="isOn(path) ? 'page' : null" @click="go($event, path)"><svg aria-hidden="true"><use :href="icon(sign)"/></svg>{{ word }}</a>
        <button type="button" class="tab" :aria-expanded="open ? 'true' : 'false'" @click="show"><svg aria-hidden="true"><use :href="icon('menu')"/></svg>More</button>
      </nav>
    </div>`,
};
