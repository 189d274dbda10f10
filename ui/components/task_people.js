// Who can see a task and why, and sharing it with further people and teams.
import { icon, initials, personColour } from "task_words";
import Popover from "popover";
import PickList from "pick_list";

const LEVELS = [["view", "can view"], ["edit", "can edit"]];

export default {
  components: { Popover, PickList },
  props: { viewers: Array, shares: Array, teams: Array, can: Boolean, ask: Function },
  emits: ["changed"],
  data: () => ({ address: "", team: "", level: "view", sending: false, sorry: "", wrong: {}, LEVELS }),
  computed: {
    levels() { return LEVELS.map(([value, label]) => ({ value, label })); },
    teamOptions() { return (this.teams || []).map((t) => ({ value: t.id, label: t.name, icon: "hash" })); },
    teamName() { return this.teams?.find((t) => t.id === this.team)?.name; },
    word() { return Object.fromEntries([...LEVELS, ["owner", "owner"]]); },
  },
  methods: {
    icon, initials, personColour,
    async share() {
      if (this.sending || !(this.address.trim() || this.team)) return;
      this.sending = true;
      this.sorry = "";
      const said = await this.ask("share", { email: this.team ? null : this.address, team_id: this.team || null, permission: this.level });
      this.sending = false;
      if (said.error) { this.sorry = said.error; return; }
      this.address = this.team = "";
      this.$emit("changed", said);
    },
    async change(share, permission, close) {
      close?.();
      const said = await this.ask("change_share", { share_id: share.id, permission });
      if (said.error) this.wrong = { [share.id]: said.error }; else { this.wrong = {}; this.$emit("changed", said); }
    },
    async revoke(share) {
      const said = await this.ask("revoke", { share_id: share.id });
      if (said.error) this.wrong = { [share.id]: said.error }; else { this.wrong = {}; this.$emit("changed", said); }
    },
  },
  template: `
    <div class="tp-w">
      <form v-if="can" class="sh" @submit.prevent="share">
        <div class="sh-f">
          <span v-if="team" class="chip"><svg><use :href="icon('hash')"/></svg><span>{{ teamName }}</span><button type="button" aria-label="Not this team" @click="team = ''"><svg><use :href="icon('x')"/></svg></button></span>
          <input v-else v-model="address" type="text" inputmode="email" maxlength="254" autocomplete="off" placeholder="E-mail address" aria-label="Share with e-mail address" :aria-invalid="sorry ? 'true' : 'false'" @input="sorry = ''">
          <popover v-if="teamOptions.length && !team && !address" label="Share with a team" kind="lk"><template #button>Team</template><template #default="{ close }"><pick-list label="Team" :options="teamOptions" @pick="team = $event; sorry = ''; close()"/></template></popover>
          <popover label="Permission" kind="lk"><template #button>{{ word[level] }}<svg><use :href="icon('chevron-down')"/></svg></template><template #default="{ close }"><pick-list label="Permission" :options="levels" :values="[level]" @pick="level = $event; close()"/></template></popover>
        </div>
        <button type="submit" class="bt p" :disabled="sending || !(address.trim() || team)">{{ sending ? "Sharing…" : "Share" }}</button>
      </form>
      <p v-if="sorry" class="sorry" role="alert">{{ sorry }}</p>
      <ul v-if="shares && shares.length" class="pp" aria-label="Shared with">
        <li v-for="s in shares" :key="s.id"><span class="av" :style="{ background: personColour(s.user_id || s.team_id) }"><svg v-if="s.team_id"><use :href="icon('hash')"/></svg><template v-else>{{ initials(s.name) }}</template></span>
          <span class="pp-n">{{ s.name }}<small>{{ s.why }}</small></span>
          <template v-if="can"><popover label="Permission" kind="lk"><template #button>{{ word[s.permission] }}<svg><use :href="icon('chevron-down')"/></svg></template><template #default="{ close }"><pick-list label="Permission" :options="levels" :values="[s.permission]" @pick="change(s, $event, close)"/></template></popover>
            <button type="button" class="ib" :aria-label="'Stop sharing with ' + s.name" title="Stop sharing" @click="revoke(s)"><svg><use :href="icon('x')"/></svg></button></template>
          <template v-else><span class="muted">{{ word[s.permission] }}</span><button v-if="s.mine" type="button" class="lk" @click="revoke(s)">Give up</button></template><p v-if="wrong[s.id]" class="sorry" role="alert">{{ wrong[s.id] }}</p></li>
      </ul>
      <h4>Who can see this, and why</h4>
      <div v-if="!viewers" class="tp-s"><span class="sk" style="width:60%"></span><span class="sk" style="width:45%"></span></div>
      <ul v-else class="pp" aria-label="Who can see this">
        <li v-for="v in viewers" :key="v.user_id"><span class="av" :style="{ background: personColour(v.user_id) }">{{ initials(v.name) }}</span><span class="pp-n">{{ v.name }}<small>{{ v.reasons.join(" · ") }}</small></span><span class="muted">{{ word[v.permission] }}</span></li>
      </ul>
    </div>`,
};
