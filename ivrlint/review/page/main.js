/* Puts the page together: its head, the switch between light and dark, the panel that is shown first. */

function setUpHead() {
  const { name, description, file, reviewed, counts, score } = DATA;
  byId("name").textContent = name || file;
  const about = [description, PHONE.offered.join(", "), reviewed && say("reviewed", { date: reviewed }), file];
  byId("about").textContent = about.filter(Boolean).join("  ·  ");
  const sums = ["error", "warning", "info"].filter((severity) => counts[severity]);
  byId("sums").append(
    score ? el("li", {}, el("strong", {}, MARKS.format(score.total)), ` ${say("of_ten")}`) : "",
    ...sums.map((severity) => el("li", { class: severity }, sayCount(severity, counts[severity]))),
    ...(sums.length ? [] : [el("li", { class: "fine" }, say("no_findings"))]));
}

byId("theme").addEventListener("click", () => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const now = root.dataset.theme ?? (dark ? "dark" : "light");
  root.dataset.theme = now === "dark" ? "light" : "dark";
});

setUpHead();
showPanel(DATA.findings.length || DATA.changes ? PANELS[0].name : "call");
const named = decodeURIComponent(location.hash.slice(1));
if (NODES.has(named)) choose(named, "address");
