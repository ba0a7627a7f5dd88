/* Views and sentences. */
const rows = all(".r");
const number = (row) => row.firstElementChild; /* the link to the sentence itself */
const checked = () => views.find((input) => input.checked).value;
for (const row of rows) number(row).tabIndex = -1; /* the arrows go there; Tab goes to terms */

/* whatever changes the layout, the sentence at the top stays where it is */
const atTop = () => rows.find((row) => row.getBoundingClientRect().bottom > 96);
const placed = () => {
  const row = scrollY > 0 ? atTop() : null;
  return row ? [row, row.getBoundingClientRect().top] : null;
};
const restored = (place) => {
  if (!place) return;
  const moved = place[0].getBoundingClientRect().top - place[1];
  scrollBy({ top: moved, behavior: "instant" });
  const under = 100 - place[0].getBoundingClientRect().bottom; /* a shorter row slips below the bar */
  if (under > 0) scrollBy({ top: -under, behavior: "instant" });
};
keepPlace = (change) => {
  const place = placed();
  change();
  restored(place);
};

/* reveal: the number of a sentence is the button that shows its translation */
const language = byId("view.reveal").dataset.shows;
const revealing = () => checked() === "reveal";
const expanded = (row) => row.classList.contains("open");
const tell = (row) => {
  const link = number(row);
  link.setAttribute("aria-expanded", expanded(row));
  link.setAttribute("aria-label", `${link.textContent}: ${expanded(row) ? "hide" : "show"} ${language}`);
};
const toggle = (row, force) => {
  if (!row.querySelector(".t")) return;
  row.classList.toggle("open", force);
  tell(row);
};
const dress = () => {
  for (const row of rows.filter((one) => one.querySelector(".t"))) {
    const link = number(row);
    link.tabIndex = revealing() ? 0 : -1;
    if (revealing()) {
      link.setAttribute("role", "button");
      tell(row);
    } else {
      for (const name of ["role", "aria-expanded", "aria-label"]) link.removeAttribute(name);
    }
  }
};
if (revealing()) dress();

const bar = document.querySelector("fieldset");
let before = null;
for (const kind of ["pointerdown", "keydown"]) {
  bar.addEventListener(kind, () => { before = placed(); });
}
bar.addEventListener("change", () => {
  store("view", checked());
  dress();
  restored(before);
  before = null;
});
views.forEach((input, at) => keys.set(String(at + 1), () => {
  before = placed();
  input.checked = true;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}));

/* from sentence to sentence */
const current = () => document.activeElement.closest(".r");
const go = (row) => {
  row.tabIndex = -1;
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
};
const step = (by, among = rows) => {
  const here = current();
  const order = rows.indexOf(here ?? atTop());
  const beyond = among.filter((row) => {
    const far = rows.indexOf(row) - order;
    return here ? far * by > 0 : far * by >= 0;
  });
  const row = by > 0 ? beyond[0] : beyond.at(-1);
  if (row) go(row);
  return row;
};
const doubted = rows.filter((row) => row.querySelector(".d"));
const nextDoubt = (by) => {
  if (!step(by, doubted)) say(by > 0 ? "No doubtful sentence below" : "No doubtful sentence above");
};
for (const key of ["j", "ArrowRight"]) keys.set(key, () => { step(1); });
for (const key of ["k", "ArrowLeft"]) keys.set(key, () => { step(-1); });
keys.set("d", () => nextDoubt(1));
keys.set("D", () => nextDoubt(-1));
