// What is said about a task: comments with reactions, edits and their history, places of deleted ones, and a field to say more.
import { agoOf, drafts, icon, initials, personColour } from "task_words";
import MentionBox from "mention_box";
import Popover from "popover";

const SIGNS = { thumbs_up: ["👍", "Thumbs up"], thumbs_down: ["👎", "Thumbs down"], heart: ["❤️", "Heart"], party: ["🎉", "Party"], laugh: ["😄", "Laugh"], rocket: ["🚀", "Rocket"], eyes: ["👀", "Eyes"], thinking: ["🤔", "Thinking"] };

export default {
  components: { MentionBox, Popover },
  props: { told: Object, taskId: String, zone: String, now: Number, ask: Function },
  emits: ["changed"],
  data: () => ({ text: "", sending: false, sorry: "", editing: null, edited: "", wrong: "", saving: false, former: {}, earlier: [], cursor: undefined, loading: false, SIGNS }),
  computed: {
    all() {
      const newest = this.told?.comments || [], known = new Set(newest.map((c) => c.id));
      return [...this.earlier.filter((c) => !known.has(c.id)), ...newest];
    },
    more() { return this.cursor === undefined ? this.told?.cursor : this.cursor; },
    number() { return this.all.filter((c) => !c.deleted).length; },
  },
  created() {
    this.text = drafts.get("comment." + this.taskId) || "";
    this.unfollow = drafts.follow("comment." + this.taskId, (was, now) => { if (this.text === was) this.text = now; });
    const left = drafts.get("recomment." + this.taskId);
    if (left) [this.editing, this.edited] = left;
  },
  beforeUnmount() { this.unfollow(); },
  watch: {
    text(value) { drafts.set("comment." + this.taskId, value); this.sorry = ""; },
    edited(value) { drafts.set("recomment." + this.taskId, this.editing ? [this.editing, value] : null); this.wrong = ""; },
  },
  methods: {
    icon, initials, personColour, agoOf,
    async send() {
      if (this.sending || !this.text.trim()) return;
      this.sending = true;
      const text = this.text, said = await this.ask("comment", { content: text });
      this.sending = false;
      if (said.error) { this.sorry = said.error; return; }
      if (this.text === text) this.text = "";
      this.$emit("changed", said);
      this.$nextTick(() => this.$el.querySelector(".cm-new")?.scrollIntoView({ block: "nearest" }));
    },
    begin(c) { this.editing = c.id; this.edited = c.content; this.$nextTick(() => this.$refs.edit?.[0]?.focus()); },
    stop() { this.editing = null; this.edited = ""; },
    async save(c) {
      if (this.saving || !this.edited.trim()) return;
      if (this.edited.trim() === c.content) { this.stop(); return; }
      this.saving = true;
      const said = await this.ask("recomment", { comment_id: c.id, content: this.edited, version: c.version });
      this.saving = false;
      if (said.error) { this.wrong = said.error; return; }
      delete this.former[c.id];
      this.stop();
      this.$emit("changed", said);
    },
    async remove(c) { const said = await this.ask("uncomment", { comment_id: c.id }); if (said.error) this.sorry = said.error; else this.$emit("changed", said); },
    async react(c, reaction, close) {
      close?.();
      const mine = c.reactions.find((r) => r.reaction === reaction)?.mine;
      const said = await this.ask("react", { comment_id: c.id, reaction, on: !mine });
      if (said.error) this.sorry = said.error; else c.reactions = said.reactions;
    },
    async history(c) {
      if (this.former[c.id]) { delete this.former[c.id]; return; }
      const said = await this.ask("former", { comment_id: c.id });
      if (said.former) this.former[c.id] = said.former;
    },
    async older() {
      this.loading = true;
      const said = await this.ask("earlier", { cursor: this.more });
      this.loading = false;
      if (said.error) { this.sorry = said.error; return; }
      this.cursor = said.talk.cursor;
      this.earlier = [...said.talk.comments, ...this.earlier];
    },
  },
  template: `
    <section class="tp-x cm-x" aria-label="Comments"><h3>Comments<span v-if="number" class="tp-c num">{{ number }}{{ more ? "+" : "" }}</span></h3>
      <div v-if="!told" class="tp-s"><span class="sk" style="width:64%"></span><span class="sk" style="width:46%"></span></div>
      <template v-else>
        <button v-if="more" type="button" class="lk" :disabled="loading" @click="older">{{ loading ? "Loading…" : "Show earlier comments" }}</button>
        <p v-if="!all.length && !told.can" class="muted">Nothing was said yet.</p>
        <ol v-if="all.length" class="cm-l" aria-live="polite">
          <li v-for="c in all" :key="c.id" class="cm" :class="{ me: c.for_me }" :data-comment="c.id">
            <span class="av s" :style="{ background: personColour(c.author_id) }" aria-hidden="true">{{ initials(c.author) }}</span>
            <p v-if="c.deleted" class="cm-gone">{{ c.author }} said something here that was deleted.</p>
            <div v-else class="cm-b">
              <header><b>{{ c.author }}</b><small :title="c.at">{{ agoOf(c.at, zone, now) }}</small><button v-if="c.edited" type="button" class="cm-e" :aria-expanded="former[c.id] ? 'true' : 'false'" :title="'Changed ' + agoOf(c.edited, zone, now) + ': show what it said'" @click="history(c)">edited</button>
                <span class="cm-a"><popover v-if="told.can" label="React" kind="ib"><template #button><svg><use :href="icon('smile-plus')"/></svg></template><template #default="{ close }"><div class="cm-p" role="group" aria-label="Reactions"><button v-for="(s, key) in SIGNS" :key="key" type="button" :aria-label="s[1]" :title="s[1]" @click="react(c, key, close)">{{ s[0] }}</button></div></template></popover>
                  <button v-if="c.can.edit" type="button" class="ib" aria-label="Edit comment" title="Edit" @click="begin(c)"><svg><use :href="icon('pencil')"/></svg></button>
                  <button v-if="c.can.delete" type="button" class="ib" aria-label="Delete comment" title="Delete" @click="remove(c)"><svg><use :href="icon('trash-2')"/></svg></button></span></header>
              <div v-if="editing === c.id" class="cm-f"><mention-box ref="edit" v-model="edited" :people="told.people" label="Edit comment" :sorry="wrong" @send="save(c)" @cancel="edited === c.content && stop()"/>
                <p v-if="wrong" class="sorry" role="alert">{{ wrong }}</p>
                <div class="cm-s"><span class="muted hide-m">Ctrl+Enter saves</span><button type="button" class="bt" @click="stop">Cancel</button><button type="button" class="bt p" :disabled="saving || !edited.trim()" @click="save(c)">{{ saving ? "Saving…" : "Save" }}</button></div></div>
              <div v-else class="prose" v-html="c.html"></div>
              <ol v-if="former[c.id]" class="cm-h" aria-label="What it said before"><li v-for="(f, i) in former[c.id]" :key="i"><small>until {{ agoOf(f.at, zone, now) }}</small><pre>{{ f.content }}</pre></li></ol>
              <div v-if="c.reactions.length" class="cm-r"><button v-for="r in c.reactions" :key="r.reaction" type="button" :class="{ on: r.mine }" :disabled="!told.can" :aria-pressed="r.mine ? 'true' : 'false'" :aria-label="SIGNS[r.reaction][1] + ': ' + r.names.join(', ')" :title="r.names.join(', ')" @click="react(c, r.reaction)">{{ SIGNS[r.reaction][0] }}<span class="num">{{ r.names.length }}</span></button></div>
            </div></li>
        </ol>
        <form v-if="told.can" class="cm-f cm-new" @submit.prevent="send">
          <mention-box v-model="text" :people="told.people" label="Comment" :placeholder="all.length ? 'Answer…  @ mentions somebody' : 'Say something about this task…  @ mentions somebody'" :sorry="sorry" @send="send"/>
          <p v-if="sorry" class="sorry" role="alert">{{ sorry }}</p>
          <div class="cm-s"><span class="muted hide-m">Markdown · Ctrl+Enter sends</span><button type="submit" class="bt p" :disabled="sending || !text.trim()">{{ sending ? "Sending…" : "Comment" }}</button></div>
        </form>
        <div v-else-if="text.trim()" class="tp-lost" role="alert"><p>You cannot comment here now. What you wrote was not sent.</p><h4>Your comment</h4><pre>{{ text }}</pre></div>
        <p v-else-if="all.length" class="muted">Who may change the task may comment on it.</p>
        <p v-if="sorry && !told.can" class="sorry" role="alert">{{ sorry }}</p>
      </template>
    </section>`,
};
