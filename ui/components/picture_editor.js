// A picture to choose, cut and send: drag and zoom in a frame, then only what is in the frame is sent.
import { send } from "sending";

const SIDE = 260, OUT = 768, STEP = 8; // of the frame, of what is sent, of an arrow key; in pixels

export default {
  props: { url: String, shown: String, instead: String, tint: String, round: Boolean, cut: Boolean, label: String, may: Boolean },
  emits: ["changed", "removed"],
  data: () => ({ source: "", name: "", w: 0, h: 0, zoom: 1, x: 0, y: 0, part: -1, sorry: "", over: false }),
  computed: {
    least() { return SIDE / Math.min(this.w || 1, this.h || 1); },
    scale() { return this.least * this.zoom; },
    place() { return { width: `${this.w * this.scale}px`, height: `${this.h * this.scale}px`, transform: `translate(${this.x}px, ${this.y}px)` }; },
  },
  mounted() {
    this.pasted = (event) => {
      const files = [...(event.clipboardData?.files || [])];
      if (files.length && this.may && this.$el.checkVisibility?.()) { event.preventDefault(); this.take(files[0]); }
    };
    document.addEventListener("paste", this.pasted);
    this.touches = new Map();
  },
  beforeUnmount() { document.removeEventListener("paste", this.pasted); this.cancel(); },
  methods: {
    icon: (name) => window.atrium.icon(name),
    chosen(event) { const [file] = event.target.files; event.target.value = ""; if (file) this.take(file); },
    dropped(event) { this.over = false; const [file] = event.dataTransfer?.files || []; if (file && this.may) this.take(file); },
    async take(file) {
      this.cancel();
      if (!this.cut) return this.put(file, file.name);
      const source = URL.createObjectURL(file), image = new Image();
      image.src = source;
      try { await image.decode(); } catch { // HEIC, say: the server can read more than browsers, and cuts out the middle
        URL.revokeObjectURL(source);
        return this.put(file, file.name);
      }
      Object.assign(this, { source, name: file.name, w: image.naturalWidth, h: image.naturalHeight, zoom: 1 });
      this.image = image;
      this.x = (SIDE - this.w * this.scale) / 2;
      this.y = (SIDE - this.h * this.scale) / 2;
      this.$nextTick(() => this.$refs.frame?.focus());
    },
    cancel() { if (this.source) URL.revokeObjectURL(this.source); this.source = ""; this.sorry = ""; this.image = null; },
    move(dx, dy) {
      const inside = (at, long) => Math.min(0, Math.max(SIDE - long * this.scale, at));
      this.x = inside(this.x + dx, this.w);
      this.y = inside(this.y + dy, this.h);
    },
    zoomTo(zoom, cx = SIDE / 2, cy = SIDE / 2) {
      const before = this.scale;
      this.zoom = Math.min(6, Math.max(1, zoom));
      const grown = this.scale / before;
      this.move(cx - (cx - this.x) * grown - this.x, cy - (cy - this.y) * grown - this.y);
    },
    wheel(event) {
      const box = this.$refs.frame.getBoundingClientRect();
      this.zoomTo(this.zoom * Math.exp(-event.deltaY / 400), event.clientX - box.left, event.clientY - box.top);
    },
    down(event) { this.$refs.frame.setPointerCapture(event.pointerId); this.touches.set(event.pointerId, [event.clientX, event.clientY]); },
    dragged(event) {
      const was = this.touches.get(event.pointerId);
      if (!was) return;
      const apart = () => { const [a, b] = [...this.touches.values()]; return Math.hypot(a[0] - b[0], a[1] - b[1]); };
      const before = this.touches.size === 2 ? apart() : 0;
      this.touches.set(event.pointerId, [event.clientX, event.clientY]);
      if (before) this.zoomTo(this.zoom * apart() / before);
      else this.move(event.clientX - was[0], event.clientY - was[1]);
    },
    up(event) { this.touches.delete(event.pointerId); },
    keyed(event) {
      const steps = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };
      if (steps[event.key]) this.move(...steps[event.key]);
      else if (event.key === "+" || event.key === "=") this.zoomTo(this.zoom * 1.1);
      else if (event.key === "-") this.zoomTo(this.zoom / 1.1);
      else if (event.key === "Escape") this.cancel();
      else if (event.key === "Enter") this.save();
      else return;
      event.preventDefault();
    },
    async save() {
      const canvas = document.createElement("canvas"), side = Math.round(Math.min(OUT, SIDE / this.scale));
      canvas.width = canvas.height = Math.max(side, 1);
      const seen = SIDE / this.scale;
      canvas.getContext("2d").drawImage(this.image, -this.x / this.scale, -this.y / this.scale, seen, seen, 0, 0, canvas.width, canvas.height);
      const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
      await this.put(blob, this.name.replace(/\.[^.]*$/, "") + ".png");
    },
    async put(blob, name) {
      Object.assign(this, { part: 0, sorry: "" });
      const said = await send("PUT", this.url, blob, name, { progress: (part) => { this.part = part; } });
      this.part = -1;
      if (said.error) { this.sorry = said.error; return; }
      this.cancel();
      this.$emit("changed");
    },
  },
  template: `
    <div class="pe" :class="{ over }" @dragover.prevent="over = may" @dragleave="over = $el.contains($event.relatedTarget)" @drop.prevent="dropped">
      <template v-if="source">
        <div ref="frame" class="pe-f" :class="{ round }" tabindex="0" role="application" :aria-label="'Part of the picture to show. Arrow keys move it, plus and minus zoom, Enter saves.'"
          @pointerdown="down" @pointermove="dragged" @pointerup="up" @pointercancel="up" @wheel.prevent="wheel" @keydown="keyed"><img :src="source" :style="place" alt="" draggable="false"></div>
        <div class="pe-t">
          <label class="pe-z"><svg aria-hidden="true"><use :href="icon('image')"/></svg><input type="range" min="1" max="6" step="0.01" :value="zoom" aria-label="Zoom" @input="zoomTo(+$event.target.value)"><svg class="big" aria-hidden="true"><use :href="icon('image')"/></svg></label>
          <p class="sub">Drag the picture, zoom with the wheel or two fingers.</p>
          <div class="pe-b"><button type="button" class="bt btn-p" :disabled="part >= 0" @click="save">{{ part >= 0 ? "Saving…" : "Use this part" }}</button><button type="button" class="bt" @click="cancel">Cancel</button></div>
          <progress v-if="part >= 0" :value="part" max="1" aria-label="Sending the picture"></progress>
          <p v-if="sorry" class="sorry" role="alert">{{ sorry }}</p>
        </div>
      </template>
      <template v-else>
        <span class="pe-p" :class="{ round, bare: !shown }" :style="shown ? null : { background: tint }"><img v-if="shown" :src="shown" :alt="label"><template v-else>{{ instead }}</template></span>
        <div class="pe-t">
          <div v-if="may" class="pe-b">
            <label class="bt pe-c" :class="{ off: part >= 0 }"><svg aria-hidden="true"><use :href="icon('upload')"/></svg>{{ shown ? "Change" : "Choose a picture" }}<input type="file" class="sr" accept="image/*,.heic,.heif,.avif" :aria-label="label" @change="chosen"></label>
            <button v-if="shown" type="button" class="bt" @click="$emit('removed')">Remove</button>
          </div>
          <p v-if="may" class="sub">Or drop or paste one here. Where it was taken and other hidden details are removed.</p>
          <progress v-if="part >= 0" :value="part" max="1" aria-label="Sending the picture"></progress>
          <p v-if="sorry" class="sorry" role="alert">{{ sorry }}</p>
        </div>
      </template>
    </div>`,
};
