/* Search in the diagram: in the names of nodes, in what they say, and in the labels of their keys. */

const TEXTS = new Map([...NODES.values()].map((station) => [station.id, plainWords(textsOf(station).join(" "))]));
let hits = [];
let at = -1;

function textsOf(station) {
  const lines = Object.values(station.lines ?? {}).flat().map((number) => PHONE.lines[number].text);
  const labels = Object.values(station.labels ?? {}).flat().map(([, label]) => label);
  return [station.id, kindOf(station), station.about ?? "", ...lines, ...labels];
}

function search() {
  const wanted = plainWords(byId("wanted").value);
  hits = wanted ? order.filter((id) => TEXTS.get(id).includes(wanted)) : [];
  at = -1;
  markNodes("hit", hits);
  if (hits.length) goToHit(1);
  else byId("found").value = wanted ? say("nothing") : "";
}

function goToHit(by) {
  if (!hits.length) return;
  at = (at + by + hits.length) % hits.length;
  byId("found").value = say("hit", { at: at + 1, all: hits.length });
  choose(hits[at], "search");
}

byId("wanted").addEventListener("input", search);
byId("before").addEventListener("click", () => goToHit(-1));
byId("find").addEventListener("submit", (event) => {
  event.preventDefault();
  goToHit(1);
});
