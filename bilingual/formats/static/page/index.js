/* Filters: an entry stays where it has every value chosen; the choice stands in the address. */
const entries = all(".entries > li");
const filters = all(".filters select");
const years = all("section.year");
const filter = () => {
  const wanted = filters.map((select) => select.value).filter(Boolean);
  for (const entry of entries) {
    const has = entry.dataset.k.split(" ");
    entry.hidden = !wanted.every((one) => has.includes(one));
  }
  for (const year of years) year.hidden = !year.querySelector(".entries > li:not([hidden])");
  const count = entries.filter((entry) => !entry.hidden).length;
  byId("count.").textContent = `${count} article${count === 1 ? "" : "s"}`;
  byId("all.").hidden = !wanted.length;
};
const choose = () => { /* #year=2024&tag=… */
  const asked = new URLSearchParams(location.hash.slice(1));
  for (const select of filters) {
    const option = [...select.options].find((one) => one.value && one.dataset.v === asked.get(select.name));
    select.value = option ? option.value : "";
  }
  filter();
};
for (const select of filters) {
  select.addEventListener("change", () => {
    const asked = new URLSearchParams();
    for (const one of filters.filter((each) => each.value)) {
      asked.set(one.name, one.selectedOptions[0].dataset.v);
    }
    history.replaceState(null, "", `#${asked}`);
    filter();
  });
}
byId("all.").addEventListener("click", () => {
  history.replaceState(null, "", "#");
  choose();
});
addEventListener("hashchange", choose);
if (location.hash.includes("=")) choose();
field.addEventListener("input", () => {
  document.body.classList.toggle("finding", field.value.trim().length > 1);
});
