/*
 * The phone on which a reviewer plays a call: keys, silence, what other systems and queues answer, and the
 * transcript of what is heard. Prompts take no time here; the clock shows what they take on a real call, on which a
 * caller presses a key of a menu as soon as it has been announced, and any other key when the prompt has ended.
 */

const KEYPAD = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"];
const KEY_NAMES = { "*": "star", "#": "hash" };

/** What was done so far, the last at the end: {state, entries, path}. */
let moments = [];
const now = () => moments.at(-1)?.state;

// The call

function dial(way, at = byId("at").value, more = {}) {
  const fields = Object.fromEntries([...document.querySelectorAll("[data-field]")]
    .filter((input) => input.value).map((input) => [input.dataset.field, input.value]));
  const begun = startCall(PHONE, way, {
    language: byId("call-language")?.value ?? PHONE.offered[0],
    began: secondOf(at || DATA.moments.usual, PHONE.phones[0].zone),
    number: byId("caller").value.trim(),
    fields: { ...fields, ...more },
    entry: entryWay(),
  });
  moments = [];
  keep(begun, []);
}

const entryWay = () => own(PHONE.entries, byId("called")?.value) ?? Object.values(PHONE.entries)[0];

function callFrom(station) {
  showPanel("call", true);
  dial({ source: "(start)", kind: "start", to: PHONE.stations.indexOf(station) });
  render();
}

/** Let something happen on the call, and what follows of itself. */
function perform(event) {
  if (!now() || now().phase === "ended") return;
  keep(step(now(), event), moments.at(-1).path);
}

/** Keep a moment; what is being spoken comes to its end. */
function keep({ state, heard }, path) {
  const entries = entriesOf(PHONE, state, heard);
  const passed = [...path, ...cameTo(heard)];
  while (state.phase === "speaking") {
    ({ state, heard } = step(state, { type: "finished" }));
    entries.push(...entriesOf(PHONE, state, heard));
    passed.push(...cameTo(heard));
  }
  moments.push({ state, entries, path: passed });
}

const cameTo = (heard) => heard.filter((item) => item.to).map((item) => item.to.id);

const press = (key) => perform({ type: "key", key, after: listensFor(now(), key) });

/** Seconds for which a caller who is going to press a key listens first. */
function listensFor(state, key) {
  if (!state?.left || state.station.kind !== "menu" || state.asking) return state?.left ?? 0;
  return Math.min(state.left, own(state.line.told, key) ?? 0);
}

/** Play a planned call. */
function playWay(way) {
  showPanel("call", true);
  byId("at").value = way.at;
  dial(entryWay(), way.at, way.fields);
  for (const event of way.events) if (event.type !== "finished") perform(event);
  render();
}

// What is shown

function callPanel() {
  return [
    conditions(),
    el("h3", { class: "hidden" }, say("transcript")),
    el("div", { id: "log", role: "log", aria: { live: "polite", label: say("transcript") }, tabindex: "0" },
      el("ol", { id: "transcript" })),
    el("div", { class: "phone" },
      el("div", { class: "display" },
        el("p", { id: "where" }, say("not_called")),
        el("p", { id: "facts", class: "faint" }),
        el("p", { id: "typed", aria: { live: "polite" } })),
      el("ul", { id: "choices", aria: { label: say("choices") } }),
      el("div", { id: "ask", role: "group", aria: { label: say("answers") }, hidden: true }),
      speechForm(),
      el("div", { class: "pad", role: "group", aria: { label: say("keypad") } }, KEYPAD.map(padKey)),
      el("div", { class: "deeds" },
        deed("dial", "call_now", () => dial(entryWay()), { class: "main", disabled: false }),
        deed("silence", "silence", () => perform({ type: "silence" }), { title: say("about_silence") }),
        deed("take-back", "take_back", takeBack),
        deed("hang-up", "hang_up", () => perform({ type: "hang up" })))),
  ];
}

