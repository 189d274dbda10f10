// The keys of the page, in front of it.
import { icon } from "task_words";
import { groupsAt } from "key_words";

export default {
  data: () => ({ groups: [] }),
  methods: {
    icon,
    show() {
      this.groups = groupsAt(location.pathname.slice((window.path_prefix || "").length) || "/", location.search);
      this.$refs.box.showModal();
    },
    close() { this.$refs.box.close(); },
  },
  template: `
    <dialog ref="box" class="ks" aria-labelledby="ks-h" @click.self="close" @keydown.stop="$event.key === '?' && close()">
      <header><h2 id="ks-h">Keys of this page</h2><button type="button" class="ib" aria-label="Close" autofocus @click="close"><svg aria-hidden="true"><use :href="icon('x')"/></svg></button></header>
      <div class="ks-b"><section v-for="[title, rows] in groups" :key="title" :aria-label="title"><h3>{{ title }}</h3>
        <dl><div v-for="[keys, what] in rows" :key="what"><dt>{{ what }}</dt><dd><kbd v-for="k in keys" :key="k">{{ k }}</kbd></dd></div></dl></section></div>
    </dialog>`,
};
