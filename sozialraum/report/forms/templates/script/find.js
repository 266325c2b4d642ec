// Find a Sozialraum by its name, a part of the city in it, or a postcode: the list narrows down.
const finder = document.querySelector("[data-finder]");
if (finder) {
  const entries = [...finder.querySelectorAll("li")];
  const field = make("input", { type: "search", autocomplete: "off" });
  const hits = make("p", { className: "hits" });
  hits.setAttribute("role", "status");
  for (const also of finder.querySelectorAll(".also")) also.hidden = false;
  const mark = (part, wanted) => part.classList.toggle("found", wanted.some((word) => holds(part.textContent, [word])));
  field.addEventListener("input", () => {
    const wanted = wordsOf(field.value);
    finder.classList.toggle("searching", wanted.length > 0);
    for (const entry of entries) {
      entry.hidden = !holds(entry.textContent, wanted);
      for (const part of entry.querySelectorAll("small span")) mark(part, wanted);
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
  finder.classList.add("comfortable");
  finder.querySelector("h2").after(labelled(finder.dataset.finder, field), hits);
}
