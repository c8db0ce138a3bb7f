/* How a call puts its questions, and what it speaks, slots filled: ivrlint/call/asking.py and lines.py. */

/** Put the question, unless keys pressed ahead already answer it. */
function ask(walk, kind) {
  if (walk.ahead && !walk.station.deaf) {
    walk.phase = "listening";
    return;
  }
  walk.ahead = "";
  listen(walk, lineOf(walk, kind));
}

function listen(walk, line) {
  speak(walk, line);
  walk.phase = walk.station.deaf ? "speaking" : "listening";
}

function askAgain(walk, failure, number) {
  if (walk.asking) {
    walk.phase = "listening";
    question(walk);
    return;
  }
  let kind = `${failure} ${number}`;
  for (let at = number; at > 0 && !walk.station.lines?.[kind]; at -= 1) kind = `${failure} ${at}`;
  listen(walk, lineOf(walk, walk.station.lines?.[kind] ? kind : "prompt"));
}

/** Ask what a station asks besides its own question: is this right, or which number else. */
function question(walk) {
  const { station } = walk;
  if (walk.asking === "number") return listen(walk, sentence(walk, "say-other-number", ""));
  const field = station.kind === "input" ? station.field : CALLBACK_NUMBER;
  const section = station.kind === "input" ? "say-read-back" : "say-callback-number";
  return listen(walk, sentence(walk, section, valueOf(own(walk.fields, field) ?? "")));
}

// What is spoken

function speak(walk, line) {
  walk.line = line;
  walk.left = line.seconds;
  walk.heard.push({ type: "line", node: walk.station.id, text: line.text, language: line.language });
}

/** What a station speaks, with what is known about the call filled in; an unknown slot stays as written. */
function lineOf(walk, kind) {
  const { phone, station, fields } = walk;
  const number = station.lines?.[kind]?.[phone.languages.indexOf(walk.language)];
  if (number === undefined) return QUIET;
  const line = phone.lines[number];
  if (!line.slots?.some((name) => Object.hasOwn(fields, name))) return line;
  const more = line.slots.map((name) => {
    if (!Object.hasOwn(fields, name)) return 0;
    const value = shown(phone, fields[name]);
    return line.rate * (letters(phone, value, line.language) - name.replaceAll("_", "").length);
  });
  const sum = (count) => more.slice(0, count).reduce((total, seconds) => total + seconds, 0);
  const told = Object.entries(line.told ?? {}).map(([key, at]) => [key, at + sum(line.before[key])]);
  const text = line.text.replace(/\{([^{}\s]+)\}/gu, (slot, name) =>
    Object.hasOwn(fields, name) ? shown(phone, fields[name]) : slot);
  return { ...line, text, seconds: line.seconds + sum(more.length), told: Object.fromEntries(told) };
}

function sentence(walk, section, digits) {
  const { phone, station, language } = walk;
  const said = phone.phones[station.phone].sentences[section];
  const line = phone.lines[said[phone.languages.indexOf(language)]];
  const each = [...digits].map((digit) => letters(phone, digit, line.language));
  const seconds = line.seconds + line.rate * each.reduce((total, count) => total + count, 0);
  return { text: line.text.replaceAll("{digits}", [...digits].join(" ")), seconds, language: line.language, told: {} };
}

/** How many letters a value has when it is said: numbers as words up to 999 999, longer ones figure by figure. */
function letters(phone, value, language) {
  const table = phone.letters[language];
  if (!table || !/^[0-9]+$/.test(value)) return value.replace(/\s/g, "").length;
  const number = value.replace(/^0+/, "") || "0";
  if (number.length > 6 || (value.startsWith("0") && value.length > 1)) {
    return [...value].reduce((total, digit) => total + table.units[Number(digit)], 0);
  }
  const thousands = Math.floor(Number(number) / 1000);
  const rest = Number(number) % 1000;
  return table.thousands[thousands] + (thousands && !rest ? 0 : table.units[rest]);
}
