// How a task repeats: presets and a small editor of rules; the server says the rule in words and when it comes next.
import { dayWord, dayOf, icon, timeOf } from "task_words";
import Popover from "popover";

const DAYS = [["MO", "M", "Monday"], ["TU", "T", "Tuesday"], ["WE", "W", "Wednesday"], ["TH", "T", "Thursday"], ["FR", "F", "Friday"], ["SA", "S", "Saturday"], ["SU", "S", "Sunday"]];
const UNITS = [["HOURLY", "hour"], ["DAILY", "day"], ["WEEKLY", "week"], ["MONTHLY", "month"], ["YEARLY", "year"]];
const ORDINALS = [["1", "first"], ["2", "second"], ["3", "third"], ["4", "fourth"], ["-1", "last"]];
const MOST = { HOURLY: 999, DAILY: 999, WEEKLY: 200, MONTHLY: 120, YEARLY: 20 };

/** What the editor's fields hold for a rule; null when it says more than they can. */
function fieldsOf(rule, from_completion, day) {
  const parts = Object.fromEntries((rule || "").split(";").filter(Boolean).map((p) => p.split("=")));
  const ordinal = /^(-?[1-4])([A-Z]{2})$/.exec(parts.BYDAY || "");
  const fields = {
    freq: parts.FREQ || "WEEKLY", interval: Number(parts.INTERVAL || 1), days: parts.FREQ === "WEEKLY" || parts.FREQ === "DAILY" ? (parts.BYDAY || "").split(",").filter(Boolean) : [],
    on: ordinal ? "weekday" : "day", monthDay: parts.BYMONTHDAY || (day ? String(Number(day.slice(8))) : "1"), nth: ordinal?.[1] || "1", nthDay: ordinal?.[2] || "MO",
    end: parts.COUNT ? "count" : parts.UNTIL ? "until" : "never", count: Number(parts.COUNT || 10), until: parts.UNTIL ? parts.UNTIL.slice(0, 8).replace(/(\d{4})(\d\d)(\d\d)/, "$1-$2-$3") : "", from_completion: !!from_completion, month: parts.BYMONTH || "",
  };
  return fields;
}
function ruleOf(f) {
  const parts = ["FREQ=" + f.freq];
  if (f.interval > 1) parts.push("INTERVAL=" + f.interval);
  if (f.freq === "WEEKLY" && f.days.length) parts.push("BYDAY=" + DAYS.map((d) => d[0]).filter((d) => f.days.includes(d)).join(","));
  if (f.freq === "MONTHLY") parts.push(f.on === "weekday" ? `BYDAY=${f.nth}${f.nthDay}` : "BYMONTHDAY=" + f.monthDay);
  if (f.end === "count") parts.push("COUNT=" + f.count);
  if (f.end === "until" && f.until) parts.push("UNTIL=" + f.until.replaceAll("-", ""));
  return parts.join(";");
}

