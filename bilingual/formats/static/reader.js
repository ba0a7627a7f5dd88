"use strict";
/* Adds to a page that works without it: remembered view, sentence keys, cards for terms. */
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const views = all("input[name=view]");
  const rows = all(".r");
  const KEY = "bilingual-view";
  all(".n").forEach((link) => { link.tabIndex = -1; }); /* j and k go there; Tab goes to terms */

  /* views: the sentence at the top stays where it is */
  let kept = null;
  const atTop = () => rows.find((row) => row.getBoundingClientRect().bottom > 64);
  const mark = () => {
    const row = atTop();
    kept = row && scrollY > 0 ? [row, row.getBoundingClientRect().top] : null;
  };
  const remember = (view) => {
    try { localStorage.setItem(KEY, view); } catch { /* private windows have no storage */ }
  };
  const settle = () => {
    if (kept) scrollBy({ top: kept[0].getBoundingClientRect().top - kept[1], behavior: "instant" });
    kept = null;
  };
  const switchTo = (input) => {
    mark();
    input.checked = true;
    remember(input.value);
    settle();
  };
  try {
    const stored = views.find((input) => input.value === localStorage.getItem(KEY));
    if (stored) stored.checked = true;
  } catch { /* as above */ }
  const bar = document.querySelector("fieldset");
  bar.addEventListener("pointerdown", mark);
  bar.addEventListener("keydown", mark);
  bar.addEventListener("change", (event) => { remember(event.target.value); settle(); hide(); });

  /* sentences */
  const step = (by) => {
    const here = rows.indexOf(document.activeElement.closest(".r"));
    const from = here < 0 ? rows.indexOf(atTop()) - (by > 0 ? 1 : 0) : here;
    const row = rows[Math.min(Math.max(from + by, 0), rows.length - 1)];
    row.tabIndex = -1;
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  };

  /* terms: one card for all, filled from the list at the end */
  const card = document.createElement("div");
  card.id = "card.";
  card.hidden = true;
  card.setAttribute("role", "tooltip");
  document.querySelector("main").append(card);
  let owner = null;
  let pinned = false;
  let timer = 0;
  const isTerm = (node) => node.closest?.(".s > a, .t > a");
  const hide = () => {
    clearTimeout(timer);
    if (!owner) return;
    all(".on").forEach((link) => link.classList.remove("on"));
    owner.removeAttribute("aria-describedby");
    owner = null;
    pinned = false;
    card.hidden = true;
  };
  const show = (link) => {
    if (owner === link) { clearTimeout(timer); return; }
    hide();
    owner = link;
    const entry = document.getElementById(link.hash.slice(1));
    card.replaceChildren(...all("dt, dd:not(.where)", entry).map((part) => {
      const line = document.createElement("p");
      line.append(...part.cloneNode(true).childNodes);
      return line;
    }));
    card.hidden = false;
    link.setAttribute("aria-describedby", card.id);
    all("a", link.closest(".r")).forEach((a) => a.classList.toggle("on", a.hash === link.hash));
    const place = link.getClientRects()[0];
    const room = innerHeight - place.bottom > card.offsetHeight + 16;
    const left = Math.min(place.left, document.documentElement.clientWidth - card.offsetWidth - 8);
    card.style.left = `${Math.max(8, left)}px`;
    card.style.top = `${room ? place.bottom + 6 : Math.max(8, place.top - card.offsetHeight - 6)}px`;
  };
  const later = () => {
    clearTimeout(timer);
    if (!pinned) timer = setTimeout(hide, 200);
  };
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") return;
    const link = isTerm(event.target);
    if (link && !pinned) show(link);
    else if (card.contains(event.target)) clearTimeout(timer);
    else if (owner) later();
  });
  document.addEventListener("focusin", (event) => {
    const link = isTerm(event.target);
    if (link?.matches(":focus-visible")) show(link);
    else if (!card.contains(event.target) && !link) hide();
  });
  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = isTerm(event.target);
    if (link) {
      event.preventDefault();
      const again = pinned && owner === link;
      if (again) { hide(); return; }
      show(link);
      pinned = true;
    } else if (!card.contains(event.target) || event.target.closest("a")) hide();
  });
  addEventListener("scroll", () => { if (owner) hide(); }, { passive: true });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") { hide(); return; }
    if (event.target.matches("input") && event.key.startsWith("Arrow")) return;
    const by = { j: 1, ArrowRight: 1, k: -1, ArrowLeft: -1 }[event.key];
    if (by) step(by);
    else if (views["1234".indexOf(event.key)]) switchTo(views["1234".indexOf(event.key)]);
    else return;
    event.preventDefault();
  });
})();
