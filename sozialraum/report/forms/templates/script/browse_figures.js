// All figures of the page, and how they are written.
const data = JSON.parse(document.getElementById("zahlen").textContent);
const areas = data.levels.flatMap((level) => level.areas.map((area, order) => Object.assign(area, { level, order })));
const need = data.columns.slice(9);
const figuresOf = (indicator) => {
  indicator.figures ??= indicator.rows.map(([area, period, value, low, high, method, state, ...said]) => ({
    indicator,
    area: areas[area],
    period: indicator.periods[period],
    value,
    low,
    high,
    method: data.methods[method],
    state: data.statuses[state],
    need: Object.fromEntries(need.map((name, at) => [name, said[at]])),
  }));
  return indicator.figures;
};

// Rounded half up by its decimal digits, like all figures of the report.
const number = (value, indicator) => {
  const digits = { minimumFractionDigits: indicator.places, maximumFractionDigits: indicator.places };
  const text = new Intl.NumberFormat(language, { ...digits, roundingMode: "halfExpand" }).format(String(value * indicator.factor));
  return text.startsWith("-") ? (/[1-9]/.test(text) ? `\u2212${text.slice(1)}` : text.slice(1)) : text;
};
const amount = (figure) => {
  if (figure.value === null) return words[`status_${figure.state}`];
  const sign = words[`sign_${figure.method}`];
  const [before, behind] = [words[`before_${figure.state}`] ?? "", words[`behind_${figure.state}`] ?? ""];
  const value = filled(figure.indicator.amount, { n: number(figure.value, figure.indicator) });
  return `${sign ? `${sign}\u00a0` : ""}${before}${value}${behind}`;
};
const range = ({ indicator, low, high }) =>
  low === null || high === null ? words.none : filled(indicator.interval, { low: number(low, indicator), high: number(high, indicator) });

// A class counts where it is sure; else it stands in brackets and has no colour.
const sureness = ({ need }) => {
  if (!need.need_class) return "none";
  if (need.is_undetermined) return "undetermined";
  return need.class_is_sure ? "yes" : "no";
};
const classed = (figure) => {
  const number = figure.need.need_class;
  return { none: "", undetermined: words.undetermined, yes: String(number), no: `(${number})` }[sureness(figure)];
};
const isEstimate = ({ method }) => words[`sign_${method}`] !== "" && method !== "aggregated";
const told = (figure) => {
  const spread = figure.low === null ? "" : ` (${range(figure)})`;
  return `${figure.area.label} \u00b7 ${figure.period[1]}: ${amount(figure)}${spread}`;
};
