"use strict";
/* Search over every article: all words must stand in a sentence or its translation, each at the
   start of a word; accents and capitals do not count. The texts come in parts, as scripts,
   because a page from a folder may not fetch. */
const bilingual = (() => {
  const STEP = 40; /* results shown at once */
  const NO_SPACES = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
  const MORE = { œ: "oe", æ: "ae", ß: "ss", ø: "o", ł: "l", ı: "i" };
  const plain = (text) => text.normalize("NFD").replace(/\p{M}+/gu, "").toLowerCase()
    .replace(/[œæßøłı]/g, (sign) => MORE[sign]);
  const folded = (text) => ` ${plain(text).replace(/[^\p{L}\p{N}]+/gu, " ").trim()} `;

  const sentences = []; /* [article, row, folded text of both languages] */
  let parts = [];
  let at = 0;
  let box = null;
  let shown = STEP;

  const element = (name, text = "", code = "") => {
    const made = document.createElement(name);
    made.textContent = text;
    if (code) {
      made.lang = code;
      made.dir = "auto";
    }
    return made;
  };
  const load = (name) => {
    const script = document.createElement("script");
    script.src = name;
    script.addEventListener("error", () => next(`${name} is missing in the folder of this page.`));
    document.head.append(script);
  };
  const next = (problem = "") => {
    at += 1;
    if (problem) box.status.textContent = problem;
    else draw();
    if (at < parts.length) setTimeout(load, 0, parts[at]); /* lets the reader type between */
  };
  const add = (articles) => {
    for (const [article, ...rows] of articles) {
      for (const row of rows) sentences.push([article, row, folded(`${row[1]} | ${row[2]}`)]);
    }
    next();
  };

  const wanted = () => {
    const phrase = folded(box.field.value).trimEnd();
    const words = phrase.trim().split(" ").map((one) => (NO_SPACES.test(one) ? one : ` ${one}`));
    return { phrase, words, enough: phrase.length > 2 || NO_SPACES.test(phrase) };
  };
  const found = ({ phrase, words }) => {
    const first = []; /* those with the very phrase */
    const others = [];
    for (const sentence of sentences) {
      if (sentence[2].includes(phrase)) first.push(sentence);
      else if (words.every((one) => sentence[2].includes(one))) others.push(sentence);
    }
    return [...first, ...others];
  };
  /* Start and end in the text of what was looked for; the text is folded sign by sign. */
  const places = (text, { phrase, words }) => {
    let plainText = " ";
    const from = [0];
    let index = 0;
    for (const sign of text) {
      for (const one of plain(sign).replace(/[^\p{L}\p{N}]/gu, " ")) {
        if (one !== " " || !plainText.endsWith(" ")) {
          plainText += one;
          from.push(index);
        }
      }
      index += sign.length;
    }
    from.push(index);
    const sought = plainText.includes(phrase) ? [phrase] : words;
    return sought.flatMap((one) => {
      const hits = [];
      for (let hit = plainText.indexOf(one); hit >= 0; hit = plainText.indexOf(one, hit + 1)) {
        hits.push([from[hit + (one[0] === " " ? 1 : 0)], from[hit + one.length]]);
      }
      return hits;
    }).sort((a, b) => a[0] - b[0]);
  };
  const marked = (text, query, code) => {
    const cell = element("span", "", code);
    let done = 0;
    for (const [start, end] of places(text, query)) {
      if (start < done) continue;
      cell.append(text.slice(done, start), element("mark", text.slice(start, end)));
      done = end;
    }
    cell.append(text.slice(done));
    return cell;
  };
  const result = ([article, row], query) => {
    const [file, title, targetTitle, date, source, target] = article;
    const item = element("li");
    const link = element("a");
    link.href = `${encodeURIComponent(file)}#${row[0]}`;
    link.append(marked(row[1], query, row[3] ?? source));
    if (row[2]) link.append(marked(row[2], query, target));
    const where = element("p");
    where.append(element("span", targetTitle || title, targetTitle ? target : source));
    if (date) where.append(` · ${date}`);
    item.append(link, where);
    return item;
  };
  const draw = () => {
    const query = wanted();
    if (!query.enough) {
      box.list.replaceChildren();
      box.status.textContent = "";
      return;
    }
    const all = found(query);
    const more = element("li");
    if (all.length > shown) {
      const button = more.appendChild(element("button", "Show more"));
      button.type = "button";
      button.addEventListener("click", () => {
        const reached = shown;
        shown += STEP * 5;
        draw();
        box.list.children[reached]?.querySelector("a").focus();
      });
    }
    box.list.replaceChildren(...all.slice(0, shown).map((one) => result(one, query)));
    if (more.firstChild) box.list.append(more);
    const count = all.length || "No";
    const still = at < parts.length ? ", still looking …" : "";
    box.status.textContent = `${count} sentence${all.length === 1 ? "" : "s"}${still}`;
  };
  const start = (given) => {
    box = given;
    let timer = 0;
    box.field.addEventListener("input", () => {
      clearTimeout(timer);
      shown = STEP;
      timer = setTimeout(draw, 60);
    });
    box.field.addEventListener("keydown", (event) => {
      if (event.key !== "ArrowDown" && event.key !== "Enter") return;
      box.list.querySelector("a")?.focus();
      event.preventDefault();
    });
    box.list.addEventListener("keydown", (event) => {
      const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!by) return;
      const links = [...box.list.querySelectorAll("a, button")];
      const to = links.indexOf(document.activeElement) + by;
      (to < 0 ? box.field : links[to])?.focus();
      event.preventDefault();
    });
    if (parts.length) load(parts[0]);
  };
  return { start, add, parts: (names) => { parts = names; } };
})();
