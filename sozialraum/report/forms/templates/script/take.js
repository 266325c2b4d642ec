// What one may take along of each picture and table: its address, a citation, figures, the drawing.
const read = (cell) => {
  const shown = cell.cloneNode(true);
  const isSpoken = shown.querySelector(".spoken") !== null;
  for (const other of shown.querySelectorAll(isSpoken ? "[aria-hidden], .sort" : ".sort")) other.remove();
  const detail = shown.querySelector("small");
  detail?.remove();
  const text = shown.textContent.trim();
  return detail ? `${text} (${detail.textContent.trim().replace(/^\(|\)$/g, "")})` : text;
};
const drawn = (figure) => {
  const drawing = figure.querySelector("svg").cloneNode(true);
  drawing.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  drawing.setAttribute("font-family", "Arial, sans-serif");
  const title = document.createElementNS("http://www.w3.org/2000/svg", "title");
  title.textContent = drawing.getAttribute("aria-label");
  drawing.prepend(title);
  for (const name of ["role", "aria-label"]) drawing.removeAttribute(name);
  return new XMLSerializer().serializeToString(drawing);
};
const cite = (bar, name, anchor) => {
  const text = say("citation", { name, anchor });
  let field = bar.querySelector("textarea");
  if (!field) {
    field = make("textarea", { readOnly: true, rows: 3, value: text });
    bar.append(labelled(words.cite_field, field));
  }
  field.focus();
  field.select();
  navigator.clipboard?.writeText(text).then(() => { status.textContent = words.cited; }, () => {});
};
const bar = (name, anchor, actions) => {
  const made = make("div", { className: "take" });
  const link = make("a", { href: `#${anchor}`, textContent: words.anchor });
  link.setAttribute("aria-label", say("link", { name }));
  made.append(link);
  for (const [word, act] of [["cite", () => cite(made, name, anchor)], ...actions]) {
    const button = make("button", { type: "button", textContent: words[word] });
    button.setAttribute("aria-label", `${words[word]}: ${name}`);
    button.addEventListener("click", act);
    made.append(button);
  }
  return made;
};
for (const figure of document.querySelectorAll("main figure[id]")) {
  const name = (figure.querySelector(".figure-name") ?? figure.querySelector("figcaption")).firstChild.textContent.trim().split(/(?<=\.) /)[0].slice(0, 120);
  const actions = [["picture", () => give(`${figure.id}.svg`, "image/svg+xml", drawn(figure))]];
  const figures = figure.dataset.figures;
  if (figures) actions.push(["figures", () => give(`${figure.id}.csv`, "text/csv", csv(JSON.parse(figures)))]);
  figure.append(bar(name, figure.id, actions));
}
for (const caption of document.querySelectorAll("main caption[id], .compare caption[id]")) {
  const table = caption.closest("table");
  const rows = () => [...table.rows].map((row) => [...row.cells].map(read));
  const name = () => caption.firstChild.textContent.trim().slice(0, 120);
  caption.closest(".table").append(bar(name(), caption.id, [["take_table", () => give(`${caption.id}.csv`, "text/csv", csv([[name()], ...rows()]))]]));
}
