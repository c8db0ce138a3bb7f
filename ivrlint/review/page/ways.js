/* The shortest way to each destination: what is pressed, how often, and how long it takes; each can be played. */

function waysPanel() {
  if (!DATA.ways.length) return el("p", {}, say("no_ways"));
  const head = ["destination", "presses", "after", "press"].map((name) => el("th", { scope: "col" }, say(name)));
  return [
    el("p", { class: "faint" }, say("about_ways")),
    el("table", {},
      el("thead", {}, el("tr", {}, head, el("th", { scope: "col" }, el("span", { class: "hidden" }, say("play"))))),
      el("tbody", {}, DATA.ways.map(wayRow))),
  ];
}

function wayRow(way) {
  const station = NODES.get(way.node);
  const label = say("play_to", { node: way.node });
  const when = way.at === DATA.moments.usual ? [] : [way.at.replace("T", " ")];
  return el("tr", {},
    el("th", { scope: "row" }, nodeLink(way.node, "ways"), el("small", {}, station ? kindOf(station) : "")),
    el("td", { class: "number" }, FIGURES.format(way.presses)),
    el("td", { class: "number" }, clock(way.seconds)),
    el("td", {}, way.press ? way.press.split(",").map((key) => [el("kbd", {}, keyWord(key)), " "]) : "—",
      el("small", {}, [...when, ...way.given].join(", "))),
    el("td", {}, button("▶", () => playWay(way), { class: "play", aria: { label } })));
}

const keyWord = (token) => (token === "wait" ? say("silence") : token);

addPanel("ways", waysPanel);
