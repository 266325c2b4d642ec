// The rows of each view: what its table, its CSV and its SQL have in common.
const isChosen = (area) => chosen.areas.size === 0 || chosen.areas.has(area.id);
const rowsOf = {
  map: () => figuresOf(chosen.indicator).filter((one) => one.area.level === chosen.level && one.period === chosen.period),
  course: () => figuresOf(chosen.indicator).filter(({ area }) => (area.level === chosen.level && isChosen(area)) || area.id === data.city),
  table: () => rowsOf.map().filter(({ area }) => isChosen(area)),
};

const text = (value) => `'${value.replace(/'/g, "''")}'`;
const among = (column, values) => `${column} in (${values.map(text).join(", ")})`;
const queryOf = (view) => {
  const inside = view === "map" ? [] : [...chosen.areas].sort();
  const levels = new Set([chosen.level.id]);
  const city = areas.find((one) => one.id === data.city);
  if (view === "course" && city) {
    levels.add(city.level.id);
    if (inside.length && !inside.includes(city.id)) inside.push(city.id);
  }
  return filled(data.query, {
    indicator: text(chosen.indicator.id),
    levels: [...levels].map(text).join(", "),
    periods: view === "course" ? "" : `\n    and period = ${text(chosen.period[0])}`,
    areas: inside.length ? `\n    and ${among("area_id", inside)}` : "",
  });
};

const columnOf = {
  area_id: (one) => one.area.id,
  area_name: (one) => one.area.name,
  indicator_id: (one) => one.indicator.id,
  period: (one) => one.period[0],
  value: (one) => one.value,
  ci_low: (one) => one.low,
  ci_high: (one) => one.high,
  method: (one) => one.method,
  status: (one) => one.state,
};
const csvOf = (view) =>
  csv([data.columns, ...rowsOf[view]().map((one) => data.columns.map((name) => columnOf[name]?.(one) ?? one.need[name] ?? null))]);

const cells = (one) => {
  const { need } = one;
  const sure = sureness(one);
  const named = need.need_class && sure !== "undetermined" ? `${classed(one)} ${words[`class_${need.need_class}`]}` : classed(one) || words.none;
  const ranks = need.rank && need.areas_ranked ? say("rank", { rank: need.rank, of: need.areas_ranked }) : words.none;
  const between = need.rank_low && ranks !== words.none ? ` (${say("interval", { low: need.rank_low, high: need.rank_high })})` : "";
  return [
    make("th", { scope: "row", textContent: one.area.label }),
    make("td", { className: "left nowrap", textContent: one.period[1] }),
    make("td", { className: "right", textContent: amount(one) }),
    make("td", { className: "right", textContent: range(one) }),
    make("td", { className: `left${sure === "yes" ? ` class-${need.need_class}` : ""}`, textContent: named }),
    make("td", { className: "left nowrap", textContent: words[`sure_${sure}`] }),
    make("td", { className: "left nowrap", textContent: ranks + between }),
    make("td", { className: "left", textContent: words[one.state === "estimated" ? "status_estimated" : `method_${one.method}`] }),
  ];
};
const fill = (table, caption, rows) => {
  table.caption.textContent = caption;
  for (const head of table.tHead.rows[0].cells) head.removeAttribute("aria-sort");
  table.tBodies[0].replaceChildren(...rows.map((one) => make("tr", {}, ...cells(one))));
};
