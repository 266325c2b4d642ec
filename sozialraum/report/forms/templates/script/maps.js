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
