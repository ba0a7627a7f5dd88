/* One card for all: a term's entry, or where a sentence comes from. */
const card = byId("card.");
let owner = null;
let pinned = false;
let timer = 0;
let returning = false; /* the focus comes back from the card: do not open it again */
const element = (name, text, classes = "") => {
  const made = document.createElement(name);
  made.textContent = text;
  if (classes) made.className = classes;
  return made;
};
const hide = () => {
  clearTimeout(timer);
  if (!owner) return;
  for (const link of all(".on")) link.classList.remove("on");
  owner.removeAttribute("aria-expanded");
  owner = null;
  pinned = false;
  card.hidden = true;
};
const close = () => {
  const back = card.contains(document.activeElement) ? owner : null;
  hide();
  returning = true;
  back?.focus({ preventScroll: true });
  returning = false;
};
const put = (link, parts, name) => {
  hide();
  owner = link;
  card.replaceChildren(...parts);
  card.setAttribute("aria-label", name);
  card.scrollTop = 0;
  card.hidden = false;
  const place = link.getClientRects()[0] ?? link.getBoundingClientRect();
  const room = innerHeight - place.bottom > card.offsetHeight + 16;
  const left = Math.min(place.left, document.documentElement.clientWidth - card.offsetWidth - 8);
  card.style.left = `${Math.max(8, left)}px`;
  card.style.top = `${room ? place.bottom + 6 : Math.max(8, place.top - card.offsetHeight - 6)}px`;
};
const pin = () => {
  pinned = true;
  owner.setAttribute("aria-expanded", "true");
  card.focus({ preventScroll: true });
};

/* terms: the entry stands in the list at the end of the page, where only first places are links */
for (const list of all(".met")) {
  const others = list.lastChild;
  const links = others.data?.trim().split(" ").filter(Boolean).flatMap((place) => {
    const link = element("a", place);
    link.href = `#${rows[place - 1].id}`;
    return [" ", link];
  });
  if (links) others.replaceWith(...links);
}
const isTerm = (node) => node.closest?.(".s > a, .t > a");
const showTerm = (link) => {
  if (owner === link) { clearTimeout(timer); return; }
  const entry = byId(link.hash.slice(1));
  const row = link.closest(".r");
  const parts = all("dt, dd", entry).map((part) => {
    const line = element("p", "", part.className);
    line.append(...part.cloneNode(true).childNodes);
    return line;
  });
  put(link, parts, `Term: ${entry.querySelector("dt").textContent}`);
  for (const place of all("a", card)) {
    if (place.hash === `#${row.id}`) place.setAttribute("aria-current", "true");
  }
  for (const one of all("a", row)) one.classList.toggle("on", one.hash === link.hash);
};

/* sentences: origin, doubts, link */
const copy = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
  } catch { /* an old browser, or no leave: the way of before */
    const box = card.appendChild(element("textarea", text));
    box.select();
    document.execCommand("copy");
    box.remove();
  }
  say("Link copied");
};
const button = (text, act) => {
  const made = element("button", text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
};
const showRow = (link, row) => {
  const name = `Sentence ${number(row).textContent}`;
  const origin = number(row).title || document.querySelector("article").dataset.usual;
  const doubts = byId(`d.${row.id}`);
  const parts = [element("p", name), element("p", origin, "origin")];
  if (doubts) parts.push(doubts.querySelector("ul").cloneNode(true));
  const tools = element("p", "", "tools");
  const copier = button("Copy link", async () => {
    await copy(new URL(`#${row.id}`, location.href).href);
    copier.textContent = "Link copied";
  });
  tools.append(copier);
  if (doubts && doubted.length > 1) {
    for (const [text, by] of [["Previous doubt", -1], ["Next doubt", 1]]) {
      tools.append(button(text, () => {
        hide();
        go(row);
        nextDoubt(by);
      }));
    }
  }
  put(link, [...parts, tools], name);
};
const pinRow = (link, row) => {
  const again = pinned && owner === link;
  if (again) { hide(); return; }
  showRow(link, row);
  pin();
};

const later = () => {
  clearTimeout(timer);
  if (!pinned) timer = setTimeout(hide, 200);
};
document.addEventListener("pointerover", (event) => {
  if (event.pointerType !== "mouse" || pinned) return;
  const link = isTerm(event.target);
  const doubt = event.target.closest?.(".d");
  if (link) showTerm(link);
  else if (doubt) showRow(doubt, doubt.closest(".r"));
  else if (card.contains(event.target)) clearTimeout(timer);
  else if (owner) later();
});
document.addEventListener("focusin", (event) => {
  const link = isTerm(event.target);
  if (link?.matches(":focus-visible") && !returning) showTerm(link);
  else if (!card.contains(event.target) && event.target !== owner) hide();
});
document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || getSelection().toString()) return;
  const link = isTerm(event.target);
  const row = event.target.closest(".r");
  const mark = event.target.closest(".r > a");
  if (link) {
    event.preventDefault();
    if (pinned && owner === link) { hide(); return; }
    showTerm(link);
    pin();
  } else if (mark?.matches(":first-child") && revealing()) {
    event.preventDefault();
    toggle(row);
  } else if (mark && row) {
    event.preventDefault();
    history.replaceState(null, "", mark.matches(":first-child") ? mark.hash : location.href);
    pinRow(mark, row);
  } else if (!card.contains(event.target) || event.target.closest("a")) {
    hide();
    if (row && revealing()) toggle(row, true);
  }
});
addEventListener("scroll", () => { if (owner) hide(); }, { passive: true });
bar.addEventListener("change", hide);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && owner) close();
  if (event.key === " " && event.target.matches(".r > [role=button]")) {
    event.preventDefault();
    toggle(event.target.closest(".r"));
  }
});
const details = () => {
  const row = current();
  if (!row) return false;
  pinRow(number(row), row);
  return true;
};
keys.set("i", details);
keys.set("Enter", (event) => {
  if (!event.target.matches(".r")) return false; /* links do as links do */
  if (revealing()) toggle(event.target);
  else details();
  return true;
});
