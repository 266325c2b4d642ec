// Two Sozialräume side by side, beside the city.
const comparison = document.querySelector("[data-compare]");
if (comparison) {
  const { places, rows } = JSON.parse(comparison.dataset.compare);
  const choose = (index) => {
    const choice = make("select");
    places.forEach((name, at) => choice.append(make("option", { value: String(at), textContent: name })));
    choice.value = String(index);
    choice.addEventListener("change", () => show());
    return choice;
  };
  const [one, other] = [choose(0), choose(1)];
  const caption = make("caption", { id: "vergleich-tabelle" });
  const head = make("tr");
  const body = make("tbody");
  const table = make("table", {}, caption, make("thead", {}, head), body);
  const cell = ([text, need, detail]) => {
    const made = make("td", { className: "right" + (need ? ` class-${need}` : "") }, text);
    if (detail) made.append(" ", make("small", { textContent: `(${detail})` }));
    return made;
  };
  const show = () => {
    const chosen = [one, other].map((choice) => Number(choice.value));
    const names = chosen.map((index) => places[index]);
    caption.textContent = say("compared", { one: names[0], other: names[1] });
    const titles = [words.indicator, ...names, words.whole_city];
    head.replaceChildren(...titles.map((title, at) => make("th", { scope: "col", className: at ? "right" : "left", textContent: title })));
    body.replaceChildren(
      ...rows.map(([name, period, city, cells]) =>
        make(
          "tr",
          {},
          make("th", { scope: "row" }, name, make("small", { textContent: period })),
          ...chosen.map((index) => cell(cells[index])),
          make("td", { className: "right", textContent: city }),
        ),
      ),
    );
  };
  const scroll = make("div", { className: "scroll", tabIndex: 0 }, table);
  scroll.setAttribute("role", "region");
  scroll.setAttribute("aria-labelledby", caption.id);
  comparison.append(
    labelled(words.first, one),
    labelled(words.second, other),
    make("div", { className: "table", id: "vergleich-werte" }, scroll, make("p", { className: "note", textContent: words.compared_note })),
  );
  comparison.hidden = false;
  show();
}
