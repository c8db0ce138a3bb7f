/* The card of the node that has been chosen: what it is, what it says, where it leads, what is wrong with it. */

function cardOf(station) {
  const findings = DATA.findings.filter((finding) => finding.node === station.id);
  const close = button("×", () => choose(null, "card"), { class: "close", aria: { label: say("close") } });
  const call = button(say("call_from_here"), () => callFrom(station), { class: "main" });
  return [
    el("div", { class: "head" }, el("h3", {}, el("small", {}, kindOf(station)), " ", station.id), call, close),
    el("p", { class: "faint" }, station.place),
    el("div", { class: "texts" }, textRows(station)),
    waysOn(station),
    findings.length > 0 && el("ul", { class: "findings" }, findings.map((finding) => findingOf(finding, "card"))),
  ];
}

/** Where a node leads, key by key. */
function waysOn(station) {
  const labels = new Map(own(station.labels, PHONE.offered[0]) ?? []);
  const rows = [
    ...[...labels.keys()].map((key) => [key, labels.get(key), station.keys[key]]),
    ...Object.entries(station.cases ?? station.answers ?? station.outcomes ?? {}).map(([name, way]) => ["", name, way]),
    ...["next", "entered", "dial", "no_input", "no_match"].map((name) => ["", say(`way_${name}`), station[name]]),
  ].filter(([, , way]) => way);
  return rows.length > 0 && el("ul", { class: "ways" }, rows.map(([key, label, way]) =>
    el("li", {}, key && el("kbd", {}, key), ` ${label} → `, target(way))));
}

function target(way) {
  if (way.turn) return el("span", { class: "node" }, say(`turn_${way.turn}`));
  const station = PHONE.stations[way.to];
  return nodeLink(station.id, "card");
}

onChosen(({ id }) => {
  const station = NODES.get(id);
  card.hidden = !station;
  card.replaceChildren(...(station ? cardOf(station).filter(Boolean) : []));
  card.scrollTop = 0;
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && chosen) {
    const inside = card.contains(document.activeElement);
    const left = chosen;
    choose(null, "card");
    if (inside && boxes.has(left)) focusNode(left);
  }
});
