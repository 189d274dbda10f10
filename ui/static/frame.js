// What the frame does in the browser alone: the connection, where the page is, faces.
(() => {
  const root = document.documentElement;
  const sprite = document.currentScript.src.replace(/frame\.js$/, "icons.svg");
  const state = { connection: "connecting", database: true };

  function tell() { dispatchEvent(new CustomEvent("atrium:state", { detail: { ...state } })); }
  function connection(now) {
    state.connection = root.dataset.connection = now;
    tell();
  }
  // ---- pictures of people: those on screen are asked for together, once; who has one is shown by it
  const faces = new Map(), asked = new Set();
  let wanted = [], timer = 0, locale;
  async function ask() {
    const ids = wanted.splice(0, 100);
    timer = wanted.length ? setTimeout(ask, 0) : 0;
    try {
      const answer = await fetch(`/files/faces?ids=${ids.join(",")}`);
      if (!answer.ok) throw new Error();
      const found = Object.entries(await answer.json());
      for (const [id, picture] of found) faces.set(id, picture);
      if (found.length) dispatchEvent(new Event("atrium:faces"));
    } catch { for (const id of ids) asked.delete(id); } // asked again when shown again
  }
  const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
  window.atrium = {
    /** The address of somebody's small picture; empty while it is not known, and when there is none. */
    faceOf(id) {
      if (!asked.has(id) && UUID.test(id)) {
        asked.add(id);
        wanted.push(id);
        timer ||= setTimeout(ask, 20);
      }
      return faces.has(id) ? `/files/${faces.get(id)}/small` : "";
    },
    /** Called by the server: somebody has another picture, or none (""). */
    face(id, picture) {
      asked.add(id);
      if (picture) faces.set(id, picture); else faces.delete(id);
      dispatchEvent(new Event("atrium:faces"));
    },
    get state() { return { ...state }; },
    /** How whoever looks writes dates, and in which language they add tasks: "en" or "de". */
    get locale() { return locale ??= document.querySelector('meta[name="atrium-person"]')?.dataset.locale || "en"; },
    /** The same for Intl. */
    get dates() { return window.atrium.locale === "de" ? "de-DE" : "en-GB"; },
    /** Called by the server: they chose another one. */
    speak(chosen) {
      if (chosen === window.atrium.locale) return;
      locale = chosen;
      dispatchEvent(new Event("atrium:locale"));
    },
    icon: (name) => `${sprite}#${name}`,
    /** Called by the server: whether the database can be reached. */
    database(reachable) { state.database = reachable; tell(); },
  };
  addEventListener("offline", () => connection("disconnected"));

  // ---- what was sent into a line that was dead already is sent again: each event has a mark, and the server hears it once
  const TRIES = 3; // what is never acknowledged (too large, say) is not sent for ever
  function insist(socket) {
    const emit = socket.emit, open = new Map();
    let number = 0;
    const send = (one) => { one.tries += 1; emit.call(socket, "event", one.said, () => open.delete(one.said.mark)); };
    socket.emit = (name, ...args) => {
      if (name !== "event") return emit.call(socket, name, ...args);
      const mark = `${window.documentId}.${number += 1}`, one = { said: { ...args[0], mark }, tries: 0 };
      open.set(mark, one);
      if (socket.connected) send(one); // else it waits for its turn behind those that are sent again
      return socket;
    };
    socket.on("connect", () => {
      for (const [mark, one] of open) if (one.tries < TRIES) send(one); else open.delete(mark);
    });
  }

  // ---- the socket: NiceGUI gives up and loads anew when an answer is late; a page with typed text must not
  function arm(socket) {
    let polled = false;
    insist(socket);
    socket.off("connect_error");
    socket.on("connect", () => connection("connected"));
    socket.on("disconnect", (reason) => {
      connection(navigator.onLine ? "connecting" : "disconnected");
      if (reason === "io server disconnect") setTimeout(() => socket.connect(), 300); // socket.io would not by itself
    });
    socket.io.on("reconnect_attempt", () => { if (navigator.onLine) connection("connecting"); });
    socket.io.on("reconnect_error", () => connection("disconnected"));
    socket.on("connect_error", (error) => {
      if (error.message === "Implicit handshake failed") return anew(); // the server does not know this page any more
      if (error.message === "timeout" && !polled) { polled = true; socket.io.opts.transports = ["polling", "websocket"]; }
      connection("disconnected");
    });
    socket.io.reconnectionDelay(300);
    socket.io.reconnectionDelayMax(2000);
    addEventListener("online", () => {
      if (socket.connected) return connection("connected");
      socket.disconnect();
      socket.connect();
    });
  }
  let asking = false;
  async function anew() {
    if (asking) return;
    asking = true;
    connection("connecting");
    for (;;) {
      try { if ((await fetch("/health", { cache: "no-store" })).ok) break; } catch { /* not yet */ }
      connection("disconnected");
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
    dispatchEvent(new Event("atrium:anew"));
    location.reload();
  }
  let socket;
  Object.defineProperty(window, "socket", {
    configurable: true, get: () => socket,
    set(value) { socket = value; queueMicrotask(() => arm(value)); }, // after NiceGUI added its own listeners
  });

  // ---- the second half of a double click on a button of the server's: it would do the same again, or ask twice
  addEventListener("click", (event) => {
    if (event.detail > 1 && event.target.closest?.(".q-btn")) { event.preventDefault(); event.stopImmediatePropagation(); }
  }, true);

  // ---- where the page is: NiceGUI moves by pushState, which no event tells
  for (const name of ["pushState", "replaceState"]) {
    const original = history[name];
    history[name] = function (...args) {
      original.apply(this, args);
      dispatchEvent(new Event("atrium:moved"));
    };
  }
  addEventListener("popstate", () => dispatchEvent(new Event("atrium:moved")), true); // first: a page may keep the event to itself
})();
