// The menu of saved views: open one, keep what was changed, save the present filters under a name.
import { icon } from "task_words";
import Popover from "popover";
import order from "view_order";

const OUTSIDE = new Set(["view", "task", "on"]);
const sorted = (params) => { const kept = new URLSearchParams([...params].filter(([key, value]) => !OUTSIDE.has(key) && value)); kept.sort(); return kept.toString(); };

export default {
  mixins: [order],
  components: { Popover },
  props: { views: Array, params: Object, teams: Array, path: String, act: Function },
  data: () => ({ naming: null, name: "", team: "", error: "", busy: false }),
  computed: {
    current() { const id = this.params.get("view"); return (this.views || []).find((v) => v.id === id); },
    edited() { return !!this.current && sorted(this.params) !== sorted(new URLSearchParams(this.current.query)); },
    mine() { return (this.views || []).filter((v) => !v.team_id); },
    shared() { return (this.views || []).filter((v) => v.team_id); },
    writable() { return (this.teams || []).filter((t) => t.writable !== false); },
  },
  methods: {
    icon,
    way(view) { return `${this.path}?view=${view.id}&${view.query}`; },
    place(view, after) { return this.run({ act: "place", id: view.id, after }); },
    begin(naming) {
      this.naming = naming;
      this.error = "";
      this.name = naming === "rename" ? this.current.name : "";
      this.team = naming === "rename" ? this.current.team_id || "" : "";
      this.$nextTick(() => this.$el.querySelector(".sv-n")?.focus());
    },
    async run(intent, close) {
      this.busy = true;
      const said = await this.act({ query: this.params.toString(), id: this.current?.id, ...intent });
      this.busy = false;
      this.error = said.error || "";
      if (!this.error) { this.naming = null; close?.(); }
    },
    keep(close) {
      const given = { name: this.name.trim(), team: this.team || null };
      if (!given.name) { this.error = "A view needs a name."; return; }
      this.run({ act: this.naming === "rename" ? "rename" : "create", ...given }, close);
    },
  },
  template: `
    <span class="sv">
      <popover label="Saved views" kind="bt" @closed="naming = null; error = ''">
        <template #button><svg><use :href="icon('bookmark')"/></svg><span class="hide-m sv-t">{{ current ? current.name : "Views" }}</span><i v-if="edited" class="sv-d" title="Changed, not saved"></i></template>
        <template #default="{ close }">
          <form v-if="naming" class="sv-f" @submit.prevent="keep(close)">
            <label>Name<input v-model="name" class="sv-n" maxlength="120" placeholder="This week" required></label>
            <label>For<select v-model="team"><option value="">Only me</option><option v-for="t in writable" :key="t.id" :value="t.id">{{ t.name }}</option></select></label>
            <p v-if="error" class="fx-e" role="alert">{{ error }}</p>
            <div class="sv-b"><button type="button" class="bt" @click="naming = null">Back</button><button type="submit" class="bt p" :disabled="busy">Save</button></div>
          </form>
          <template v-else>
            <template v-if="current">
              <div class="pl-head">{{ current.name }}{{ edited ? ", changed" : "" }}</div>
              <button v-if="edited && current.permission !== 'view'" type="button" class="pl-o" @click="run({ act: 'save' }, close)"><svg><use :href="icon('check')"/></svg><span class="pl-t">Save</span></button>
              <a v-if="edited" class="pl-o" :href="way(current)" @click="close()"><svg><use :href="icon('undo-2')"/></svg><span class="pl-t">Drop the changes</span></a>
            </template>
            <button type="button" class="pl-o" @click="begin('create')"><svg><use :href="icon('plus')"/></svg><span class="pl-t">{{ current ? "Save as new…" : "Save as view…" }}</span></button>
            <template v-if="current">
              <button type="button" class="pl-o" @click="run({ act: current.favourite ? 'unfavourite' : 'favourite' })"><svg><use :href="icon('star')"/></svg><span class="pl-t">{{ current.favourite ? "Remove from favourites" : "Add to favourites" }}</span></button>
              <button v-if="current.permission !== 'view'" type="button" class="pl-o" @click="begin('rename')"><svg><use :href="icon('pencil')"/></svg><span class="pl-t">Rename, share…</span></button>
              <template v-for="[by, sign, word] in [[-1, 'arrow-up', 'Move up'], [1, 'arrow-down', 'Move down']]" :key="by">
                <button v-if="current.movable && canStep(current, by)" type="button" class="pl-o" @click="step(current, by)"><svg><use :href="icon(sign)"/></svg><span class="pl-t">{{ word }}</span></button>
              </template>
              <button v-if="current.permission === 'owner'" type="button" class="pl-o" @click="close(); run({ act: 'delete' })"><svg><use :href="icon('trash-2')"/></svg><span class="pl-t">{{ current.team_id ? "Delete…" : "Delete" }}</span></button>
            </template>
            <p v-if="error" class="fx-e" role="alert">{{ error }}</p>
            <template v-for="[title, some] in [['Your views', mine], ['Of your teams', shared]]" :key="title">
              <div v-if="some.length" class="pl-head">{{ title }}</div>
              <a v-for="v in some" :key="v.id" class="pl-o" v-bind="ordering(v)" :href="way(v)" :aria-current="current && v.id === current.id ? 'page' : null" @click="close()">
                <svg><use :href="icon(v.favourite ? 'star' : 'bookmark')"/></svg><span class="pl-t">{{ v.name }}</span><span v-if="v.team" class="pl-h">{{ v.team }}</span></a>
            </template>
            <p v-if="!(views || []).length" class="sv-0">Save the filters of this page under a name. Views of a team are seen by all of its members.</p>
          </template>
        </template>
      </popover>
    </span>`,
};
