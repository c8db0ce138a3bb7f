/* What a caller's keys and words come to at a station that listens: ivrlint/call/entries.py and speech.py. */

function pressKey(walk, key) {
  walk.marks = [];
  if (walk.asking === "confirm") return confirm(walk, key);
  const station = walk.station;
  const entry = walk.entry + key;
  const spells = station.spells ?? [];
  if (walk.entry && key === station.terminator && !own(station.keys, entry) && !spells.includes(entry)) {
    return conclude(walk, true);
  }
  walk.entry = entry;
  return mayGoOn(walk, entry) ? null : conclude(walk);
}

/** May more keys still belong to this entry? */
function mayGoOn(walk, entry) {
  const { station, asking } = walk;
  if (asking === "" && ((station.spells ?? []).includes(entry) || entry.length < (station.waits_for ?? 1))) return true;
  return (station.kind !== "callback" || asking === "number") && isDigits(entry) && begins(station, entry);
}

const isDigits = (text) => /^[0-9]*$/.test(text);
const digitsOf = (station) => station.digits ?? [0, 0];
const fits = (row, digits) => [...digits].every((digit, place) => row[place].includes(digit));

/** Are these digits an entry that is taken here? */
function takes(station, digits) {
  const [least, most] = digitsOf(station);
  if (!station.only) return least <= digits.length && digits.length <= most;
  return station.only.some((row) => row.length === digits.length && fits(row, digits));
}

/** Do longer entries of digits that are taken here begin with these? */
function begins(station, digits) {
  if (!station.only) return digits.length < digitsOf(station)[1];
  return station.only.some((row) => row.length > digits.length && fits(row, digits));
}

function takeAhead(walk) {
  const key = walk.ahead[0];
  walk.ahead = walk.ahead.slice(1);
  walk.left = 0;
  return pressKey(walk, key);
}

/** The keys pressed so far are the whole entry; ended: the caller pressed a key that says so. */
function conclude(walk, ended = false) {
  const { station, entry } = walk;
  walk.entry = "";
  const isNumber = isDigits(entry) && takes(station, entry);
  if (walk.asking === "" && !(ended && isNumber && station.kind === "input")) {
    const way = own(station.keys, entry);
    if (way) return way;
  }
  if (!isNumber) return noMatch(walk, entry);
  if (station.kind === "input") return entered(walk, entry);
  return station.kind === "callback" ? otherNumber(walk, entry) : dialled(walk, entry);
}

function noMatch(walk, words) {
  const { station, phone } = walk;
  said(walk, "no_match", station.sensitive && !walk.asking ? phone.notes.mask : words);
  walk.misses = Math.min(walk.misses + 1, Math.max(1, station.misses));
  if (walk.misses >= station.misses) return giveUp(walk, "no_match");
  askAgain(walk, "no_match", walk.misses);
  return null;
}

function dialled(walk, digits) {
  said(walk, "entered", digits);
  walk.fields = { ...walk.fields, extension: digits };
  return walk.station.dial;
}

function entered(walk, digits) {
  const { station, phone } = walk;
  said(walk, "entered", station.sensitive ? phone.notes.mask : digits);
  if (station.field) {
    walk.fields = { ...walk.fields, [station.field]: station.sensitive ? { secret: digits } : digits };
  }
  if (station.ends && digits.length === digitsOf(station)[1]) {
    walk.trailing = walk.ahead ? "" : station.ends;
    if (walk.ahead.startsWith(station.ends)) walk.ahead = walk.ahead.slice(station.ends.length);
  }
  if (!station.confirms) return station.entered;
  fresh(walk);
  walk.asking = "confirm";
  question(walk);
  return null;
}

function otherNumber(walk, digits) {
  said(walk, "entered", digits);
  walk.fields = { ...walk.fields, [CALLBACK_NUMBER]: digits };
  fresh(walk);
  walk.asking = "confirm";
  question(walk);
  return null;
}

function confirm(walk, key) {
  const station = walk.station;
  if (key === "1") {
    said(walk, "confirmed", key);
    return station.kind === "callback" ? promise(walk) : station.entered;
  }
  if (key === "2") {
    said(walk, "corrected", key);
    fresh(walk);
    walk.asking = station.kind === "callback" ? "number" : "";
    if (walk.asking) question(walk);
    else ask(walk, "prompt");
    return null;
  }
  return own(station.keys, key) ?? noMatch(walk, key);
}

function speakUp(walk, text) {
  const { station, phone } = walk;
  if (!station.speech || walk.asking) {
    said(walk, "ignored", text);
    return null;
  }
  walk.marks = [];
  walk.left = 0;
  walk.entry = "";
  said(walk, "speech", station.sensitive ? phone.notes.mask : text);
  const way = understood(text, station, walk.language);
  if (way) return way;
  const digits = text.split(/\s+/).join("");
  if (station.kind === "input" && digits && isDigits(digits)) {
    walk.entry = digits;
    return conclude(walk);
  }
  return noMatch(walk, text);
}

/** The way whose phrase is said, or whose phrase stands inside what is said: the longest, then the first. */
function understood(text, station, language) {
  const heard = plainWords(text);
  let best = [0, null];
  if (!heard) return null;
  for (const [key, phrases] of own(station.speech, language) ?? []) {
    for (const phrase of phrases) {
      if (phrase === heard) return station.keys[key];
      if (phrase.length > best[0] && ` ${heard} `.includes(` ${phrase} `)) best = [phrase.length, station.keys[key]];
    }
  }
  return best[1];
}

/** Words only, in lower case, without accents and signs. */
function plainWords(text) {
  const plain = [...text].map((sign) => {
    const bare = [...sign.normalize("NFD")][0].toLowerCase();
    return [...bare].length === 1 ? bare : sign;
  });
  return plain.map((sign) => (/[\p{L}\p{N}]/u.test(sign) ? sign : " ")).join("").split(/\s+/).filter(Boolean).join(" ");
}
