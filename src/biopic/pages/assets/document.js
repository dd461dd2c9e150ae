// Light up a passage and its assertions together: whichever of the two is pointed at, focused or linked to.
const runs = [...document.querySelectorAll("[data-passages]")];
const listed = [...document.querySelectorAll(".margin .passages > li")];

function light(anchor) {
  for (const run of runs) run.classList.toggle("lit", Boolean(anchor) && run.dataset.passages.split(" ").includes(anchor));
  for (const item of listed) item.classList.toggle("lit", item.id === `s${anchor}`);
}

function linked() {
  const place = decodeURIComponent(location.hash.slice(1)).replace(/^s(?=p\d)/, "");
  light(/^p\d+-\d+$/.test(place) ? place : "");
}

for (const run of runs) {
  const own = run.getAttribute("href").slice(2);
  run.addEventListener("mouseenter", () => light(own));
  run.addEventListener("focus", () => light(own));
  run.addEventListener("mouseleave", linked);
}
for (const item of listed) {
  const own = item.id.slice(1);
  item.addEventListener("mouseenter", () => light(own));
  item.addEventListener("focusin", () => light(own));
  item.addEventListener("mouseleave", linked);
}
addEventListener("hashchange", linked);
linked();
