/* The findings of the linter, each linked to its node; choosing a node shows its findings. */

function findingOf(finding, by) {
  const message = NODES.has(finding.node) && by !== "card"
    ? button(prose(finding.message), () => choose(finding.node, by), { class: "message" })
    : el("p", { class: "message" }, prose(finding.message));
  return el("li", { class: `finding ${finding.severity}`, data: { of: finding.node } },
    el("p", { class: "rule" }, el("strong", {}, say(finding.severity)), ` ${finding.rule}`),
    message,
    finding.help && el("p", { class: "help" }, prose(finding.help)),
    el("p", { class: "faint" }, finding.place, finding.node && by !== "card" ? [" · ", finding.node] : ""));
}

function findingsPanel() {
  if (!DATA.findings.length) return el("p", { class: "fine" }, say("no_findings"));
  const rows = DATA.findings.map((finding) => findingOf(finding, "findings"));
  const list = el("ul", { class: "findings", id: "list" }, rows);
  const filters = ["error", "warning", "info"].filter((severity) => DATA.counts[severity]).map((severity) => {
    const change = () => list.classList.toggle(`no-${severity}`, !box.checked);
    const box = el("input", { type: "checkbox", checked: true, on: { change } });
    return el("label", {}, box, ` ${sayCount(severity, DATA.counts[severity])}`);
  });
  return [el("div", { class: "filters", role: "group", aria: { label: say("show") } }, filters), list];
}

addPanel("findings", findingsPanel, DATA.findings.length);

onChosen(({ id, by }) => {
  const list = byId("list");
  if (!list) return;
  const isOf = (item) => Boolean(id) && item.dataset.of === id;
  const mine = [...list.children].filter((item) => item.classList.toggle("chosen", isOf(item)));
  if (by !== "findings" && isShown("findings")) mine[0]?.scrollIntoView({ block: "nearest" });
});
