/* How a call moves along a way to a station, and what happens there: ivrlint/call/moving.py. */

/** Take a way; returns the next one where the call does not stop at its end. */
function follow(walk, way) {
  if (way.sets) walk.fields = { ...walk.fields, ...way.sets };
  if (way.language) walk.language = way.language;
  switch (way.turn) {
    case undefined:
      fresh(walk);
      return arrive(walk, walk.phone.stations[way.to], way);
    case "repeat": return arrive(walk, walk.station, way);
    case "back": return back(walk, way);
    case "start": return restart(walk, way);
    case "hangup":
      walk.heard.push({ type: "way", way, to: null });
      return hangUp(walk);
    default:
      walk.heard.push({ type: "way", way, to: null });
      end(walk, "lost", undefined, way.reason);
      return null;
  }
}

function back(walk, way) {
  const menus = walk.menus.at(-1) === walk.station ? walk.menus.slice(0, -1) : walk.menus;
  if (!menus.length) return arrive(walk, walk.station, way);
  walk.menus = menus;
  fresh(walk);
  return arrive(walk, menus.at(-1), way);
}

function restart(walk, way) {
  const entry = walk.frames.length ? walk.phone.phones[walk.station.phone].entry : walk.entryWay;
  walk.menus = [];
  fresh(walk);
  return entry.to === undefined ? entry : arrive(walk, walk.phone.stations[entry.to], way);
}

function arrive(walk, station, way) {
  walk.heard.push({ type: "way", way, to: station });
  walk.station = station;
  walk.entry = walk.asking = "";
  walk.line = QUIET;
  walk.left = 0;
  if (walk.marks.some((mark) => mark.station === station && isBackAt(walk, mark))) return lose(walk, "goes_round");
  const { fields, frames, silences, misses } = walk;
  walk.marks = [...walk.marks, { station, depth: walk.menus.length, fields, frames, silences, misses }];
  return BEGIN[station.kind](walk, station);
}

/** Is the call as it was at a mark, which it passed since the caller last did something? */
function isBackAt(walk, mark) {
  if (!sameFields(mark.fields, walk.fields)) return false;
  const begins = mark.frames.every((frame, at) => sameFrame(frame, walk.frames[at]));
  if (begins && walk.frames.length > mark.frames.length) return true;
  return (
    begins && walk.frames.length === mark.frames.length && walk.menus.length >= mark.depth &&
    walk.silences === mark.silences && walk.misses === mark.misses
  );
}

function sameFrame(one, other) {
  return (
    other !== undefined && one.station === other.station && one.menus.length === other.menus.length &&
    one.menus.every((menu, at) => menu === other.menus[at])
  );
}

// Stations

const BEGIN = {
  menu(walk, station) {
    if (walk.menus.at(-1) !== station) walk.menus = [...walk.menus, station];
    const again = station.returns && walk.known.includes(station);
    if (station.returns && !again) walk.known = [...walk.known, station];
    ask(walk, again ? "return" : "prompt");
    return null;
  },
  input(walk) {
    ask(walk, "prompt");
    return null;
  },
  message(walk, station) {
    if (station.sets) walk.fields = { ...walk.fields, ...station.sets };
    return utter(walk);
  },
  branch(walk, station) {
    if (station.answers) {
      walk.phase = "asking";
      return null;
    }
    if (station.hours === undefined) {
      const value = own(walk.fields, station.field);
      return (value !== undefined && own(station.cases, valueOf(value))) || station.cases.else;
    }
    const { hours, zone } = walk.phone.phones[station.phone];
    return station.cases[isOpen(hours[station.hours], walk.began + walk.clock, zone) ? "open" : "closed"];
  },
  flow(walk, station) {
    if (station.runs === undefined) return station.unreadable;
    walk.frames = [...walk.frames, { station, menus: walk.menus }];
    walk.menus = [];
    return walk.phone.phones[station.runs].entry;
  },
  broken: (walk) => lose(walk, "broken"),
  lookup: utter,
  transfer: utter,
  voicemail: utter,
  callback: utter,
  hangup: utter,
};

function utter(walk) {
  const line = lineOf(walk, "prompt");
  if (line.text || line.seconds) speak(walk, line);
  walk.phase = "speaking";
  return null;
}
