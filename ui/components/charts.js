// Charts of a dashboard, drawn as SVG: created against completed, and what the tasks are made of. Each mark is a link
// to the tasks behind it, and everything can be read as a table too.
const HEIGHT = 196, LEFT = 30, RIGHT = 12, TOP = 10, BOTTOM = 24;
const SERIES = [["created", "Created"], ["completed", "Completed"]];
const STATUSES = [["pending", "Pending"], ["in_progress", "In progress"], ["completed", "Completed"]];
const PRIORITIES = [["urgent", "Urgent"], ["high", "High"], ["medium", "Medium"], ["low", "Low"], ["none", "No priority"]];
const dayWord = (day, options) => new Intl.DateTimeFormat(window.atrium?.dates ?? "en-GB", { timeZone: "UTC", ...options }).format(Date.parse(day));
const next = (day) => new Date(Date.parse(day) + 86400000).toISOString().slice(0, 10);

export default {
  props: { points: String, days: Number, made_of: String },
  emits: ["days"],
  data: () => ({ at: null, width: 640, table: false, chosen: 0, series: SERIES, statuses: STATUSES, priorities: PRIORITIES }),
  watch: { trend() { this.chosen = 0; if (this.at !== null && this.at >= (this.trend || []).length) this.at = null; } },
  mounted() {
    this.sized = new ResizeObserver(([entry]) => { this.width = Math.max(240, Math.round(entry.contentRect.width)); });
    this.sized.observe(this.$refs.plot);
  },
  beforeUnmount() { this.sized.disconnect(); },
  computed: {
    parts() { return this.made_of ? JSON.parse(this.made_of) : null; },
    trend() { return this.points ? JSON.parse(this.points).map(([on, created, completed]) => ({ on, created, completed })) : null; },
    step() {
      const top = Math.max(4, ...this.trend.flatMap((p) => [p.created, p.completed]));
      return [1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500].find((s) => s * 4 >= top) || Math.ceil(top / 4000) * 1000;
    },
    most() { return Math.ceil(Math.max(4, ...this.trend.flatMap((p) => [p.created, p.completed])) / this.step) * this.step; },
    grid() { return [...Array(this.most / this.step + 1)].map((_, i) => i * this.step); },
    ticks() {
      const n = this.trend.length, wanted = Math.max(2, Math.min(n, Math.floor(this.width / 84)));
      return [...Array(wanted)].map((_, i) => Math.round((i * (n - 1)) / (wanted - 1)));
    },
    sums() { return Object.fromEntries(SERIES.map(([key]) => [key, this.trend.reduce((sum, p) => sum + p[key], 0)])); },
    label() { return `Per day over the last ${this.days} days: ${this.sums.created} tasks created, ${this.sums.completed} completed`; },
    teams() { return this.parts.teams.filter((team) => team.open || team.completed); },
    largest() { return Math.max(1, ...this.teams.map((team) => team.open + team.completed)); },
    all() { return STATUSES.reduce((sum, [key]) => sum + this.parts.status[key], 0); },
    topPriority() { return Math.max(1, ...Object.values(this.parts.priority)); },
  },
  methods: {
    dayWord,
    x(i) { return LEFT + (i * (this.width - LEFT - RIGHT)) / Math.max(1, this.trend.length - 1); },
    y(value) { return TOP + (1 - value / this.most) * (HEIGHT - TOP - BOTTOM); },
    line(key) { return this.trend.map((p, i) => `${i ? "L" : "M"}${this.x(i).toFixed(1)},${this.y(p[key]).toFixed(1)}`).join(""); },
    area(key) { return `${this.line(key)}L${this.x(this.trend.length - 1)},${this.y(0)}L${this.x(0)},${this.y(0)}Z`; },
    path(day, key) {
      return key === "created" ? `/tasks?created_after=${day}&created_before=${next(day)}` : `/tasks?status=completed&completed_after=${day}&completed_before=${next(day)}`;
    },
    find(event) {
      const box = this.$refs.plot.getBoundingClientRect(), n = this.trend.length - 1;
      const i = Math.round(((event.clientX - box.left - LEFT) / (box.width - LEFT - RIGHT)) * n);
      return Math.max(0, Math.min(n, i));
    },
    over(event) { if (this.trend) this.at = this.find(event); },
    open(event) {
      this.at = this.find(event);
      const y = event.clientY - this.$refs.plot.getBoundingClientRect().top, point = this.trend[this.at];
      const [[key]] = [...SERIES].sort((a, b) => Math.abs(this.y(point[a[0]]) - y) - Math.abs(this.y(point[b[0]]) - y));
      this.go(this.path(point.on, key)); // the line nearer to the pointer
    },
    go(path) { const link = Object.assign(document.createElement("a"), { href: path }); document.body.append(link); link.click(); link.remove(); },
    keyed(event) {
      const last = this.trend.length - 1, at = this.at ?? last;
      const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: last }[event.key];
      if (to !== undefined) { event.preventDefault(); this.at = Math.max(0, Math.min(last, to)); }
      else if (event.key === "Enter" && this.at !== null) this.go(this.path(this.trend[this.at].on, "completed"));
    },
    show(days) { this.chosen = days; this.$emit("days", days); },
    percent(number, of) { return `${(100 * number) / Math.max(1, of)}%`; },
    teamPath(team) { return team.id ? `/tasks?team=${team.id}` : team.shared ? "/tasks?shared=1" : "/tasks?team=personal"; },
  },
  template: `
    <div class="charts">
      <section class="panel trend" aria-labelledby="trend-h">
        <header class="panel-h"><h2 id="trend-h">Created and completed</h2>
          <div class="seg" role="group" aria-label="Period"><button v-for="n in [7, 30, 90]" :key="n" type="button" :aria-pressed="(chosen || days) === n ? 'true' : 'false'" @click="show(n)">{{ n }} days</button></div></header>
        <ul class="key" v-if="trend"><li v-for="[key, word] in series" :key="key" :class="key"><i aria-hidden="true"></i>{{ word }} <b class="num">{{ sums[key] }}</b></li>
          <li class="as"><button type="button" class="lnk" :aria-pressed="table ? 'true' : 'false'" @click="table = !table">{{ table ? "Show as chart" : "Show as table" }}</button></li></ul>
        <div v-show="!table" ref="plot" class="plot" style="height: 196px" @pointermove="over" @pointerleave="at = null">
          <template v-if="trend">
            <svg :viewBox="'0 0 ' + width + ' 196'" :width="width" height="196" role="img" :aria-label="label" tabindex="0" @keydown="keyed" @blur="at = null" @click="open">
              <g v-for="value in grid" :key="value"><line class="grid" :x1="30" :x2="width - 12" :y1="y(value)" :y2="y(value)"/><text class="tick num" x="22" :y="y(value) + 4" text-anchor="end">{{ value }}</text></g>
              <text v-for="i in ticks" :key="'t' + i" class="tick" :x="x(i)" y="190" :text-anchor="i === 0 ? 'start' : i === trend.length - 1 ? 'end' : 'middle'">{{ dayWord(trend[i].on, { day: 'numeric', month: 'short' }) }}</text>
              <line v-if="at !== null" class="cross" :x1="x(at)" :x2="x(at)" y1="10" y2="172"/>
              <g v-for="[key] in series" :key="key" :class="key"><path class="area" :d="area(key)"/><path class="line" :d="line(key)"/>
                <circle v-if="at !== null" :cx="x(at)" :cy="y(trend[at][key])" r="3.5"/></g>
            </svg>
            <div v-if="at !== null" class="tip" :style="{ left: x(at) + 'px' }" :class="{ flip: x(at) > width - 150 }" role="status"><b>{{ dayWord(trend[at].on, { weekday: 'short', day: 'numeric', month: 'short' }) }}</b>
              <span v-for="[key, word] in series" :key="key" :class="key"><i aria-hidden="true"></i>{{ word }}<em class="num">{{ trend[at][key] }}</em></span></div>
          </template>
          <div v-else class="plot-sk" aria-hidden="true"><span v-for="n in 14" :key="n" class="sk" :style="{ height: 24 + ((n * 37) % 100) + 'px' }"></span></div>
        </div>
        <div v-if="table && trend" class="tbl" tabindex="0" role="region" aria-label="Created and completed per day"><table><thead><tr><th scope="col">Day</th><th scope="col">Created</th><th scope="col">Completed</th></tr></thead>
          <tbody><tr v-for="point in [...trend].reverse()" :key="point.on"><th scope="row">{{ dayWord(point.on, { weekday: 'short', day: 'numeric', month: 'short' }) }}</th>
            <td v-for="[key] in series" :key="key" class="num"><a v-if="point[key]" :href="path(point.on, key)">{{ point[key] }}</a><template v-else>0</template></td></tr></tbody></table></div>
      </section>

      <section class="panel" aria-labelledby="status-h"><header class="panel-h"><h2 id="status-h">By status</h2></header>
        <template v-if="parts"><div class="stack" aria-hidden="true"><span v-for="[key] in statuses" :key="key" :class="key" :style="{ width: percent(parts.status[key], all) }"></span></div>
          <ul class="rows"><li v-for="[key, word] in statuses" :key="key"><a :href="'/tasks?status=' + key"><i :class="key" aria-hidden="true"></i>{{ word }}<b class="num">{{ parts.status[key] }}</b></a></li></ul></template>
        <div v-else class="sks" aria-hidden="true"><span v-for="n in 4" :key="n" class="sk" :style="{ width: 96 - n * 14 + '%' }"></span></div></section>

      <section class="panel" aria-labelledby="priority-h"><header class="panel-h"><h2 id="priority-h">By priority</h2></header>
        <ul v-if="parts" class="rows bars"><li v-for="[key, word] in priorities" :key="key"><a :href="'/tasks?priority=' + key"><span>{{ word }}</span><b class="num">{{ parts.priority[key] }}</b><s aria-hidden="true"><u :class="key" :style="{ width: percent(parts.priority[key], topPriority) }"></u></s></a></li></ul>
        <div v-else class="sks" aria-hidden="true"><span v-for="n in 5" :key="n" class="sk" :style="{ width: 40 + ((n * 23) % 55) + '%' }"></span></div></section>

      <section class="panel" aria-labelledby="team-h"><header class="panel-h"><h2 id="team-h">By team</h2><span class="panel-n">open and completed</span></header>
        <ul v-if="parts && teams.length" class="rows bars"><li v-for="team in teams" :key="team.name + team.id"><a :href="teamPath(team)"><span>{{ team.name }}</span><b class="num">{{ team.open }}<span class="sr"> open</span><small> / {{ team.completed }}<span class="sr"> completed</span></small></b>
          <s aria-hidden="true"><u class="open" :style="{ width: percent(team.open, largest) }"></u><u class="done" :style="{ width: percent(team.completed, largest) }"></u></s></a></li></ul>
        <p v-else-if="parts" class="none">No tasks yet.</p>
        <div v-else class="sks" aria-hidden="true"><span v-for="n in 4" :key="n" class="sk" :style="{ width: 90 - n * 15 + '%' }"></span></div></section>
    </div>`,
};
