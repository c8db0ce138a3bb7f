/* What all parts of the page share: the data, words, elements, and the node that has been chosen. */

/** @type {{phone: object, findings: object[], ways: object[], score: object, words: Object<string, string>}} */
const DATA = JSON.parse(document.getElementById("data").textContent);
const PHONE = DATA.phone;
const byId = (id) => document.getElementById(id);
/** The stations of the flow itself, not of those that it runs. */
const NODES = new Map(PHONE.stations.filter((station) => station.phone === 0).map((station) => [station.id, station]));

/** A word or sentence of the page, its slots filled. */
const say = (name, values = {}) => fill(DATA.words[name], values);

/** A word for one, or for many. */
const sayCount = (name, count) => say(count === 1 ? `${name}_one` : `${name}_many`, { count });

/** The kind of a node in words. */
const kindOf = (station) => DATA.kinds[station.machine ? "machine" : station.kind] ?? station.kind;

/**
 * An element. `on` holds listeners, `data` and `aria` what such attributes say; all others are attributes.
 * Children are elements or texts; a text is never read as markup.
 */
function el(tag, { on = {}, data = {}, aria = {}, ...attributes } = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== undefined && value !== null) made.setAttribute(name, value);
  }
  for (const [name, value] of Object.entries(aria)) made.setAttribute(`aria-${name}`, value);
  for (const [name, listener] of Object.entries(on)) made.addEventListener(name, listener);
  Object.assign(made.dataset, data);
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

/** A message of the linter: what stands between backticks is shown as code. */
const prose = (text) => text.split(/`([^`]+)`/).map((part, number) => (number % 2 ? el("code", {}, part) : part));

const button = (text, click, attributes = {}) => el("button", { type: "button", on: { click }, ...attributes }, text);

/** Seconds as people read them: 18 s, in the page's own way of writing numbers. */
const FIGURES = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 0 });
const TENTHS = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
const MARKS = new Intl.NumberFormat(document.documentElement.lang, TENTHS);
const inSeconds = (seconds) => say("seconds", { count: FIGURES.format(seconds) });

/** Seconds as a call's clock shows them. */
const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds) % 60).padStart(2, "0")}`;

// The node that has been chosen: anything may choose, everything may listen.

let chosen = null;

/** Choose a node; `by` names the part of the page that did. */
function choose(id, by = "") {
  chosen = id;
  document.dispatchEvent(new CustomEvent("chosen", { detail: { id, by } }));
}

const onChosen = (listener) => document.addEventListener("chosen", (event) => listener(event.detail));

/** A node's name that chooses it. */
function nodeLink(id, by = "") {
  return NODES.has(id) ? button(id, () => choose(id, by), { class: "node" }) : el("span", { class: "node" }, id);
}
