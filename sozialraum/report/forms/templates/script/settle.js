// What lies between is laid out late and then has another height: go to an anchor until it stays.
const settle = (tries = 12) => {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  target.scrollIntoView();
  if (tries) requestAnimationFrame(() => settle(tries - 1));
};
addEventListener("hashchange", () => settle());
settle();