/** A button that does something on the call; until there is one, only calling is possible. */
function deed(id, name, act, attributes = {}) {
  return button(say(name), done(act), { id, disabled: true, ...attributes });
}

/** Do something, and show what comes of it. */
const done = (act) => () => {
  act();
  render();
};

function padKey(key) {
  const name = own(KEY_NAMES, key);
  const label = name ? { aria: { label: say(name) } } : {};
  return button(key, done(() => press(key)), { disabled: true, data: { key }, ...label });
}

function takeBack() {
  if (moments.length > 1) moments.pop();
}

function speechForm() {
  if (!PHONE.stations.some((station) => station.speech)) return null;
  const hint = say("say_what");
  const words = el("input", { id: "words", aria: { label: hint }, placeholder: hint, autocomplete: "off" });
  const submit = (event) => {
    event.preventDefault();
    if (!words.value.trim()) return;
    perform({ type: "speech", text: words.value.trim(), after: now()?.left ?? 0 });
    words.value = "";
    render();
  };
  const submitter = el("button", { type: "submit" }, say("say_it"));
  return el("form", { class: "speech", id: "speech", hidden: true, on: { submit } }, words, submitter);
}

// What a call needs to know before it begins

function conditions() {
  const { presets, usual } = DATA.moments;
  const numbers = Object.keys(PHONE.entries);
  const caller = { id: "caller", value: PHONE.caller, placeholder: say("withheld"), autocomplete: "off" };
  return el("details", { class: "conditions" },
    el("summary", {}, say("conditions"), " ", el("span", { id: "open", class: "faint" })),
    field("at_time", el("input", { type: "datetime-local", id: "at", value: usual, on: { input: showHours } })),
    presets.length > 0 && el("div", { class: "presets" }, presets.map(preset)),
    numbers.length > 1 && field("called_number", select("called", numbers)),
    field("caller_number", el("input", caller)),
    PHONE.offered.length > 1 && field("language", select("call-language", PHONE.offered)),
    testedFields().map(knownField));
}

const field = (name, input, values = {}) => el("label", {}, el("span", {}, say(name, values)), input);
const select = (id, values) => el("select", { id }, values.map((value) => el("option", {}, value)));

/** What is known about the caller before the call, as far as it decides where that goes. */
function knownField([name, values]) {
  const list = `values-${name}`;
  return [
    field("known_field", el("input", { data: { field: name }, list, autocomplete: "off" }), { name }),
    el("datalist", { id: list }, values.map((value) => el("option", { value }))),
  ];
}

function preset({ hours, open, at }) {
  const set = () => {
    byId("at").value = at;
    showHours();
  };
  return button(say(open ? "when_open" : "when_closed", { hours }), set);
}

/** The fields that decide where calls go, with the values that they tell apart. */
function testedFields() {
  const found = new Map();
  for (const station of PHONE.stations) {
    if (station.kind !== "branch" || !station.field) continue;
    const values = Object.keys(station.cases).filter((value) => value !== "else");
    found.set(station.field, [...new Set([...(found.get(station.field) ?? []), ...values])]);
  }
  return [...found];
}

function showHours() {
  const { hours, zone } = PHONE.phones[0];
  const seconds = secondOf(byId("at").value || DATA.moments.usual, zone);
  byId("open").textContent = Object.entries(hours).slice(0, 3)
    .map(([name, week]) => say(isOpen(week, seconds, zone) ? "is_open" : "is_closed", { hours: name })).join(", ");
}

// The call as it stands

