// Puts what is chosen on the page, and lets people choose and take along.
const page = document.getElementById("stoebern");
const at = (name, view) => page.querySelector(view ? `[data-${name}="${view}"]` : `[data-${name}]`);
const tableOf = (view) => at("table", view).querySelector("table");
const captions = (view) => page.querySelector(`[data-picture="${view}"]`).closest("figure").querySelector("figcaption");
const notes = (...texts) => texts.filter(Boolean).map((textContent) => make("small", { textContent }));
const plural = (n) => (n === 0 ? "none" : n === 1 ? "one" : "many");

const showMap = async (names) => {
  const { level } = chosen;
  const figures = rowsOf.map();
  const isDrawn = level.kind !== "none";
  for (const part of [at("picture", "map"), at("svg", "map"), page.querySelector(".legend")]) part.hidden = !isDrawn;
  if (!isDrawn) {
    captions("map").replaceChildren(...notes(words.map_none));
    return;
  }
  const classes = figures.filter((one) => sureness(one) !== "none");
  const unsure = classes.filter((one) => sureness(one) !== "yes").length;
  const judged = classes.length ? [say(`unsure_${plural(unsure)}`, { n: unsure }), words.map_hint] : [words.map_unclassed];
  captions("map").replaceChildren(...notes(...judged, level.about));
  await drawMap(level, figures, say("map_alt", { ...names, map: level.map }));
};
const showCourse = async (names) => {
  const figures = rowsOf.course();
  const isDrawn = figures.some((one) => one.value !== null && one.area.level === chosen.level);
  for (const part of [at("picture", "course"), at("svg", "course")]) part.hidden = !isDrawn;
  captions("course").replaceChildren(...notes(isDrawn ? words.course_hint : words.course_none));
  at("notes").replaceChildren(...chosen.indicator.notes.map((textContent) => make("p", { className: "note", textContent })));
  if (at("values").open) fill(tableOf("course"), say("course_caption", names), figures);
  if (isDrawn) await drawCourse(figures, say("course_alt", names));
};
const showTable = (names) => {
  const figures = rowsOf.table();
  fill(tableOf("table"), say("caption", names), figures);
  const there = new Set(figures.map((one) => one.area));
  const absent = chosen.level.areas.filter((area) => isChosen(area) && !there.has(area)).map((area) => area.label);
  at("absent").textContent = absent.length ? say("absent", { names: absent.join("; ") }) : "";
  status.textContent = say("rows", { n: figures.length });
};
const showSources = () => {
  const line = document.querySelector("[data-sources]");
  line.hidden = false;
  const links = chosen.indicator.sources.map(([title, address]) => (address ? make("a", { href: address, rel: "external noreferrer", textContent: title }) : title));
  line.replaceChildren(`${words.sources}: `, ...links.flatMap((one, at) => (at ? ["; ", one] : [one])));
};

let turn = 0;
const show = async () => {
  const mine = ++turn;
  page.dataset.ready = "no";
  const address = toAddress();
  if (location.hash !== address) location.replace(address);
  const names = { indicator: chosen.indicator.name, level: chosen.level.name, period: chosen.period[1] };
  at("chosen").textContent = chosen.areas.size ? say(`areas_${plural(chosen.areas.size)}`, { n: chosen.areas.size }) : words.areas_all;
  at("meaning").textContent = chosen.indicator.meaning;
  at("caption", "map").textContent = say("caption", names);
  at("caption", "course").textContent = say("course_caption", names);
  for (const view of Object.keys(rowsOf)) at("sql", view).textContent = queryOf(view);
  showTable(names);
  showSources();
  await Promise.all([showMap(names), showCourse(names)]);
  if (mine === turn) page.dataset.ready = "yes";
};

if (data.indicators.length) {
  const fields = new Map();
  for (const one of data.indicators) fields.set(one.field, [...(fields.get(one.field) ?? []), one]);
  for (const [label, found] of fields) pickers.indicator.append(make("optgroup", { label }, ...found.map((one) => option(one.id, one.name))));
  for (const picker of Object.values(pickers)) picker.addEventListener("change", () => { choose(wanted()); show(); });
  at("clear").addEventListener("click", () => { choose({ ...wanted(), areas: new Set() }); show(); });
  at("values").addEventListener("toggle", () => show());
  for (const view of Object.keys(rowsOf)) {
    const name = () => `${chosen.indicator.id}-${view}-${document.body.dataset.edition}`;
    at("csv", view).addEventListener("click", () => give(`${name()}.csv`, "text/csv", csvOf(view)));
    at("svg", view)?.addEventListener("click", async () => give(`${name()}.svg`, "image/svg+xml", await (await drawings[view]).view.toSVG()));
    at("copy", view).addEventListener("click", () => {
      navigator.clipboard?.writeText(queryOf(view)).then(() => { status.textContent = words.copied; }, () => {});
    });
  }
  for (const view of ["course", "table"]) sortable(tableOf(view));
  addEventListener("hashchange", () => { if (location.hash !== toAddress()) { choose(fromAddress()); show(); } });
  page.hidden = false;
  choose(fromAddress());
  show();
}
