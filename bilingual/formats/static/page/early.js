"use strict";
/* Stands right after the bar: what a reader chose before is there before the text is drawn. */
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const byId = (id) => document.getElementById(id);
const stored = (key) => {
  try { return localStorage.getItem(`bilingual-${key}`); } catch { return null; }
};
const store = (key, value) => { /* private windows may have no storage */
  try { localStorage.setItem(`bilingual-${key}`, value); } catch { /* then it is not kept */ }
};
const SIZES = [0.8, 0.9, 1, 1.15, 1.3, 1.5, 1.75];
let size = 2;
const resize = (to) => {
  size = Math.min(Math.max(Math.trunc(to), 0), SIZES.length - 1);
  document.documentElement.style.setProperty("--size", SIZES[size]);
};
if (SIZES[stored("size")]) resize(stored("size"));
const views = all("input[name=view]");
const chosen = views.find((input) => input.value === stored("view"));
if (chosen) chosen.checked = true;
for (const tool of all("[data-script]")) tool.hidden = false;
