// What all parts of the script share.
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
const filled = (text, values) => text.replace(/%(\w+)/g, (sign, key) => values[key] ?? sign);
const say = (name, values = {}) => filled(words[name], values);
const status = make("p", { className: "spoken", role: "status" });
document.body.append(status);

// A text as people may type it: without umlauts, or with them spelled out ("loebtau").
const parted = (text) => text.toLocaleLowerCase(language).replace(/\u00df/g, "ss").normalize("NFD");
const plain = (text) => parted(text).replace(/[\u0300-\u036f]/g, "");
const spelled = (text) => plain(parted(text).replace(/\u0308/g, "e"));
const wordsOf = (text) => plain(text).split(/[\s,/]+/).filter(Boolean);
const holds = (text, wanted) => {
  const forms = [plain(text), spelled(text)];
  return wanted.every((word) => forms.some((form) => form.includes(word)));
};
