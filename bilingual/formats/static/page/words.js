/* Words: the row's data-w says which words of the translation answer which of the source. */
const WORD = /[\p{L}\p{N}\p{M}]+/gu;
const linked = new WeakMap(); /* row -> words of both cells, and for each its counterparts */

/* The elements of each word, made where there were only texts: a word may span two of them. */
const wrapped = (cell) => {
  const found = [...cell.textContent.matchAll(WORD)].map((m) => [m.index, m.index + m[0].length]);
  const made = found.map(() => []);
  const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (texts.nextNode()) nodes.push(texts.currentNode);
  let start = 0;
  let number = 0;
  for (const node of nodes) {
    const text = node.data;
    const pieces = [];
    let done = 0;
    while (number < found.length && found[number][0] < start + text.length) {
      const from = Math.max(found[number][0] - start, 0);
      const to = Math.min(found[number][1] - start, text.length);
      const word = element("span", text.slice(from, to), "w");
      made[number].push(word);
      pieces.push(text.slice(done, from), word);
      done = to;
      if (found[number][1] > start + text.length) break;
      number += 1;
    }
    node.replaceWith(...pieces, text.slice(done));
    start += text.length;
  }
  return made;
};
/* Pairs of word numbers, and the count of words, from the signs that `view/words.py` writes. */
const decoded = (written) => {
  const pairs = [];
  let from = -1;
  let expected = 0;
  for (const [, more, letter, far] of written.matchAll(/(\+?)(?:([a-z])|\((-?\d+)\)|-)/g)) {
    if (!more) from += 1;
    if (!letter && !far) continue;
    const to = expected + (letter ? letter.charCodeAt(0) - 110 : Number(far)); /* 110 is "n" */
    pairs.push([from, to]);
    expected = to + 1;
  }
  return { pairs, count: from + 1 };
};
const prepared = (row) => {
  if (!row?.dataset.w) return null;
  if (!linked.has(row)) {
    const cells = [".s", ".t"].map((side) => wrapped(row.querySelector(side)));
    const { pairs, count } = decoded(row.dataset.w);
    const known = count === cells[0].length && pairs.every(([, to]) => cells[1][to]);
    linked.set(row, { cells, pairs: known ? pairs : [] });
  }
  return linked.get(row);
};
const dim = () => { for (const word of all(".lit")) word.classList.remove("lit"); };
/* Lights a word and its counterparts; the counterparts' text, "" where there is none. */
const light = (word) => {
  dim();
  const { cells, pairs } = prepared(word.closest(".r"));
  const side = cells[0].some((one) => one.includes(word)) ? 0 : 1;
  const at = cells[side].findIndex((one) => one.includes(word));
  const others = pairs.filter((pair) => pair[side] === at).map((pair) => pair[1 - side]);
  if (!others.length) return "";
  const answers = others.map((other) => cells[1 - side][other]);
  for (const one of [cells[side][at], ...answers].flat()) one.classList.add("lit");
  return answers.map((one) => one.map((part) => part.textContent).join("")).join(" ");
};
document.addEventListener("pointerover", (event) => {
  if (event.pointerType !== "mouse") return;
  const row = event.target.closest?.(".r");
  const fresh = row && !linked.has(row) && prepared(row);
  const under = fresh ? document.elementFromPoint(event.clientX, event.clientY) : event.target;
  const word = under?.closest?.(".w");
  if (word) light(word);
  else dim();
});
document.addEventListener("click", (event) => { /* a finger has no hovering */
  const row = event.target.closest(".s, .t")?.closest(".r");
  if (!row || !prepared(row)) { dim(); return; }
  const word = document.elementFromPoint(event.clientX, event.clientY)?.closest(".w");
  if (word) light(word);
});
const word = (by) => {
  const row = current();
  const known = prepared(row);
  if (!known) { say("No word links in this sentence"); return; }
  const side = document.activeElement.closest(".t") ? 1 : 0;
  const here = known.cells[side].findIndex((one) => one.includes(document.activeElement));
  const next = known.cells[side][here + by]?.[0];
  if (!next) return;
  next.tabIndex = -1;
  next.focus();
  say(light(next));
};
keys.set("w", () => word(1));
keys.set("b", () => word(-1));
