// What was typed and not sent yet: kept in this browser for whoever typed it, through reloads, closed tabs and restarts.
(() => {
  const ROOT = "atrium.draft.", LEFT = "atrium.left", TYPED = "atrium.typed";
  const LONGEST = 200_000, ALL = 1_000_000, MOST = 200, DAYS = 30; // characters of one and of all, how many, how long
  const told = document.querySelector('meta[name="atrium-person"]');
  const person = told?.content || "", own = `${ROOT}${person}.`;
  let open = !!person; // who signs out in another tab keeps nothing more in this one

  function parsed(text) { try { return JSON.parse(text); } catch { return null; } }
  function names() {
    const found = [];
    for (let n = 0; n < localStorage.length; n += 1) if (localStorage.key(n).startsWith(ROOT)) found.push(localStorage.key(n));
    return found;
  }
  function forget(isGone) { try { for (const name of names()) if (isGone(name)) localStorage.removeItem(name); } catch { /* forbidden */ } }

  /** Room for `more` characters: the oldest go first. */
  function makeRoom(name, more) {
    const others = names().filter((one) => one !== name).map((one) => ({ one, size: localStorage.getItem(one).length, at: parsed(localStorage.getItem(one))?.at || 0 }));
    others.sort((a, b) => a.at - b.at);
    let size = others.reduce((sum, other) => sum + other.size, more), number = others.length + 1;
    for (const other of others) {
      if (size <= ALL && number <= MOST) break;
      localStorage.removeItem(other.one);
      size -= other.size;
      number -= 1;
    }
  }

  const drafts = {
    /** What was left under this name; null when nothing was. */
    get(name) { try { return open ? parsed(localStorage.getItem(own + name))?.value ?? null : null; } catch { return null; } },
    /** Keep it; nothing ("" or null) forgets it. Never throws: what cannot be kept still stands in the page. */
    set(name, value) {
      if (!open) return;
      try {
        const before = localStorage.getItem(own + name);
        if (value === null || value === "") { if (before !== null) localStorage.removeItem(own + name); return; }
        if (before !== null && JSON.stringify(parsed(before)?.value) === JSON.stringify(value)) return;
        const text = JSON.stringify({ value, at: Date.now() });
        if (text.length > LONGEST) return;
        if (before === null || text.length > before.length + 1000) makeRoom(own + name, text.length);
        localStorage.setItem(own + name, text);
      } catch { /* full or forbidden */ }
    },
    /** Hear what another tab makes of one: `hear(was, now)`. Answers how to stop. */
    follow(name, hear) {
      const heard = (event) => {
        if (open && event.key === own + name) hear(parsed(event.oldValue)?.value ?? "", parsed(event.newValue)?.value ?? "");
      };
      addEventListener("storage", heard);
      return () => removeEventListener("storage", heard);
    },
    /** Whoever typed leaves this browser: nothing stays. */
    clear() {
      open = false;
      forget(() => true);
      try { localStorage.setItem(LEFT, String(Date.now())); sessionStorage.removeItem(TYPED); } catch { /* forbidden */ }
    },
  };
  window.atrium.drafts = drafts;

  if (person) {
    const oldest = Date.now() - DAYS * 86_400_000;
    forget((name) => !name.startsWith(own) || (parsed(localStorage.getItem(name))?.at || 0) < oldest); // and those of others
  }
  addEventListener("storage", (event) => { if (event.key === LEFT) open = false; });
  document.addEventListener("submit", (event) => { if (event.target.getAttribute("action") === "/sign-out") drafts.clear(); }, true);

  // ---- fields that no component looks after
  const touched = new WeakSet(); // by the person: what the server filled in is not ours to keep
  const SECRET = "[type=password], [type=hidden], [type=checkbox], [type=radio], [type=file], [readonly], [autocomplete=one-time-code], [data-no-draft]";
  const fieldsIn = (place) => [...place.querySelectorAll("input, textarea")].filter((field) => !field.matches(SECRET));
  const nameOf = (f) => f.name || f.id && !/^[cf]?[\d_-]/.test(f.id) && f.id || f.getAttribute("aria-label") || f.placeholder || "";
  function put(field, value) {
    const setter = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value").set;
    setter.call(field, value);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    touched.add(field);
  }
  const typedIn = (place) => fieldsIn(place).filter((f) => touched.has(f) && f.value && nameOf(f)).map((f) => [nameOf(f), f.value]);

  // of a dialog: kept while it is open, given back where it is opened again over the same values
  const forms = new Map(), bases = new WeakMap(), asked = document.getElementsByClassName("ask-form"); // live: cheap to look at
  let leaving = false;
  const formOf = (place) => `form.${location.pathname}.${place.querySelector("h2")?.textContent || ""}`.slice(0, 200);
  function opened(place) {
    const name = formOf(place), left = drafts.get(name) || [];
    forms.set(place, name);
    for (const field of fieldsIn(place)) {
      bases.set(field, field.value);
      const kept = left.find(([of, , base]) => of === nameOf(field) && base === field.value);
      if (kept) put(field, kept[1]);
    }
  }
  function look() {
    for (const place of asked) if (!forms.has(place)) opened(place);
    for (const [place, name] of forms) if (!place.isConnected) { forms.delete(place); if (!leaving) drafts.set(name, null); }
  }
  addEventListener("input", (event) => {
    if (!event.isTrusted) return;
    touched.add(event.target);
    const place = event.target.closest?.(".ask-form");
    if (!place) return;
    const typed = fieldsIn(place).filter((f) => touched.has(f) && nameOf(f)).map((f) => [nameOf(f), f.value, bases.get(f) ?? ""]).filter(([, value, base]) => value !== base);
    drafts.set(forms.get(place) || formOf(place), typed.length ? typed : null);
  }, true);

  // of the page: only over a reload that a broken connection forces
  function keep() {
    const typed = [...document.querySelectorAll("main")].flatMap(typedIn);
    try { if (typed.length) sessionStorage.setItem(TYPED, JSON.stringify({ path: location.pathname, person, typed })); } catch { /* full or forbidden */ }
  }
  function giveBack() {
    let kept;
    try { kept = parsed(sessionStorage.getItem(TYPED)); sessionStorage.removeItem(TYPED); } catch { return; }
    if (!kept || kept.path !== location.pathname || kept.person !== person) return;
    const waiting = new Map(kept.typed);
    const fill = () => {
      for (const field of [...document.querySelectorAll("main")].flatMap(fieldsIn)) {
        if (!waiting.has(nameOf(field))) continue;
        put(field, waiting.get(nameOf(field)));
        waiting.delete(nameOf(field));
      }
      if (!waiting.size) watch.disconnect();
    };
    const watch = new MutationObserver(fill);
    watch.observe(document.documentElement, { childList: true, subtree: true });
    setTimeout(() => watch.disconnect(), 8000);
    fill();
  }
  const lost = () => window.atrium.state.connection !== "connected";
  addEventListener("beforeunload", () => { if (lost()) keep(); });
  addEventListener("pagehide", () => { leaving = true; });
  addEventListener("pageshow", () => { leaving = false; });
  addEventListener("atrium:anew", () => { leaving = true; keep(); });
  if (person) new MutationObserver(look).observe(document.documentElement, { childList: true, subtree: true });
  giveBack();
})();
