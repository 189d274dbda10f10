// What the line to add tasks works out by itself: where marks are after typing, what may be completed, tokens, its words.
import { languageOf } from "task_words";

const WORDS = {
  en: {
    add: "Add", addMany: (n) => `Add ${n}`, adding: "Adding…", again: "Try again", notSent: "Not sent yet.", line: (n, said) => `Line ${n}: ${said}`,
    placeholder: "Add a task", hint: "tomorrow 5pm · every monday", what: "What will be added", names: (sign) => `Names after ${sign}`,
    keep: (c) => `${c.meaning}. Keep “${c.text}” as text`, back: (c) => `${c.text} stays text. Understand it again`,
    keepHint: (c) => `“${c.text}”. Click to keep it as text`, backHint: (c) => `“${c.text}” stays text. Click to understand it again`,
    title: "New task", todo: "What has to be done?", keys: ["add", "further line", "close"],
    help: "What can be written here", all: "All of it", helpKeys: ["adds", "a further line: each is a task, indented ones are subtasks", "to the chips,", "keeps one as text"],
    rows: (label, person, team) => [
      ["tomorrow 5pm", "when it is due: next monday, in 3 days, 17.02., end of month"],
      ["every 2 weeks", "how it repeats: every mon, wed, every last friday, every 31st"],
      ["every! 3 days", "repeats from the day it is completed"],
      [label + "office", "a label"], [person + "ben", "who does it"], [team + "Launch", "the team"],
      [label + '"two words"', "a name with spaces"], ["!high", "the priority: low, medium, high, urgent or 1 to 5"],
      ['"Read tomorrow"', "what is in quotes stays text; so does \\tomorrow"],
    ],
  },
  de: {
    add: "Hinzufügen", addMany: (n) => `${n} hinzufügen`, adding: "Wird hinzugefügt…", again: "Noch einmal", notSent: "Noch nicht gesendet.", line: (n, said) => `Zeile ${n}: ${said}`,
    placeholder: "Aufgabe hinzufügen", hint: "morgen 17 Uhr · jeden Montag", what: "Was hinzugefügt wird", names: (sign) => `Namen hinter ${sign}`,
    keep: (c) => `${c.meaning}. „${c.text}“ als Text behalten`, back: (c) => `${c.text} bleibt Text. Wieder verstehen`,
    keepHint: (c) => `„${c.text}“. Ein Klick behält es als Text`, backHint: (c) => `„${c.text}“ bleibt Text. Ein Klick lässt es wieder verstehen`,
    title: "Neue Aufgabe", todo: "Was ist zu tun?", keys: ["hinzufügen", "weitere Zeile", "schließen"],
    help: "Was man hier schreiben kann", all: "Alles dazu", helpKeys: ["fügt hinzu", "eine weitere Zeile: jede ist eine Aufgabe, eingerückte sind Teilaufgaben", "zu den Chips,", "behält einen als Text"],
    rows: (label, person, team) => [
      ["morgen 17 Uhr", "wann es fällig ist: nächsten Montag, in 3 Tagen, 17.02., Ende des Monats"],
      ["alle 2 Wochen", "wie es sich wiederholt: jeden Mo, Mi, jeden letzten Freitag, jeden 31."],
      ["alle! 3 Tage", "wiederholt sich ab dem Tag der Erledigung"],
      [label + "büro", "ein Etikett"], [person + "ben", "wer es macht"], [team + "Launch", "das Team"],
      [label + '"zwei Wörter"', "ein Name mit Leerzeichen"], ["!hoch", "die Priorität: niedrig, mittel, hoch, dringend oder 1 bis 5"],
      ['"Lies morgen"', "was in Anführungszeichen steht, bleibt Text; ebenso \\morgen"],
    ],
  },
};
/** What the line says, in the language of whoever writes. */
export const wordsOf = () => WORDS[languageOf()] || WORDS.en;

/** The spans of all lines that are marked in the text, in order. */
export const marksIn = (lines) => lines.flatMap((line) => line.spans).filter((span) => !span.dismissed).sort((a, b) => a.start - b.start);

/** The text in pieces, those that mean something with their kind. */
export function pieces(text, marks) {
  const found = [];
  let at = 0;
  for (const { start, end, kind } of marks) {
    if (start < at || end > text.length) continue;
    if (start > at) found.push({ text: text.slice(at, start) });
    found.push({ text: text.slice(start, end), kind });
    at = end;
  }
  found.push({ text: text.slice(at) });
  return found;
}

/** The lines as they stand after the text was changed, until the server says anew: marks move along or go. */
export function carried(lines, before, now) {
  let same = 0;
  while (same < before.length && same < now.length && before[same] === now[same]) same += 1;
  const by = now.length - before.length;
  const moved = (span) => (span.start >= same ? { ...span, start: span.start + by, end: span.end + by } : span);
  return lines.map((line) => ({ ...line, spans: line.spans.map(moved).filter((span) => now.slice(span.start, span.end) === span.text) }));
}

/** The name being typed at the caret: its sign, where it begins and ends, what is there of it. */
export function wordAt(text, caret, signs) {
  const all = Object.keys(signs).concat("!").join("");
  const match = text.slice(0, caret).match(new RegExp(`(?:^|[\\s(,;])([${all}])(["“]?)([^\\s"”]*)$`, "u"));
  if (!match || (match[1] === "*" && !match[3])) return null;
  const query = match[3].toLowerCase(), start = caret - match[3].length - match[2].length - 1;
  const rest = text.slice(caret).match(/^[^\s"”]*["”]?/u)[0];
  return { sign: match[1], kind: match[1] === "!" ? "priority" : signs[match[1]], query, start, end: caret + rest.length };
}

/** What could be meant, best first. */
export function offersFor({ kind, query }, names) {
  const all = { label: names.labels.map((label) => ({ key: label, label })), assignee: names.people, team: names.teams, priority: names.priorities }[kind] || [];
  const rank = (offer) => {
    const words = [offer.label, offer.note || ""].join(" ").toLowerCase();
    if (words.startsWith(query)) return 0;
    return words.split(/\s+/).some((word) => word.startsWith(query)) ? 1 : words.includes(query) && query.length > 1 ? 2 : 9;
  };
  return all.map((offer) => [rank(offer), offer]).filter(([place]) => place < 9).sort((a, b) => a[0] - b[0]).slice(0, 8).map(([, offer]) => offer);
}

/** Whether nothing is left to complete. */
export const isWhole = ({ query }, offer) => query === offer.label.toLowerCase() || query === offer.key || query === offer.put;

/** How the chosen one is written: by the first name when that is enough, in quotes when there are spaces in it. */
export function insertion(sign, offer, names) {
  if (sign === "!") return "!" + (offer.put || offer.key);
  const first = offer.label.split(" ")[0], bearers = names.people.filter((one) => one.label.split(" ")[0].toLowerCase() === first.toLowerCase());
  if (names.people.includes(offer) && bearers.length === 1 && /^[\p{L}\p{N}-]+$/u.test(first)) return sign + first.toLowerCase();
  return /^[\p{L}\p{N}_][\p{L}\p{N}_/&.-]*$/u.test(offer.label) ? sign + offer.label : `${sign}"${offer.label}"`;
}

/** A UUID, also where the page is not served over https. */
export function freshToken() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
