// How well a name fits what was typed, and which parts of it stand out. Small and exact, so that it costs nothing per key.
const plain = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]+/g, "").toLowerCase();
export const wordsOf = (text) => plain(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);

/** 4 the name begins so, 3 words of it begin so, 2 it is somewhere inside, 1 its letters are there in order; 0 not at all. */
export function fit(typed, name) {
  const asked = wordsOf(typed), there = wordsOf(name), whole = plain(name);
  if (!asked.length) return 0;
  if (whole.startsWith(plain(typed).trim())) return 4;
  if (asked.every((word) => there.some((one) => one.startsWith(word)))) return 3;
  if (asked.every((word) => whole.includes(word))) return 2;
  return asked.join("").length > 1 && inOrder(asked.join(""), there) ? 1 : 0;
}
/** Letters in order, each the next one of its word or the first of a later one: "ntk" finds "new task", not "contact". */
function inOrder(letters, words) {
  const from = (n, word, at) => {
    if (n === letters.length) return true;
    if (at > 0 && words[word].indexOf(letters[n], at) >= 0 && from(n + 1, word, words[word].indexOf(letters[n], at) + 1)) return true;
    for (let next = at > 0 ? word + 1 : word; next < words.length; next++) if (words[next][0] === letters[n] && from(n + 1, next, 1)) return true;
    return false;
  };
  return words.length > 0 && from(0, 0, 0);
}

/** The name in pieces: {text, hit}, hit where a typed word begins a word of it. */
export function marked(typed, name) {
  const asked = wordsOf(typed), pieces = [];
  for (const piece of name.split(/([\p{L}\p{N}\p{M}]+)/u)) {
    if (!piece) continue;
    const long = Math.max(0, ...asked.filter((word) => plain(piece).startsWith(word)).map((word) => word.length));
    const cut = long ? lengthOf(piece, long) : 0;
    if (cut) pieces.push({ text: piece.slice(0, cut), hit: true });
    if (cut < piece.length) pieces.push({ text: piece.slice(cut), hit: false });
  }
  return pieces;
}
/** How much of the original is so many plain letters. */
function lengthOf(piece, letters) {
  for (let n = 1; n <= piece.length; n++) if (plain(piece.slice(0, n)).length >= letters && !/^\p{M}/u.test(piece.slice(n))) return n;
  return piece.length;
}
