// Sort by a column; text in the order of the language, numbers as numbers, rows of totals stay last.
const figure = (text) => {
  const found = text.replace(/\u2212/g, "-").match(/-?\d[\d.]*(?:,\d+)?/);
  return found ? Number(found[0].replace(/\./g, "").replace(",", ".")) : null;
};
const collator = new Intl.Collator(language, { numeric: true });
const seen = (cell) => {
  const shown = cell.cloneNode(true);
  for (const hidden of shown.querySelectorAll(".spoken, small")) hidden.remove();
  return shown.textContent.trim();
};
const order = (column, isText, direction) => (one, other) => {
  const [left, right] = [one, other].map((row) => seen(row.cells[column]));
  if (isText) return direction * collator.compare(left, right);
  const [a, b] = [figure(left), figure(right)];
  if (a === null || b === null) return (a === null) - (b === null);
  return direction * (a - b);
};
const bodyRows = (table) => [...table.tBodies[0].rows].filter((row) => !row.classList.contains("total"));
const sortable = (table) => {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const name = head.textContent.trim();
    const button = make("button", { type: "button", className: "sort", title: say("sort", { name }) });
    button.setAttribute("aria-label", say("sort_by", { name }));
    button.addEventListener("click", () => {
      const up = head.getAttribute("aria-sort") !== "ascending";
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      const rows = bodyRows(table);
      const figures = rows.filter((row) => figure(seen(row.cells[column])) !== null).length;
      const isText = column === 0 || figures * 2 < rows.length;
      const totals = [...table.tBodies[0].rows].filter((row) => row.classList.contains("total"));
      table.tBodies[0].append(...rows.sort(order(column, isText, up ? 1 : -1)), ...totals);
      status.textContent = say(up ? "sorted_up" : "sorted_down", { name });
    });
    head.append(button);
  });
};
for (const table of document.querySelectorAll("main table")) {
  const rows = bodyRows(table);
  if (rows.length < 4) continue;
  sortable(table);
  if (rows.length < 8) continue;
  const field = make("input", { type: "search", autocomplete: "off" });
  field.addEventListener("input", () => {
    const wanted = wordsOf(field.value);
    for (const row of rows) row.hidden = !holds(row.textContent, wanted);
    const left = rows.filter((row) => !row.hidden).length;
    status.textContent = say("left", { n: left, of: rows.length });
  });
  table.closest(".table").prepend(labelled(say("filter"), field));
}
