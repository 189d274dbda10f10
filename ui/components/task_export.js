// Tasks in and out: the present view as a file, and the way to the page that takes files in.
import { icon } from "task_words";
import Popover from "popover";

const FORMATS = [["csv", "CSV", "for spreadsheets and other programs"], ["xlsx", "Excel", "a workbook"], ["json", "JSON", "everything, for programs"], ["pdf", "PDF", "to print or hand on"]];
const BROKEN = "The connection broke off. Please try again.";

export default {
  components: { Popover },
  props: { params: Object, total: Number },
  data: () => ({ busy: "", got: 0, error: "", FORMATS }),
  computed: {
    going() { return this.got ? `Fetching the file: ${(this.got / 1e6).toFixed(1)} MB` : `Making the ${this.busy} file of ${this.total >= 10000 ? "over 10,000" : this.total.toLocaleString("en")} ${this.total === 1 ? "task" : "tasks"}…`; },
  },
  beforeUnmount() { this.hold?.abort(); },
  methods: {
    icon,
    async fetch_(format, word, close) {
      const asked = new URLSearchParams(this.params);
      asked.delete("task");
      asked.set("format", format);
      asked.set("title", document.querySelector("main h1")?.textContent || "Tasks");
      this.error = "";
      this.got = 0;
      this.busy = word;
      this.hold = new AbortController();
      try {
        const answer = await fetch(`/files/tasks?${asked}`, { signal: this.hold.signal });
        if (answer.status === 401) { location.assign("/sign-in"); return; }
        if (!answer.ok) { this.error = (await answer.json().catch(() => ({}))).detail || "The file could not be made. Please try again."; return; }
        const name = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition") || "")?.[1] || `tasks.${format}`;
        this.save(await this.whole(answer), name);
        close?.();
      } catch (wrong) {
        if (wrong.name !== "AbortError") this.error = BROKEN;
      } finally { this.busy = ""; }
    },
    async whole(answer) {
      const parts = [], reader = answer.body.getReader();
      for (let piece = await reader.read(); !piece.done; piece = await reader.read()) { parts.push(piece.value); this.got += piece.value.length; }
      return new Blob(parts, { type: answer.headers.get("Content-Type") });
    },
    save(blob, name) {
      const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
      document.body.append(link);
      link.click();
      link.remove();
      setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    },
  },
  template: `
    <popover label="Export and import" kind="bt" @closed="error = ''">
      <template #button><svg><use :href="icon('download')"/></svg></template>
      <template #default="{ close }">
        <div class="ex" :aria-busy="busy ? 'true' : 'false'">
          <div class="pl-head">Export what is shown</div>
          <button v-for="[format, word, what] in FORMATS" :key="format" type="button" class="pl-o" :disabled="!!busy" @click="fetch_(format, word, close)"><svg><use :href="icon('file')"/></svg><span class="pl-t">{{ word }}</span><span class="ex-h">{{ what }}</span></button>
          <p v-if="busy" class="ex-s" role="status">{{ going }}<progress class="data-p" :aria-label="going"></progress></p>
          <p v-if="error" class="fx-e ex-s" role="alert">{{ error }}</p>
          <div class="pl-head">Import</div>
          <a class="pl-o" href="/tasks/import"><svg><use :href="icon('upload')"/></svg><span class="pl-t">Import tasks from a file</span></a>
        </div>
      </template>
    </popover>`,
};
