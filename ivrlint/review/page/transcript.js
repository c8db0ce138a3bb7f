/* What a step of a call adds to its transcript: {at, who: "ivr" | "caller" | "system", node, text}. */

const CALLER_WAYS = new Set(["option", "key", "dial", "entered", "wait_key"]);

function entriesOf(phone, state, heard) {
  const at = state.clock;
  const found = [];
  let spoken = false;
  for (const item of heard) {
    if (item.type === "line") {
      if (item.text) found.push({ at, who: "ivr", node: item.node, text: item.text, language: item.language });
    } else if (item.type === "said") {
      spoken ||= item.kind === "speech";
      found.push({ at, who: "caller", node: item.node, text: fill(phone.notes.deeds[item.kind], item) });
    } else if (CALLER_WAYS.has(item.way.kind)) {
      if (item.way.key && !spoken) found.push({ at, who: "caller", node: item.way.source, text: item.way.key });
    } else if (item.way.note) {
      found.push({ at, who: "system", node: item.way.source, text: item.way.note });
    }
  }
  return found;
}

/** How a call ended, in a sentence. */
function endNote(phone, { outcome, node, target, reason }) {
  return fill(phone.notes.ends[outcome], { node: node ?? "", target: target ?? node ?? "", reason: reason ?? "" });
}
