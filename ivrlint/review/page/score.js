/* The evaluation form: a mark for each thing that makes callers trust or distrust a service. */

function scorePanel() {
  const { total, marks } = DATA.score;
  const parts = Map.groupBy(marks, (mark) => mark.part);
  return [
    el("p", { class: "total" }, el("strong", {}, MARKS.format(total)), ` ${say("of_ten")}`),
    [...parts.values()].map((part) => el("ul", { class: "marks" }, part.map(markRow))),
    el("p", { class: "faint" }, prose(say("about_score"))),
  ];
}

function markRow({ title, mark, reasons }) {
  const bar = el("meter", { min: 0, max: 10, low: 5, high: 8, optimum: 10, value: mark, aria: { label: title } });
  return el("li", {}, el("span", { class: "title" }, title), bar, el("span", { class: "number" }, MARKS.format(mark)),
    reasons.length > 0 && el("small", {}, reasons.join(" · ")));
}

if (DATA.score) addPanel("score", scorePanel, MARKS.format(DATA.score.total));
