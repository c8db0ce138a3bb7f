/* What has changed for callers since an older version, and what the linter found only then or only now. */

const SIGNS = { "+": "gained", "-": "lost", "~": "otherwise" };

function changesPanel() {
  const { against, groups, gained, resolved } = DATA.changes;
  return [
    el("p", { class: "faint" }, say("against", { file: against })),
    groups.length === 0 && el("p", { class: "fine" }, say("no_changes")),
    groups.map(({ title, changes }) => [el("h3", {}, title), el("ul", { class: "changes" }, changes.map(changeRow))]),
    findingsOf("gained_findings", gained),
    findingsOf("resolved_findings", resolved),
  ];
}

function changeRow({ sign, message, node, ways, words }) {
  return el("li", { class: SIGNS[sign] },
    el("span", { class: "sign" },
      el("span", { aria: { hidden: "true" } }, sign),
      el("span", { class: "hidden" }, say(SIGNS[sign]))),
    el("div", {},
      el("p", {}, prose(message), node && [" ", nodeLink(node, "changes")]),
      words.length > 0 && el("p", {}, words.map(pieceOf)),
      ways && el("p", { class: "faint" }, ways)));
}

function pieceOf({ sign, text }) {
  return sign === "=" ? text : el(sign === "+" ? "ins" : "del", {}, text);
}

function findingsOf(name, findings) {
  const list = findings.map((finding) => findingOf(finding, "changes"));
  return list.length > 0 && [el("h3", {}, say(name)), el("ul", { class: "findings" }, list)];
}

if (DATA.changes) addPanel("changes", changesPanel, DATA.changes.groups.flatMap((group) => group.changes).length);