export default {
  components: { Popover },
  props: { task: Object, zone: String, now: Number, readonly: Boolean, ask: Function, sorry: String },
  emits: ["save", "changed"],
  data: () => ({ f: null, told: null, wrong: "", asked: 0, DAYS, UNITS, ORDINALS, MOST }),
  computed: {
    repeats() { return this.task.repeats; },
    today() { return dayOf(this.now, this.zone); },
    day() { return this.task.due_at ? dayOf(this.task.due_at, this.zone) : this.task.due_on || this.today; },
    rule() { return this.f && ruleOf(this.f); },
    isSimple() {
      const kept = this.repeats && this.repeats.rule;
      return !kept || !/BYMONTH=|BYSETPOS|WKST|,.*FREQ=MONTHLY|BYMONTHDAY=\d+,|-[2-9]/.test(kept);
    },
    presets() {
      const weekday = DAYS[(new Date(this.day).getUTCDay() + 6) % 7], n = Number(this.day.slice(8));
      return [
        ["Every day", "FREQ=DAILY"], ["Every weekday", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"], [`Every week on ${weekday[2]}`, "FREQ=WEEKLY;BYDAY=" + weekday[0]],
        [`Every month on day ${n}`, "FREQ=MONTHLY;BYMONTHDAY=" + n], ["Every year", "FREQ=YEARLY"],
      ];
    },
  },
  watch: { f: { deep: true, handler() { this.look(); } } },
  methods: {
    icon,
    opened() { this.wrong = ""; this.told = this.repeats; this.f = fieldsOf(this.repeats?.rule, this.repeats?.from_completion, this.day); },
    closed() { this.f = this.told = null; clearTimeout(this.later); },
    word(moment) { const day = dayWord(moment.includes("T") ? dayOf(moment, this.zone) : moment, this.today); return this.f?.freq === "HOURLY" && moment.includes("T") ? `${day}, ${timeOf(moment, this.zone)}` : day; },
    flip(day) { const d = this.f.days; this.f.days = d.includes(day) ? d.filter((one) => one !== day) : [...d, day]; },
    look() {
      clearTimeout(this.later);
      if (!this.f) return;
      const number = ++this.asked;
      this.later = setTimeout(async () => {
        if (!this.f) return;
        const said = await this.ask("coming", { rule: this.rule, from_completion: this.f.from_completion });
        if (number !== this.asked || !this.f) return;
        this.wrong = said.error || "";
        this.told = said.coming || null;
      }, 150);
    },
    preset(rule, close) { this.save({ rule, from_completion: this.f?.from_completion || false }, close); },
    set(close) { this.save({ rule: this.rule, from_completion: this.f.from_completion }, close); },
    save(recurrence, close) { this.$emit("save", { recurrence }); close(); },
    async skip() {
      const said = await this.ask("skip", {});
      if (!said.error) this.$emit("changed", said);
    },
  },
  template: `
    <div class="rp"><popover label="Repeat" kind="v" wide :disabled="readonly" @opened="opened" @closed="closed"><template #button><svg><use :href="icon('refresh-cw')"/></svg><span :class="{ none: !repeats }">{{ repeats ? repeats.words : "Does not repeat" }}</span></template>
      <template #default="{ close }"><div v-if="f" class="tf-d rp-e">
        <div class="rp-p"><button v-for="p in presets" :key="p[1]" type="button" class="chip" :class="{ on: repeats && repeats.rule === p[1] }" @click="preset(p[1], close)">{{ p[0] }}</button></div>
        <div class="rp-r"><span>Every</span><input v-model.number="f.interval" type="number" min="1" :max="MOST[f.freq]" aria-label="Interval"><select v-model="f.freq" aria-label="Unit"><option v-for="u in UNITS" :key="u[0]" :value="u[0]">{{ u[1] }}{{ f.interval > 1 ? "s" : "" }}</option></select></div>
        <div v-if="f.freq === 'WEEKLY'" class="rp-d" role="group" aria-label="On these days"><button v-for="d in DAYS" :key="d[0]" type="button" :class="{ on: f.days.includes(d[0]) }" :aria-pressed="f.days.includes(d[0]) ? 'true' : 'false'" :aria-label="d[2]" @click="flip(d[0])">{{ d[1] }}</button></div>
        <template v-if="f.freq === 'MONTHLY'">
          <div class="rp-r"><label class="rp-c"><input v-model="f.on" type="radio" value="day">on day</label><input v-model="f.monthDay" type="number" min="-1" max="31" aria-label="Day of the month" @focus="f.on = 'day'"></div>
          <div class="rp-r"><label class="rp-c"><input v-model="f.on" type="radio" value="weekday">on the</label><select v-model="f.nth" aria-label="Which" @change="f.on = 'weekday'"><option v-for="o in ORDINALS" :key="o[0]" :value="o[0]">{{ o[1] }}</option></select><select v-model="f.nthDay" aria-label="Weekday" @change="f.on = 'weekday'"><option v-for="d in DAYS" :key="d[0]" :value="d[0]">{{ d[2] }}</option></select></div>
        </template>
        <div class="rp-r"><span>From</span><select v-model="f.from_completion" aria-label="Counted from"><option :value="false">the due date</option><option :value="true">the day it is completed</option></select></div>
        <div class="rp-r"><span>Ends</span><select v-model="f.end" aria-label="Ends"><option value="never">never</option><option value="count">after</option><option value="until">on</option></select>
          <template v-if="f.end === 'count'"><input v-model.number="f.count" type="number" min="1" max="999" aria-label="How many times"><span>times</span></template>
          <input v-if="f.end === 'until'" v-model="f.until" type="date" :min="today" aria-label="Last day"></div>
        <p v-if="!isSimple" class="muted">Now: {{ repeats.words }}. Set replaces that.</p>
        <p v-if="wrong" class="sorry" role="alert">{{ wrong }}</p>
        <p v-else-if="told" class="rp-n" role="status"><b>{{ told.words }}</b><br>Then {{ told.next.map(word).join(" · ") || "never again" }}</p>
        <div class="tf-q"><button type="button" class="bt" :disabled="!repeats" @click="save(null, close)">Do not repeat</button><button type="button" class="bt p" :disabled="!!wrong || (f.end === 'until' && !f.until)" @click="set(close)">Set</button></div>
      </div></template></popover>
      <button v-if="repeats && !readonly && task.status !== 'completed'" type="button" class="lk rp-s" title="Leave this one out" @click="skip">Skip once</button></div>`,
};
