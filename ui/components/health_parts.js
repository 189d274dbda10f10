// How the parts of the installation are: a card for each, with its numbers. Skeletons until the first are there.
export default {
  props: { parts: Array },
  methods: { icon: (name) => window.atrium.icon(name) },
  template: `
    <div class="hp" :aria-busy="parts ? 'false' : 'true'">
      <template v-if="parts">
        <section v-for="part in parts" :key="part.name" class="hp-p" :class="{ look: !part.ok }" :aria-label="part.name">
          <h2><svg aria-hidden="true"><use :href="icon(part.icon)"/></svg>{{ part.name }}
            <span class="hp-w"><svg aria-hidden="true"><use :href="icon(part.ok ? 'circle-check' : 'circle-alert')"/></svg>{{ part.ok ? "Well" : "Look at it" }}</span></h2>
          <p v-if="part.said" class="hp-said">{{ part.said }}</p>
          <dl><div v-for="[word, value] in part.facts" :key="word"><dt>{{ word }}</dt><dd class="num">{{ value }}</dd></div></dl>
          <a v-if="part.href" class="link" :href="part.href">{{ part.way }}</a>
        </section>
      </template>
      <div v-else v-for="n in 6" :key="n" class="hp-p" aria-hidden="true"><span class="sk" style="width: 40%"></span><span class="sk"></span><span class="sk" style="width: 70%"></span><span class="sk" style="width: 55%"></span></div>
    </div>`,
};
