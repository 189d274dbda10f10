// Files on a task: dropped or pasted anywhere in the panel, or chosen. Pictures are shown small, and large when clicked.
import { agoOf, icon } from "task_words";

const LARGEST = 25_000_000;
const sizeOf = (bytes) => (bytes < 1000 ? `${bytes} B` : bytes < 1e6 ? `${Math.round(bytes / 1000)} KB` : `${(bytes / 1e6).toFixed(1)} MB`);

export default {
  props: { told: Object, taskId: String, zone: String, now: Number, ask: Function },
  emits: ["changed"],
  data: () => ({ sending: [], sorry: "", over: false, shown: null, copied: null }),
  computed: {
    pictures() { return (this.told?.files || []).filter((f) => f.picture); },
    others() { return (this.told?.files || []).filter((f) => !f.picture); },
    current() { return this.pictures.find((f) => f.id === this.shown); },
  },
  mounted() {
    this.panel = this.$el.closest(".tp");
    this.heard = { paste: this.paste, dragover: this.dragged, dragleave: this.left, drop: this.drop };
    for (const [name, hear] of Object.entries(this.heard)) this.panel?.addEventListener(name, hear);
    document.addEventListener("keydown", this.keyed, true);
  },
  beforeUnmount() {
    for (const [name, hear] of Object.entries(this.heard)) this.panel?.removeEventListener(name, hear);
    document.removeEventListener("keydown", this.keyed, true);
  },
  methods: {
    icon, agoOf, sizeOf,
    path: (f, how) => `${window.path_prefix || ""}/files/${f.id}${how ? "/" + how : ""}`,
    hasFiles: (data) => [...(data?.types || [])].includes("Files"),
    dragged(event) { if (this.told?.can && this.hasFiles(event.dataTransfer)) { event.preventDefault(); this.over = true; } },
    left(event) { if (!this.panel.contains(event.relatedTarget)) this.over = false; },
    drop(event) { this.over = false; if (this.take(event.dataTransfer, event.target)) event.preventDefault(); },
    paste(event) { if (this.take(event.clipboardData, event.target)) event.preventDefault(); },
    take(data, target) {
      const files = [...(data?.files || [])];
      if (!files.length || !this.told?.can) return false;
      const area = target.closest?.("textarea");
      for (const file of files) this.send(file, area && !area.classList.contains("tp-t") ? area : null);
      return true;
    },
    chosen(event) { for (const file of event.target.files) this.send(file, null); event.target.value = ""; },
    send(file, area) {
      this.sorry = "";
      if (file.size > LARGEST) { this.sorry = `“${file.name}” is larger than ${sizeOf(LARGEST)}.`; return; }
      const one = { key: Math.random(), name: file.name || "picture.png", done: 0 }, id = this.taskId, request = new XMLHttpRequest(), form = new FormData();
      this.sending.push(one);
      const at = () => this.sending.find((s) => s.key === one.key);
      form.append("file", file, one.name);
      request.upload.onprogress = (e) => { if (e.lengthComputable && at()) at().done = e.loaded / e.total; };
      request.onloadend = () => {
        this.sending = this.sending.filter((s) => s.key !== one.key);
        let said = {};
        try { said = JSON.parse(request.responseText); } catch { /* no answer came */ }
        if (request.status === 200 || request.status === 201) { if (area?.isConnected) this.put(area, said); }
        else this.sorry = `“${one.name}” was not attached: ${said.detail || "the connection broke. Please try again."}`;
      };
      request.open("POST", `${window.path_prefix || ""}/files?purpose=task&subject_id=${id}`);
      request.send(form);
    },
    /** Where somebody was writing, the file is named in the text. */
    put(area, file) {
      const name = file.name.replace(/[[\]\\]/g, "");
      const text = file.is_picture ? `![${name}](/files/${file.id}/shown)` : `[${name}](/files/${file.id})`;
      area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
      area.dispatchEvent(new Event("input", { bubbles: true }));
    },
    async remove(f) { this.shown = null; const said = await this.ask("detach", { file_id: f.id }); if (said.error) this.sorry = said.error; else this.$emit("changed", said); },
    async link(f) {
      const said = await this.ask("file_link", { file_id: f.id });
      if (said.error) { this.sorry = said.error; return; }
      await navigator.clipboard?.writeText(new URL(said.url, location.origin).href).catch(() => {});
      this.copied = f.id;
      setTimeout(() => { this.copied = null; }, 1500);
    },
    show(f) { this.shown = f.id; this.back = document.activeElement; this.$nextTick(() => this.$refs.close?.focus()); },
    hide() { this.shown = null; this.back?.focus?.({ preventScroll: true }); },
    step(by) { const n = this.pictures.length, at = this.pictures.findIndex((f) => f.id === this.shown); this.shown = this.pictures[(at + by + n) % n].id; },
    keyed(event) {
      if (!this.current) return;
      if (event.key === "Escape") this.hide();
      else if (event.key === "ArrowRight" || event.key === "ArrowLeft") this.step(event.key === "ArrowRight" ? 1 : -1);
      else return;
      event.preventDefault();
      event.stopPropagation();
    },
  },
  template: `
    <section class="tp-x" aria-label="Attachments"><h3>Attachments<span v-if="told && told.files.length" class="tp-c num">{{ told.files.length }}</span>
        <button v-if="told && told.can" type="button" class="lk tp-m" @click="$refs.file.click()"><svg aria-hidden="true"><use :href="icon('paperclip')"/></svg>Attach</button></h3>
      <input ref="file" type="file" multiple hidden aria-label="Attach files" @change="chosen">
      <div v-if="!told" class="tp-s"><span class="sk" style="width:40%"></span></div>
      <p v-else-if="!told.files.length && !sending.length" class="muted">{{ told.can ? "Drop files here, or paste a picture anywhere in this panel." : "Nothing is attached." }}</p>
      <template v-else>
        <ul v-if="pictures.length" class="at-p" aria-label="Pictures"><li v-for="f in pictures" :key="f.id"><button type="button" :aria-label="'Show ' + f.name" :title="f.name" @click="show(f)"><img :src="path(f, 'small')" :alt="f.name" loading="lazy"></button></li></ul>
        <ul v-if="others.length" class="at-f" aria-label="Files"><li v-for="f in others" :key="f.id"><svg><use :href="icon('file')"/></svg><a :href="path(f)" :download="f.name">{{ f.name }}</a><small>{{ sizeOf(f.size) }} · {{ agoOf(f.at, zone, now) }}</small>
          <button type="button" class="ib" :aria-label="'Copy a link to ' + f.name" :title="copied === f.id ? 'Copied, good for ten minutes' : 'Copy a link that is good for ten minutes'" @click="link(f)"><svg><use :href="icon(copied === f.id ? 'check' : 'link')"/></svg></button>
          <button v-if="f.can_delete" type="button" class="ib" :aria-label="'Delete ' + f.name" title="Delete" @click="remove(f)"><svg><use :href="icon('trash-2')"/></svg></button></li></ul>
      </template>
      <ul v-if="sending.length" class="at-s" role="status"><li v-for="s in sending" :key="s.key"><span>{{ s.name }}</span><progress :value="s.done" max="1"></progress></li></ul>
      <p v-if="sorry" class="sorry" role="alert">{{ sorry }}</p>
      <div v-if="over" class="at-o" aria-hidden="true"><span><svg><use :href="icon('paperclip')"/></svg>Drop to attach</span></div>
      <teleport to="body"><div v-if="current" class="at-x" role="dialog" aria-modal="true" :aria-label="current.name" @click.self="hide">
        <header><b>{{ current.name }}</b><small>{{ current.width }} × {{ current.height }} · {{ sizeOf(current.size) }}</small><a class="ib" :href="path(current)" :download="current.name" aria-label="Download" title="Download"><svg><use :href="icon('download')"/></svg></a>
          <button v-if="current.can_delete" type="button" class="ib" aria-label="Delete picture" title="Delete" @click="remove(current)"><svg><use :href="icon('trash-2')"/></svg></button><button ref="close" type="button" class="ib" aria-label="Close picture" title="Close (Esc)" @click="hide"><svg><use :href="icon('x')"/></svg></button></header>
        <img :src="path(current, 'shown')" :alt="current.name" @click.self="hide">
        <template v-if="pictures.length > 1"><button type="button" class="ib at-b" aria-label="Previous picture" @click="step(-1)"><svg><use :href="icon('chevron-left')"/></svg></button><button type="button" class="ib at-n" aria-label="Next picture" @click="step(1)"><svg><use :href="icon('chevron-right')"/></svg></button></template></div></teleport>
    </section>`,
};