function render() {
  const state = now();
  if (!byId("where") || !state) return;
  const { path } = moments.at(-1);
  const over = state.phase === "ended";
  byId("where").replaceChildren(over ? endNote(PHONE, state.ending) : nodeLink(state.station.id, "call"));
  byId("where").classList.toggle("lost", over && state.ending.outcome === "lost");
  byId("facts").textContent = [clock(state.clock), sayCount("presses", state.presses), state.language].join(" · ");
  byId("typed").textContent = state.station?.sensitive ? "•".repeat(state.entry.length) : state.entry;
  for (const key of document.querySelectorAll(".pad button")) key.disabled = over;
  byId("silence").disabled = over || state.phase === "asking";
  byId("hang-up").disabled = over;
  byId("take-back").disabled = moments.length < 2;
  if (byId("speech")) byId("speech").hidden = over || !state.station?.speech;
  showChoices(state);
  showAnswers(state);
  showTranscript();
  markNodes("here", over || !state.station ? [] : [state.station.id]);
  markNodes("passed", path);
  if (path.length) showNode(over ? (state.ending.node ?? path.at(-1)) : path.at(-1));
}

function showChoices(state) {
  const listens = state.phase === "listening" || state.phase === "waiting";
  byId("choices").replaceChildren(...(listens ? choicesAt(state) : []).map(([key, label]) =>
    el("li", {}, key && el("kbd", {}, key), ` ${label}`)));
}

/** The keys that work now, and what each is for. */
function choicesAt(state) {
  const { station } = state;
  if (state.asking === "confirm") return [["1", say("yes")], ["2", say("no")]];
  const [least, most] = digitsOf(station);
  const count = least === most ? String(most) : `${least}–${most}`;
  const enters = state.asking === "number" || station.kind === "input";
  const entry = enters ? [["0-9", say("digits", { count })], [station.terminator, say("finish")]] : [];
  if (state.asking) return entry;
  const labels = own(station.labels, state.language) ?? [];
  const working = labels.filter(([key]) => key.startsWith(state.entry) || !/^[0-9*#]+$/.test(key));
  return [...entry, ...working.map(([key, label]) => (/^[0-9*#]+$/.test(key) ? [key, label] : ["", `“${label}”`]))];
}

function showAnswers(state) {
  const asks = state.phase === "asking" || state.phase === "waiting";
  byId("ask").hidden = !asks;
  if (!asks) return byId("ask").replaceChildren();
  const { station } = state;
  const question = say(`ask_${station.kind}`, { name: station.about || station.id });
  const answers = Object.keys(station.answers).map((name) => {
    const said = own(DATA.words, `answer_${name}`) ?? name;
    return button(said, done(() => perform({ type: "answer", name })), { data: { answer: name } });
  });
  return byId("ask").replaceChildren(el("p", {}, question), ...answers);
}

function showTranscript() {
  const state = now();
  const entries = moments.flatMap((moment) => moment.entries);
  if (state.phase === "ended") {
    entries.push({ at: state.clock, who: "system", node: state.ending.node ?? "", text: endNote(PHONE, state.ending) });
  }
  const list = byId("transcript");
  const isShown = (item, at) => item.title === titleOf(entries[at]) && item.lastChild.textContent === entries[at].text;
  if (list.children.length > entries.length || ![...list.children].every(isShown)) list.replaceChildren();
  list.append(...entries.slice(list.children.length).map(entryRow));
  keepsLast.observe(byId("log"));
  byId("log").scrollTop = byId("log").scrollHeight;
}

const titleOf = ({ at, node }) => `${clock(at)} ${node}`.trim();

function entryRow(entry) {
  return el("li", { class: entry.who, title: titleOf(entry) },
    el("time", {}, clock(entry.at)),
    el("span", { class: "hidden" }, say(`who_${entry.who}`)),
    el("span", { class: "said", lang: entry.language }, entry.text));
}

/** Keep the last words in sight when the room for them gets smaller. */
const keepsLast = new ResizeObserver(([{ target }]) => { target.scrollTop = target.scrollHeight; });

addPanel("call", callPanel);

byId("call").addEventListener("keydown", (event) => {
  const elsewhere = event.target.closest("input, select, summary") || event.ctrlKey || event.metaKey || event.altKey;
  if (elsewhere || !KEYPAD.includes(event.key) || !now()) return;
  event.preventDefault();
  press(event.key);
  render();
});
