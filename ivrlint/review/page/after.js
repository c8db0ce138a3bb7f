/* What follows when something has been spoken or answered, and how a call ends: ivrlint/call/after.py. */

/** What follows when the words that are being spoken have come to their end. */
function finished(walk) {
  walk.clock += walk.left;
  walk.left = 0;
  if (walk.phase !== "speaking") return null;
  const { station } = walk;
  switch (station.kind) {
    case "message": return station.next;
    case "menu": case "input": walk.phase = "listening"; return null;
    case "lookup": walk.phase = "asking"; return null;
    case "transfer": walk.phase = "waiting"; return null;
    case "callback": return afterCallback(walk);
    case "voicemail": return served(walk, "voicemail", station.target);
    case "hangup": return hangUp(walk);
    default: return null;
  }
}

function giveUp(walk, failure) {
  return walk.station.kind === "callback" ? promise(walk) : walk.station[failure];
}

/** Let a caller whom a queue holds hear what is said meanwhile. */
function held(walk) {
  const line = lineOf(walk, "wait");
  if (line.text) walk.heard.push({ type: "line", node: walk.station.id, text: line.text, language: line.language });
}

/** What an answer leads to has been compiled; none is no way on but that somebody takes the call. */
function answered(walk, name, after) {
  walk.clock += after;
  const way = own(walk.station.answers, name);
  if (way) return way;
  end(walk, "transfer", walk.station.target);
  return null;
}

function afterCallback(walk) {
  if (walk.asking) {
    walk.phase = "listening";
    return null;
  }
  if (!walk.station.confirms) return promise(walk);
  fresh(walk);
  walk.asking = walk.number ? "confirm" : "number";
  if (walk.number) walk.fields = { ...walk.fields, [CALLBACK_NUMBER]: walk.number };
  walk.ahead = "";
  question(walk);
  return null;
}

/** End a callback: to the number that the caller gave, or to their own. */
function promise(walk) {
  const number = valueOf(own(walk.fields, CALLBACK_NUMBER) ?? "") || walk.number;
  if (!number) return lose(walk, "nobody_to_call");
  walk.fields = { ...walk.fields, [CALLBACK_NUMBER]: number };
  return served(walk, "callback", walk.station.target);
}

/** The caller got a service that ends the call, even inside another flow; a goodbye may follow. */
function served(walk, outcome, target) {
  walk.frames = [];
  const way = walk.station.next;
  if (way && way.turn !== "hangup") return way;
  end(walk, outcome, target);
  return null;
}

/** Ends the call, or the flow that another one runs, which goes on then. */
function hangUp(walk) {
  if (!walk.frames.length) {
    end(walk, "hangup");
    return null;
  }
  const name = walk.station.kind === "hangup" ? walk.station.outcome : undefined;
  const frame = walk.frames.at(-1);
  walk.frames = walk.frames.slice(0, -1);
  walk.menus = frame.menus;
  walk.station = frame.station;
  const way = (name && own(frame.station.outcomes, name)) || frame.station.next;
  if (way && !(way.turn === "lost" && way.bare)) return way;
  return lose(walk, "no_return", { outcome: name ?? "" });
}
