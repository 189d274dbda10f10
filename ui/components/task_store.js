// What every layout shares: the order of all tasks, the rows that were asked for, and what people do to them.
import { addDays, dayOf, dueOf, timeOf } from "task_words";
import { hear, openTask, openTaskId } from "task_address";
import { cutInto, linesOf, overlaid, titleOf } from "task_outline";

const SETTLE = 900; // ms that a ticked row stays where it is, so that it does not vanish under the finger
const SEVERAL = new Set(["label", "assignee"]); // a task may stand under more than one of these
const kept = (name) => { try { return JSON.parse(localStorage.getItem("atrium." + name)) || {}; } catch { return {}; } };
const keep = (name, value) => { try { localStorage.setItem("atrium." + name, JSON.stringify(value)); } catch { /* full or forbidden */ } };

export default {
  data: () => ({
    state: "loading", error: "", bad: false, rows: {}, orders: {}, keys: [], titles: [], parents: Object.freeze({}), pairs: Object.freeze([]), total: 0,
    layout: "", group: "none", sort: "due_at", filtered: false, home: "", list: "", from: "", until: "", on: "", week: false, limits: {}, counts: {},
    moves: [], pins: {}, hoped: {}, frozen: null, drag: null, fresh: {}, now: Date.now(),
    at: null, open: openTaskId(), edit: null, said: "", hint: "", trouble: "", lost: "",
    closed: kept("closed-groups"), folded: kept("folded-tasks"),
  }),
  computed: {
    shown() { return this.frozen || overlaid(this.orders, this.moves, this.pins, SEVERAL.has(this.group)); },
    groups() {
      const told = new Map(this.titles), keys = [...told.keys(), ...Object.keys(this.shown).filter((key) => !told.has(key) && this.shown[key].length)];
      return keys.map((key) => ({ key, title: titleOf(this.group, key, told.get(key), this.zone, this.now), ids: this.shown[key] || [] }));
    },
    /** Groups with their lines, for layouts that show them one below the other. */
    sections() {
      return this.groups.filter((g) => g.ids.length).map((g) => {
        const isClosed = !!this.closed[this.group + ":" + g.key] && this.group !== "none";
        return { ...g, isClosed, lines: isClosed ? [] : Object.freeze(linesOf(g.ids, this.parents, this.folded)) };
      });
    },
    lines() { return Object.freeze(this.sections.flatMap((s) => s.lines.map((line) => ({ ...line, group: s.key })))); },
  },
  mounted() {
    this.clock = setInterval(() => this.ticks(), 30000);
    this.unhear = hear("task", (id) => { this.open = id; if (id) this.at = id; });
  },
  beforeUnmount() { clearInterval(this.clock); this.unhear(); },
  methods: {
    // --- what the server says
    show(page) {
      Object.assign(this, { rows: {}, orders: {}, parents: Object.freeze({}), pairs: Object.freeze([]), pins: {}, moves: [], hoped: {}, frozen: null, drag: null });
      this.asked = new Set();
      this.take(page);
    },
    patch(page) { this.take(page); },
    take(page) {
      const orders = {};
      for (const key of page.keys) orders[key] = page.cuts[key] ? cutInto(this.orders[key] || [], page.cuts[key]) : this.orders[key] || Object.freeze([]);
      this.orders = orders;
      if (page.parents) {
        this.pairs = cutInto(this.pairs, page.parents, 2);
        this.regain();
      }
      this.receive(page);
      this.counts = page.counts || {}; // where the order is not all there yet
      for (const name of ["titles", "total", "layout", "group", "sort", "filtered", "home", "list", "from", "until", "on", "week", "limits"]) if (name in page) this[name] = page[name];
      this.keepChosen();
      Object.assign(this, { state: "ready", error: "" });
    },
    receive(said) {
      for (const row of said.rows || []) this.rows[row.id] = Object.freeze(row);
      for (const id of said.gone || []) this.vanish(id);
      for (const id of said.spare || []) { delete this.rows[id]; this.asked.delete(id); }
    },
    vanish(id) {
      if (this.edit?.id === id && this.edit.text !== this.edit.was) this.lost = this.edit.text;
      if (this.edit?.id === id) this.edit = null;
      if (this.at === id) this.at = null;
      delete this.rows[id];
      delete this.pins[id];
      this.unchooseGone(id);
    },
    fail(sentence, byFilter) { this.error = sentence; this.bad = byFilter; if (this.state !== "ready" || !this.total) this.state = "error"; },
    retry() { this.state = "loading"; this.$emit("retry", {}); },
    /** Ask for the rows that come into sight and are not here yet; many asks of one moment are one. */
    need(ids) {
      for (const id of ids) if (!this.rows[id] && !this.asked.has(id)) { this.asked.add(id); this.wanted.add(id); }
      if (!this.wanted.size || this.fetching) return;
      this.fetching = setTimeout(async () => {
        const some = [...this.wanted].slice(-150);
        this.wanted = new Set([...this.wanted].slice(0, -150));
        const said = await this.ask("rows", { ids: some });
        this.fetching = null;
        if (said.error) for (const id of some) this.asked.delete(id);
        else { for (const id of some) this.asked.delete(id); this.receive(said); }
        if (this.wanted.size) this.need([]);
      }, 25);
    },
    ticks() {
      const before = this.now;
      this.now = Date.now();
      const isOver = (row) => row.due_at && Date.parse(row.due_at) > before && Date.parse(row.due_at) <= this.now;
      if (dayOf(before, this.zone) !== this.today() || Object.values(this.rows).some(isOver)) this.$emit("retry", {});
    },
    today() { return dayOf(this.now, this.zone); },
    row(id) { const row = this.rows[id]; return row && this.hoped[id] ? { ...row, ...this.hoped[id] } : row; },
    due(row) { return dueOf(row, this.zone, this.now); },
    // --- where things are
    groupOf(id) { return Object.keys(this.shown).find((key) => this.shown[key].includes(id)) || ""; },
    titleOfGroup(key) { return this.groups.find((g) => g.key === key)?.title || ""; },
    close(key) {
      const name = this.group + ":" + key;
      this.closed = { ...this.closed, [name]: !this.closed[name] };
      keep("closed-groups", this.closed);
    },
    fold(id, folded = !this.folded[id]) {
      const next = { ...this.folded };
      if (folded) next[id] = 1; else delete next[id];
      this.folded = next;
      keep("folded-tasks", next);
    },
    /** Let a row stay where it is for a while, whatever becomes of it. */
    pin(id) {
      const key = this.groupOf(id), list = this.shown[key] || [];
      this.pins = { ...this.pins, [id]: { key, after: list[list.indexOf(id) - 1] || null } };
    },
    unpin(id) { const { [id]: _, ...rest } = this.pins; this.pins = rest; },
    // --- what people do: shown at once, then as the server says it
    async hoping(id, guess, act) {
      this.hoped[id] = { ...this.hoped[id], ...guess };
      const said = await act();
      delete this.hoped[id];
      return said;
    },
    /** The same for many; `guess` tells what a row shows meanwhile. */
    async hopingAll(ids, guess, act) {
      for (const id of ids) if (this.rows[id]) this.hoped[id] = { ...this.hoped[id], ...guess(this.rows[id]) };
      const said = await act();
      for (const id of ids) delete this.hoped[id];
      return said;
    },
    async tick(row) {
      if (row.permission === "view") return;
      const done = row.status !== "completed";
      this.pin(row.id);
      setTimeout(() => this.unpin(row.id), SETTLE);
      await this.hoping(row.id, { status: done ? "completed" : "pending" }, () => this.ask("tick", { id: row.id, done }));
    },
    async remove(row) {
      if (!row.can_delete) return;
      const next = this.lines[this.lines.findIndex((line) => line.id === row.id) + 1]?.id;
      if (this.at === row.id) this.at = next || null;
      await this.moving({ id: row.id, gone: true }, () => this.ask("remove", { id: row.id }));
    },
    /** Change fields of a task; `guess` is what the row shows meanwhile, `was` what the person was looking at. */
    change(row, fields, guess) {
      const was = {};
      for (const name of Object.keys(fields)) {
        if (name === "due") Object.assign(was, { due_on: row.due_on, due_at: row.due_at });
        else if (name === "assignee_ids") was.assignee_ids = row.people.map((p) => p[0]);
        else was[name] = row[name];
      }
      return this.hoping(row.id, guess, () => this.ask("change", { id: row.id, fields, was }));
    },
    moving(move, act) { return this.movingAll([move], act); },
    /** Overlay the moves until the server has answered. They are frozen: what Vue wraps is not found again. */
    async movingAll(moves, act) {
      for (const move of moves) Object.freeze(move);
      this.moves = [...this.moves, ...moves];
      const said = await act();
      this.moves = this.moves.filter((one) => !moves.includes(one));
      return said;
    },
    /** Put a task between two others, into another group, under another parent (undefined: as it is). */
    async move(id, { out, into, after = null, before = null, parent }) {
      const row = this.row(id), place = { id, group: this.group, out_of: out, into, after_id: after, before_id: before, title: out === into ? "" : this.titleOfGroup(into) };
      if (parent !== undefined) place.parent_id = parent;
      const said = await this.hoping(id, row ? this.guessOf(row, into) : {}, () => this.moving({ id, out, into, after, before }, () => this.ask("move", place)));
      if (!said.error && this.group !== "calendar" && after && this.sort !== "position" && this.shown[into]?.includes(id)) this.tellOrder(id, into, after);
    },
    /** Make a task a subtask of another one (null: of none). */
    async reparent(id, parent, key) {
      return this.hopingParents([{ id, parent }], () => this.ask("move", { id, group: this.group, out_of: key, into: key, parent_id: parent }));
    },
    /** Show tasks under other parents until the server has answered, whatever else it tells of meanwhile. */
    async hopingParents(moves, act) {
      for (const move of moves) this.hopedParents.set(move.id, move);
      this.regain();
      const said = await act();
      for (const move of moves) if (this.hopedParents.get(move.id) === move) this.hopedParents.delete(move.id);
      this.regain();
      return said;
    },
    regain() {
      const parents = {};
      for (let i = 0; i < this.pairs.length; i += 2) parents[this.pairs[i]] = this.pairs[i + 1];
      for (const { id, parent } of this.hopedParents.values()) if (parent) parents[id] = parent; else delete parents[id];
      this.parents = Object.freeze(parents);
    },
    /** Say beside a row what was refused. */
    sorry(id, sentence) { this.said = this.trouble = sentence; clearTimeout(this.troubling); this.troubling = setTimeout(() => { this.trouble = ""; }, 9000); },
    guessOf(row, into) {
      if (this.group === "status") return { status: into };
      if (this.group === "priority") return { priority: into };
      if (this.group === "calendar" || this.group === "day" || this.group === "due") {
        if (["completed", "archived"].includes(into)) return { status: into };
        const day = { today: this.today(), upcoming: addDays(this.today(), 1), none: null, overdue: row.due_on }[into];
        return row.due_at && into !== "none" ? {} : { due_on: day === undefined ? into : day, due_at: null };
      }
      return {};
    },
    tellOrder(id, key, after) {
      const list = this.shown[key];
      if (list[list.indexOf(id) - 1] === after || this.parents[id]) return;
      const word = { due_at: "due date", "-due_at": "due date", priority: "priority", "-priority": "priority", title: "title", "-title": "title" }[this.sort] || "date";
      this.said = this.hint = `The tasks are sorted by ${word}, so it stands where that puts it.`;
      clearTimeout(this.hinting);
      this.hinting = setTimeout(() => { this.hint = ""; }, 8000);
    },
    flash(id) { if (!id) return; this.fresh[id] = true; setTimeout(() => delete this.fresh[id], 1600); },
    openRow(id) { this.at = id; openTask(id, { ...this.row(id) }); },
    // --- the title, written in place
    startEdit(row) {
      if (row.permission === "view") return;
      this.edit = { id: row.id, text: row.title, was: row.title, sorry: "", sent: false };
      this.pin(row.id);
      this.$nextTick(() => { const field = this.$el.querySelector(".tk-edit"); field?.focus(); field?.select(); });
    },
    stopEdit() {
      if (!this.edit) return;
      const { id } = this.edit;
      this.edit = null;
      this.unpin(id);
      this.focus(id);
    },
    /** What is typed is kept when the field is left, but not when its row is only put elsewhere. */
    leaveEdit() { if (!this.edit?.moving) this.saveEdit(); },
    async saveEdit() {
      const edit = this.edit, row = edit && this.row(edit.id), title = edit?.text.trim();
      if (!edit || edit.sent) return;
      if (row && title === row.title) return this.stopEdit();
      edit.sent = true;
      const said = await this.ask("change", { id: edit.id, fields: { title: edit.text }, was: { title: edit.was } });
      edit.sent = false;
      if (!said.error) { if (this.edit === edit) this.stopEdit(); return; }
      const now = this.rows[edit.id]?.title;
      edit.sorry = now !== undefined && now !== edit.was ? `${said.error} It is “${now}” now; Enter keeps yours.` : said.error;
      if (now !== undefined) edit.was = now;
    },
    timeOfDue(row) { return row.due_at ? timeOf(row.due_at, this.zone) : ""; },
    dayOfDue(row) { return row.due_at ? dayOf(row.due_at, this.zone) : row.due_on; },
  },
  created() { Object.assign(this, { asked: new Set(), wanted: new Set(), fetching: null, walkedTo: null, hopedParents: new Map() }); },
};
