/* The panels beside the diagram, one tab each; a panel is filled when it is first shown, all of them for print. */

const PANELS = []; // {name, tab, panel, content}

/** Add a panel; `content` makes what stands in it, once. */
function addPanel(name, content, count = "") {
  const title = say(name);
  const tab = el("button", {
    type: "button", role: "tab", id: `tab-${name}`, tabindex: "-1", aria: { controls: name, selected: "false" },
    on: { click: () => showPanel(name) },
  }, title, count !== "" && el("span", { class: "count" }, String(count)));
  const labelled = { labelledby: `tab-${name}` };
  const attributes = { role: "tabpanel", id: name, hidden: true, tabindex: "0", aria: labelled };
  const panel = el("div", attributes, el("h2", {}, title));
  byId("tabs").append(tab);
  byId("panels").append(panel);
  PANELS.push({ name, tab, panel, content });
}

function fillPanel(entry) {
  if (!entry.content) return;
  const content = entry.content;
  entry.content = null;
  entry.panel.append(...[content()].flat(Infinity).filter(Boolean));
}

function showPanel(name, focus = false) {
  for (const entry of PANELS) {
    const shown = entry.name === name;
    entry.panel.hidden = !shown;
    entry.tab.setAttribute("aria-selected", String(shown));
    entry.tab.setAttribute("tabindex", shown ? "0" : "-1");
    if (shown) fillPanel(entry);
    if (shown && focus) entry.tab.focus();
  }
}

const isShown = (name) => !byId(name).hidden;

byId("tabs").addEventListener("keydown", (event) => {
  const here = PANELS.findIndex(({ tab }) => tab === document.activeElement);
  const to = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: PANELS.length - 1 }[event.key];
  if (to === undefined || here < 0) return;
  event.preventDefault();
  showPanel(PANELS[(to + PANELS.length) % PANELS.length].name, true);
});

window.addEventListener("beforeprint", () => PANELS.forEach(fillPanel));
byId("print").addEventListener("click", () => window.print());
