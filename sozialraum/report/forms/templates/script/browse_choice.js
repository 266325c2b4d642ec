// What is chosen: it stands in the address, so that a view can be linked and kept.
const chosen = { indicator: null, level: null, period: null, areas: new Set() };
const pickers = Object.fromEntries([["indicator", "indikator"], ["level", "ebene"], ["period", "zeitraum"]].map(([what, id]) => [what, document.getElementById(id)]));
const boxes = document.querySelector(".boxes");

const option = (value, textContent) => make("option", { value, textContent });
const levelsOf = (indicator) => data.levels.filter((level) => figuresOf(indicator).some((one) => one.area.level === level));
const periodsOf = (indicator, level) => {
  const there = new Set(figuresOf(indicator).filter((one) => one.area.level === level).map((one) => one.period));
  return indicator.periods.filter((one) => there.has(one)).reverse();
};
// The areas that the report compares come first, unless all of their figures are estimates.
const levelFor = (indicator, wanted) => {
  const there = levelsOf(indicator);
  const counted = (level) => figuresOf(indicator).some((one) => one.area.level === level && !isEstimate(one));
  return there.find((one) => one.id === wanted) ?? there.find(counted) ?? there[0];
};
const periodFor = (indicator, level, wanted) => {
  const there = periodsOf(indicator, level);
  const known = (period) => figuresOf(indicator).some((one) => one.area.level === level && one.period === period && one.value !== null);
  return there.find((one) => one[0] === wanted) ?? there.find(known) ?? there[0];
};

const choose = (wanted) => {
  const indicator = data.indicators.find((one) => one.id === wanted.indicator) ?? data.indicators[0];
  const level = levelFor(indicator, wanted.level);
  const period = periodFor(indicator, level, wanted.period);
  const inside = new Set(level.areas.map((one) => one.id));
  Object.assign(chosen, { indicator, level, period, areas: new Set([...wanted.areas].filter((one) => inside.has(one))) });
  pickers.indicator.value = indicator.id;
  pickers.level.replaceChildren(...levelsOf(indicator).map((one) => option(one.id, one.name)));
  pickers.level.value = level.id;
  pickers.period.replaceChildren(...periodsOf(indicator, level).map((one) => option(one[0], one[1])));
  pickers.period.value = period[0];
  boxes.replaceChildren(
    ...level.areas.map((area) => {
      const box = make("input", { type: "checkbox", value: area.id, checked: chosen.areas.has(area.id) });
      box.addEventListener("change", () => toggle(area.id));
      return make("label", {}, box, area.label);
    }),
  );
};
const toAddress = () => {
  const parts = new URLSearchParams({ indicator: chosen.indicator.id, level: chosen.level.id, period: chosen.period[0] });
  if (chosen.areas.size) parts.set("areas", [...chosen.areas].join(" "));
  return `#${parts}`;
};
const fromAddress = () => {
  const parts = new URLSearchParams(location.hash.slice(1));
  return { ...Object.fromEntries(parts), areas: new Set((parts.get("areas") ?? "").split(" ")) };
};
const wanted = () => ({ indicator: pickers.indicator.value, level: pickers.level.value, period: pickers.period.value, areas: chosen.areas });
const toggle = (id) => {
  if (!chosen.areas.delete(id)) chosen.areas.add(id);
  for (const box of boxes.querySelectorAll("input")) box.checked = chosen.areas.has(box.value);
  show();
};
