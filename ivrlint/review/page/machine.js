/*
 * The call machine: (state, event) -> (state, what is heard). It does step by step what ivrlint's own machine does
 * (ivrlint/call/machine.py and its neighbours), on the data that ivrlint has compiled; a test walks both at random
 * and compares. States are never changed once a step has ended, so that a call can be taken back.
 *
 * Events: {type: "key", key, after}, {type: "silence"}, {type: "finished"}, {type: "hang up"},
 * {type: "answer", name}, {type: "speech", text, after}.
 * What is heard: {type: "line", node, text, language}, {type: "said", node, kind, text}, {type: "way", way, to}.
 */

const CALLBACK_NUMBER = "callback_number";
const QUIET = { text: "", seconds: 0, language: "", told: {} };
const KEEPS_KEYS = new Set(["message", "branch", "lookup", "flow"]);

/** A call that is answered and begins on a way. Fields are values by name. */
function startCall(phone, way, { language, began, number, fields, entry }) {
  const walk = {
    phone, began, number, language, entryWay: entry ?? way,
    station: null, phase: "asking", asking: "", clock: 0, line: QUIET, left: 0,
    entry: "", ahead: "", trailing: "", silences: 0, misses: 0, presses: 0,
    fields: given(fields, phone.sensitive), menus: [], known: [], frames: [], marks: [], ending: null, heard: [],
  };
  go(walk, way);
  return finish(walk);
}

/** The call after an event. One that means nothing now changes nothing. */
function step(state, event) {
  if (state.phase === "ended") return { state, heard: [] };
  const walk = { ...state, heard: [] };
  go(walk, HANDLERS[event.type](walk, event));
  return finish(walk);
}

function finish(walk) {
  const { heard, ...state } = walk;
  return { state, heard };
}

function go(walk, way) {
  for (;;) {
    if (way) way = follow(walk, way);
    else if (walk.ahead && walk.phase === "listening") way = takeAhead(walk);
    else return;
  }
}

// Fields: a value is a text; one that must not be shown is kept as {secret: text}.

/** What a table has under a name; names come from the flow, and `constructor` is none of JavaScript's there. */
const own = (table, name) => (table && Object.hasOwn(table, name) ? table[name] : undefined);
const valueOf = (field) => (typeof field === "object" ? field.secret : field);
const shown = (phone, field) => (typeof field === "object" ? phone.notes.mask : field);

function given(fields, sensitive) {
  const pairs = Object.entries(fields ?? {});
  return Object.fromEntries(pairs.map(([name, value]) => [name, sensitive.includes(name) ? { secret: value } : value]));
}

function sameFields(one, other) {
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => Object.hasOwn(other, name) && valueOf(one[name]) === valueOf(other[name]))
  );
}

// Events

const HANDLERS = {
  key(walk, { key, after = 0 }) {
    walk.presses += 1;
    pass(walk, after);
    const trailing = walk.trailing;
    walk.trailing = "";
    if (trailing && key === trailing) return null;
    if (walk.phase === "listening") {
      walk.left = 0;
      return pressKey(walk, key);
    }
    if (walk.phase === "waiting") {
      const way = own(walk.station.keys, key);
      if (!way) return null;
      held(walk);
      walk.marks = [];
      return way;
    }
    if (KEEPS_KEYS.has(walk.station.kind)) walk.ahead += key;
    return null;
  },
  silence(walk) {
    const station = walk.station;
    walk.trailing = "";
    if (walk.phase === "speaking") return finished(walk);
    if (walk.phase === "waiting") {
      held(walk);
      const waits = station.waits;
      return answered(walk, waits === undefined ? "answered" : "timeout", waits ?? 0);
    }
    if (walk.phase !== "listening") return null;
    walk.clock += walk.left + (walk.entry ? station.between : station.after);
    walk.left = 0;
    if (walk.entry) return conclude(walk);
    walk.silences = Math.min(walk.silences + 1, Math.max(1, station.silences));
    said(walk, "no_input", "");
    if (walk.silences >= station.silences) return giveUp(walk, "no_input");
    askAgain(walk, "no_input", walk.silences);
    return null;
  },
  speech(walk, { text, after = 0 }) {
    pass(walk, after);
    return walk.phase === "listening" ? speakUp(walk, text) : null;
  },
  finished(walk) {
    walk.trailing = "";
    return finished(walk);
  },
  "hang up"(walk) {
    said(walk, "hung up", "");
    end(walk, "caller hung up");
    return null;
  },
  answer(walk, { name }) {
    if (walk.phase !== "asking" && walk.phase !== "waiting") return null;
    const late = walk.phase === "waiting" && name === "timeout" ? (walk.station.waits ?? 0) : 0;
    if (late) held(walk);
    return answered(walk, name, late);
  },
};

function pass(walk, seconds) {
  walk.clock += seconds;
  walk.left = Math.max(0, walk.left - seconds);
}

// What all steps use

function said(walk, kind, text) {
  walk.heard.push({ type: "said", node: walk.station.id, kind, text });
}

function fresh(walk) {
  walk.silences = walk.misses = 0;
}

function end(walk, outcome, target, reason) {
  walk.phase = "ended";
  walk.ending = { outcome, node: walk.station?.id ?? null, target: target ?? null, reason: reason ?? null };
}

function lose(walk, why, more = {}) {
  end(walk, "lost", undefined, fill(walk.phone.notes.reasons[why], { ...walk.station, ...more }));
  return null;
}

/** A sentence with its slots filled. */
function fill(template, values) {
  return template.replace(/\{(\w+)\}/g, (slot, name) => (Object.hasOwn(values, name) ? values[name] : slot));
}
