// Files on their way to the server: chosen, dropped or pasted, one after the other, each with its progress.
import { send, sizeWord } from "sending";

let numbers = 0;

export default {
  props: { url: String, label: String, hint: String, accept: String, multiple: Boolean, most: Number },
  emits: ["uploaded"],
  data: () => ({ rows: [], over: false, said: "" }),
  mounted() {
    this.pasted = (event) => {
      const files = [...(event.clipboardData?.files || [])];
      if (!files.length || !this.$el.checkVisibility?.()) return;
      const here = this.$el.closest("[role=dialog], aside, main, body");
      if (event.target instanceof Node && here && !here.contains(event.target) && event.target !== document.body) return;
      event.preventDefault();
      this.take(files);
    };
    this.leaving = (event) => { if (this.rows.some((r) => r.state === "going" || r.state === "waiting")) event.preventDefault(); };
    document.addEventListener("paste", this.pasted);
    addEventListener("beforeunload", this.leaving);
  },
  beforeUnmount() {
    document.removeEventListener("paste", this.pasted);
    removeEventListener("beforeunload", this.leaving);
    for (const row of this.rows) row.hold.abort?.();
  },
  methods: {
    sizeWord,
    icon: (name) => window.atrium.icon(name),
    chosen(event) { this.take([...event.target.files]); event.target.value = ""; },
    dropped(event) { this.over = false; this.take([...(event.dataTransfer?.files || [])]); },
    take(files) {
      for (const file of this.multiple ? files : files.slice(0, 1)) {
        const row = { n: ++numbers, file, name: file.name, size: file.size, part: 0, state: "waiting", sorry: "", hold: {} };
        if (this.most && file.size > this.most) Object.assign(row, { state: "failed", sorry: `It is larger than ${sizeWord(this.most)}, which is the most that can be stored here.` });
        else if (!file.size) Object.assign(row, { state: "failed", sorry: "It is empty." });
        this.rows.push(row);
      }
      this.go();
    },
    async go() {
      if (this.rows.some((r) => r.state === "going")) return;
      const row = this.rows.find((r) => r.state === "waiting");
      if (!row) return;
      row.state = "going";
      const said = await send("POST", this.url, row.file, row.name, { hold: row.hold, progress: (part) => { row.part = part; } });
      if (said.error) Object.assign(row, { state: "failed", sorry: said.error, part: 0 });
      else {
        this.rows = this.rows.filter((r) => r.n !== row.n);
        if (!said.aborted) { this.said = `${row.name} is stored.`; this.$emit("uploaded", said); }
      }
      this.go();
    },
    again(row) { Object.assign(row, { state: "waiting", sorry: "" }); this.go(); },
    stop(row) {
      if (row.state === "going") row.hold.abort?.();
      else this.rows = this.rows.filter((r) => r.n !== row.n);
    },
  },
  template: `
    <div class="up" :class="{ over }" @dragover.prevent="over = true" @dragleave="over = $el.contains($event.relatedTarget)" @drop.prevent="dropped">
      <label class="up-b"><svg aria-hidden="true"><use :href="icon('upload')"/></svg><b>{{ label }}</b><span>{{ hint }}</span>
        <input type="file" class="sr" :accept="accept" :multiple="multiple" :aria-label="label" @change="chosen"></label>
      <ul v-if="rows.length" class="up-l" aria-label="On their way">
        <li v-for="row in rows" :key="row.n" :class="row.state">
          <span class="up-n">{{ row.name }}</span>
          <span class="up-s num">{{ row.state === "going" ? Math.floor(row.part * 100) + " %" : sizeWord(row.size) }}</span>
          <button v-if="row.state === 'failed'" type="button" class="lk" @click="again(row)">Try again</button>
          <button type="button" class="ib" :aria-label="(row.state === 'failed' ? 'Dismiss ' : 'Stop ') + row.name" @click="stop(row)"><svg><use :href="icon('x')"/></svg></button>
          <progress v-if="row.state !== 'failed'" :value="row.part" max="1" :aria-label="'Sending ' + row.name"></progress>
          <p v-else class="sorry" role="alert">{{ row.sorry }}</p>
        </li>
      </ul>
      <span class="sr" role="status">{{ said }}</span>
    </div>`,
};
