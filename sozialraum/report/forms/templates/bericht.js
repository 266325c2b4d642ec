// Comfort for readers; the page can be read without it. Texts only ever enter as textContent.
(() => {
  "use strict";
  const make = (tag, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };
  let count = 0;
  const labelled = (text, field) => {
    field.id = `bedienung-${++count}`;
    return make("div", { className: "control" }, make("label", { htmlFor: field.id, textContent: text }), field);
  };
  const language = document.documentElement.lang;
  const words = JSON.parse(document.body.dataset.words);
  const say = (name, filled = {}) => words[name].replace(/%(\w+)/g, (sign, key) => filled[key] ?? sign);
  const plain = (text) => text.toLocaleLowerCase(language).normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  const status = make("p", { className: "spoken", role: "status" });
  document.body.append(status);

  // Find a Sozialraum: the list of profiles narrows down while typing.
  const finder = document.querySelector("[data-finder]");
  if (finder) {
    const entries = [...finder.querySelectorAll("li")];
    const field = make("input", { type: "search", autocomplete: "off" });
    const hits = make("p", { className: "hits" });
    hits.setAttribute("role", "status");
    field.addEventListener("input", () => {
      const wanted = plain(field.value).split(/\s+/);
      for (const entry of entries) {
        const text = plain(entry.textContent);
        entry.hidden = !wanted.every((word) => text.includes(word));
      }
      const left = entries.filter((entry) => !entry.hidden).length;
      const found = left === 0 ? "found_none" : left === 1 ? "found_one" : "found_many";
      hits.textContent = field.value ? say(found, { n: left }) : "";
    });
    field.addEventListener("keydown", (event) => {
      const first = entries.find((entry) => !entry.hidden);
      if (event.key === "Enter" && field.value && first) {
        const link = first.querySelector("a");
        location.hash = link.getAttribute("href");
        link.focus();
      }
    });
    finder.querySelector("h2").after(labelled(finder.dataset.finder, field), hits);
  }

  // One map at a time, chosen by its indicator.
  for (const panels of document.querySelectorAll("[data-choice]")) {
    const figures = [...panels.querySelectorAll("figure")];
    const choice = make("select");
    figures.forEach((figure, index) => {
      choice.append(make("option", { value: String(index), textContent: figure.querySelector(".figure-name").textContent }));
    });
    const show = (index) => figures.forEach((figure, at) => figure.classList.toggle("put-away", at !== index && index >= 0));
    choice.append(make("option", { value: "-1", textContent: say("show_all") }));
    choice.addEventListener("change", () => show(Number(choice.value)));
    const linked = figures.findIndex((figure) => `#${figure.id}` === location.hash);
    choice.value = String(Math.max(linked, 0));
    show(Number(choice.value));
    panels.querySelector(".panels-name").after(labelled(panels.dataset.choice, choice));
  }

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
  for (const table of document.querySelectorAll("table")) {
    const body = table.tBodies[0];
    const rows = [...body.rows].filter((row) => !row.classList.contains("total"));
    if (rows.length < 4) continue;
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const name = head.textContent.trim();
      const button = make("button", { type: "button", className: "sort", title: say("sort", { name }) });
      button.setAttribute("aria-label", say("sort_by", { name }));
      button.addEventListener("click", () => {
        const up = head.getAttribute("aria-sort") !== "ascending";
        for (const other of heads) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        const figures = rows.filter((row) => figure(seen(row.cells[column])) !== null).length;
        const isText = column === 0 || figures * 2 < rows.length;
        const totals = [...body.rows].filter((row) => row.classList.contains("total"));
        body.append(...rows.sort(order(column, isText, up ? 1 : -1)), ...totals);
        status.textContent = say(up ? "sorted_up" : "sorted_down", { name });
      });
      head.append(button);
    });
    if (rows.length < 8) continue;
    const field = make("input", { type: "search", autocomplete: "off" });
    field.addEventListener("input", () => {
      const wanted = plain(field.value);
      for (const row of rows) row.hidden = !plain(row.textContent).includes(wanted);
      const left = rows.filter((row) => !row.hidden).length;
      status.textContent = say("left", { n: left, of: rows.length });
    });
    table.closest(".table").prepend(labelled(say("filter"), field));
  }

  // A link to each picture and table, to copy from the address line.
  for (const named of document.querySelectorAll("main figure[id] figcaption, main caption[id]")) {
    const id = named.id || named.closest("figure").id;
    const link = make("a", { href: `#${id}`, className: "here", textContent: "#" });
    link.setAttribute("aria-label", say("link", { name: named.textContent.slice(0, 80) }));
    const source = named.querySelector("small");
    if (source) source.before(link, " ");
    else named.append(" ", link);
  }
  // What lies between is laid out late and then has another height: go to an anchor until it stays.
  const settle = (tries = 12) => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    target.scrollIntoView();
    if (tries) requestAnimationFrame(() => settle(tries - 1));
  };
  addEventListener("hashchange", () => settle());
  settle();
})();
