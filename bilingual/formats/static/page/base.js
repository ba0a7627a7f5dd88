/* What article and index share: keys, messages, text size, help, search. */
const say = (text) => { byId("said.").textContent = text; };
const keys = new Map(); /* key -> what it does */
const TYPED = "input:not([type=radio], [type=checkbox]), select, dialog";

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (event.target.closest(TYPED)) return;
  if (event.target.matches("input") && event.key.startsWith("Arrow")) return;
  if (event.key.length === 1 && !byId("keys.on").checked) return;
  const act = keys.get(event.key);
  if (act && act(event) !== false) event.preventDefault();
});

/* dialogs: a button with data-opens opens one; a click beside it closes it */
const open = (dialog) => { if (!dialog.open) dialog.showModal(); };
for (const button of all("[data-opens]")) {
  button.addEventListener("click", () => open(byId(button.dataset.opens)));
}
for (const dialog of all("dialog")) {
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest("[data-closes], a")) dialog.close();
  });
}
keys.set("?", () => open(byId("help.")));
byId("keys.on").checked = stored("keys") !== "off";
byId("keys.on").addEventListener("change", (event) => {
  store("keys", event.target.checked ? "on" : "off");
});

/* text size */
const sized = (by) => {
  keepPlace(() => resize(size + by));
  store("size", size);
  say(`Text size ${Math.round(SIZES[size] * 100)} %`);
};
let keepPlace = (change) => change();
for (const button of all("[data-size]")) {
  button.addEventListener("click", () => sized(Number(button.dataset.size)));
}
keys.set("+", () => sized(1));
keys.set("-", () => sized(-1));

/* search: the script and its files are only loaded once somebody wants to search */
const field = byId("find.text");
let asked = false;
field.addEventListener("focus", () => {
  if (asked) return;
  asked = true;
  const script = document.createElement("script");
  script.src = "search.js";
  script.addEventListener("load", () => {
    bilingual.start({ field, list: byId("find.list"), status: byId("find.status") });
  });
  script.addEventListener("error", () => {
    byId("find.status").textContent = "Search needs the file search.js in the folder of this page.";
  });
  document.head.append(script);
});
field.addEventListener("keydown", (event) => { /* a field would only be emptied */
  if (event.key !== "Escape" || !byId("find.")) return;
  event.preventDefault();
  byId("find.").close();
});
keys.set("/", () => {
  if (byId("find.")) open(byId("find."));
  field.focus();
  field.select();
});
