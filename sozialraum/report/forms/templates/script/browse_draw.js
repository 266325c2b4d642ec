// The pictures, by Vega; nothing that it is given can run as code (ast).
const options = { ast: true, actions: false, renderer: "svg", formatLocale: data.locale };
const drawings = {};
// One after the other: of two that are drawn at once the earlier one might stay.
const draw = (view, alt, picture, rows) => {
  drawings[view] = (drawings[view] ?? Promise.resolve()).then((before) => {
    before?.finalize();
    return drawAt(view, alt, picture, rows);
  });
  return drawings[view];
};
const drawAt = async (view, alt, picture, rows) => {
  const place = document.querySelector(`[data-picture="${view}"]`);
  place.setAttribute("role", "img");
  place.setAttribute("aria-label", alt);
  const drawing = await vegaEmbed(place, { ...picture, datasets: { rows } }, options);
  // the place itself says what the picture shows, and where its figures stand as text
  for (const part of place.children) part.setAttribute("aria-hidden", "true");
  drawing.view.addEventListener("click", (event, item) => item?.datum?.id && toggle(item.datum.id));
  return drawing;
};

const mapRows = (level, figures) => {
  const by = new Map(figures.map((one) => [one.area.id, one]));
  return level.areas.map((area) => {
    const one = by.get(area.id);
    const sure = one ? sureness(one) : "none";
    return {
      id: area.id,
      code: area.code,
      text: one && one.value !== null ? amount(one) : words.none,
      need: one ? classed(one) : "",
      shade: sure === "yes" ? one.need.need_class : null,
      unsure: sure === "no" || sure === "undetermined",
      chosen: chosen.areas.has(area.id),
      told: one ? told(one) : `${area.label}: ${words.status_absent}`,
      ...(area.tile
        ? { column: area.tile[0], row: area.tile[1] }
        : { type: "Feature", geometry: { type: "MultiPolygon", coordinates: [area.rings] }, x: area.at[0], y: area.at[1] }),
    };
  });
};
// The scales of a schematic map have all columns and rows, also those in which nothing lies.
const filledGrid = (picture, rows) => {
  const made = structuredClone(picture);
  for (const field of ["column", "row"]) {
    const domain = Array.from({ length: 1 + Math.max(...rows.map((one) => one[field])) }, (_, at) => at);
    for (const layer of made.layer) layer.encoding[field === "column" ? "x" : "y"].scale.domain = domain;
  }
  return made;
};
const drawMap = (level, figures, alt) => {
  const rows = mapRows(level, figures);
  const picture = data.pictures[level.kind];
  return draw("map", alt, level.kind === "outlines" ? picture : filledGrid(picture, rows), rows);
};

const courseRows = (figures) => {
  const { factor } = chosen.indicator;
  const scaled = (value) => (value === null ? null : value * factor);
  const city = new Map(figures.filter((one) => one.area.id === data.city).map((one) => [one.period, one.value]));
  const isCity = chosen.level.areas.some((one) => one.id === data.city);
  return figures
    .filter((one) => isCity || one.area.id !== data.city)
    .map((one) => ({
      label: one.area.label,
      order: one.area.order,
      day: one.period[2],
      value: scaled(one.value),
      low: scaled(one.low),
      high: scaled(one.high),
      city: isCity ? null : scaled(city.get(one.period) ?? null),
      estimate: isEstimate(one),
      told: told(one),
    }));
};
const spread = (values) => {
  const known = values.filter((one) => one !== null);
  return [Math.min(...known), Math.max(...known)];
};
const drawCourse = (figures, alt) => {
  const rows = courseRows(figures);
  const panels = new Set(rows.map((one) => one.label)).size;
  const room = document.querySelector('[data-picture="course"]').clientWidth || 600;
  const columns = Math.max(1, Math.min(panels, Math.floor(room / 300)));
  const width = Math.min(600, Math.max(180, Math.floor(room / columns) - 75));
  const picture = structuredClone(data.pictures.course);
  [picture.params[0].value, picture.params[1].value] = chosen.indicator.amount.split("%n");
  picture.columns = columns;
  Object.assign(picture.spec, { width, height: panels === 1 ? 240 : 130 });
  const heights = spread(rows.flatMap((one) => [one.value, one.low, one.high, one.city]));
  for (const { encoding } of picture.spec.layer) encoding.y.scale.domain = heights;
  return draw("course", alt, picture, rows);
};
