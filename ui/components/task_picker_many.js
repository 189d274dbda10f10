// What the picker has when it is about many tasks: what they are together, and what was turned on or off for all of them.
const valuesIn = (row, field) => (field === "labels" ? row.labels : row.people.map((p) => p[0]));

export default {
  data: () => ({ many: null, turned: {} }), // ids; label or person → whether all are to have it
  computed: {
    rows() { return (this.many || []).map((id) => this.store.row(id)).filter(Boolean); },
    whole() {
      const { rows } = this, alike = (name) => (rows.length && rows.every((row) => row[name] === rows[0][name]) ? rows[0][name] : "?");
      const labels = [...new Set(rows.flatMap((row) => row.labels))], people = [...new Map(rows.flatMap((row) => row.people))];
      return { status: alike("status"), priority: alike("priority"), team_id: alike("team_id"), labels, people };
    },
    /** Labels or people that any of the tasks has, and those that all have. */
    had() { return this.many && this.multiple ? valuesIn(this.whole, this.field) : []; },
    hadByAll() { return this.had.filter((value) => this.rows.every((row) => valuesIn(row, this.field).includes(value))); },
    added() { return Object.keys(this.turned).filter((value) => this.turned[value]); },
    removed() { return Object.keys(this.turned).filter((value) => !this.turned[value]); },
    isTurned() { return Object.keys(this.turned).length > 0; },
    valuesOfMany() { return [...new Set([...this.hadByAll, ...this.added])].filter((value) => !this.removed.includes(value)); },
    partly() { return this.had.filter((value) => !this.hadByAll.includes(value) && !(value in this.turned)); },
  },
  methods: {
    turn(value) {
      const { [value]: _, ...others } = this.turned, wanted = !this.valuesOfMany.includes(value);
      const isAsBefore = wanted ? this.hadByAll.includes(value) : !this.had.includes(value);
      this.turned = isAsBefore ? others : { ...others, [value]: wanted };
    },
    /** Make a plan of what was turned. */
    planTurned() {
      if (!this.isTurned) return;
      const { added, removed } = this, isLabel = this.field === "labels", names = new Map(this.everybody), name = (value) => (isLabel ? value : names.get(value) || "…");
      const [more, less] = isLabel ? ["Add label", "Remove label"] : ["Assign", "Unassign"], kind = isLabel ? "labels" : "assignee_ids", fields = {}, words = [];
      if (added.length) { fields[`add_${kind}`] = added; words.push(`${more} ${added.map(name).join(", ")}`); }
      if (removed.length) { fields[`remove_${kind}`] = removed; words.push(`${less} ${removed.map(name).join(", ")}`); }
      const after = (values) => [...new Set([...values, ...added])].filter((value) => !removed.includes(value));
      const guess = (row) => (isLabel ? { labels: after(row.labels) } : { people: after(valuesIn(row, "assignees")).map((id) => [id, name(id)]) });
      this.store.foresee({ fields, word: words.join(". "), verb: "Change", guess });
    },
  },
};
