// Tasks that are moved together: when one of the selected ones is moved, all of them are, in the order shown.
export default {
  methods: {
    /** The tasks that move when this one does. */
    movedWith(id) {
      if (this.chosen.size < 2 || !this.chosen.has(id)) return [id];
      const seen = this.inOrder().filter((one) => this.chosen.has(one));
      return [...seen, ...[...this.chosen].filter((one) => !seen.includes(one))];
    },
    /** What a drag of this task has in the hand: the tasks, and out of which group each of them goes. */
    inHand(id, from) {
      const ids = this.movedWith(id);
      return { ids, outs: new Map(ids.map((one) => [one, this.outOf(one, from)])) };
    },
    outOf(id, from) { return this.shown[from]?.includes(id) ? from : this.groupOf(id); },
    /** Whether a task is in the hand, or under one that is. */
    isCarried(id) { return !!this.drag && (this.drag.outs.has(id) || !!this.drag.taken?.has(id)); },
    /** Put several tasks one below the other into a group, under a parent (undefined: as they are). What stands under
     * another one of them goes along with it. */
    moveAll(ids, { from, into, after = null, before = null, parent }) {
      const some = new Set(ids), moves = [];
      for (const id of ids) {
        const out = this.outOf(id, from), isBelow = this.isBelow(id, some);
        if (isBelow && out === into) continue;
        const move = { id, out, into };
        if (!isBelow) {
          Object.assign(move, { after, before });
          if (after || before) after = id;
          if (parent !== undefined && parent !== (this.parents[id] || null) && (parent || this.isHere(this.parents[id], out))) move.parent = parent;
        }
        moves.push(move);
      }
      return this.moveEach(moves, into === from ? "" : this.titleOfGroup(into));
    },
    isBelow(id, some) {
      const seen = new Set();
      for (let up = this.parents[id]; up && !seen.has(up); up = this.parents[up]) { if (some.has(up)) return true; seen.add(up); }
      return false;
    },
    isHere(id, key) { return !!id && !!this.shown[key]?.includes(id); },
    /** Each {id, out, into, after, before, parent} in one act; shown at once, then as the server says it. */
    async moveEach(moves, title = "") {
      const ids = moves.map((move) => move.id), under = moves.filter((move) => move.parent !== undefined);
      const intoOf = new Map(moves.map((move) => [move.id, move.out === move.into ? null : move.into]));
      const places = moves.map(({ id, out, into, after, before, parent }) => ({ task_id: id, group: this.group, out_of: out, into, after_id: after || null, before_id: before || null, ...(parent === undefined ? {} : { parent_id: parent }) }));
      const guess = (row) => (intoOf.get(row.id) !== null && row.permission !== "view" ? this.guessOf(row, intoOf.get(row.id)) : {});
      const first = moves.some((move) => move.after || move.before) ? moves : [...moves].reverse(); // without neighbours each is shown on top
      const said = await this.hopingParents(under, () => this.movingAll(first, () => this.hopingAll(ids, guess, () => this.ask("move_many", { moves: places, title }))));
      if (said.error) this.sorry(null, said.error);
      else if (moves[0].after && this.sort !== "position" && this.group !== "calendar") this.tellOrder(moves[0].id, moves[0].into, moves[0].after);
      return said;
    },
  },
};
