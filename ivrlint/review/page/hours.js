/* Local time and opening hours. Seconds since 1970 are UTC; a local time is a text such as 2026-11-04T11:00. */

const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;
const clocks = new Map();

/** The local time of a zone at a second, as {day: "2026-11-04", minute: of the day, weekday: 0 for Monday}. */
function localTime(seconds, zone) {
  const local = new Date((seconds + offset(seconds, zone)) * 1000);
  return {
    day: local.toISOString().slice(0, 10),
    minute: local.getUTCHours() * 60 + local.getUTCMinutes(),
    weekday: (local.getUTCDay() + 6) % 7,
  };
}

/** Is it open then? */
function isOpen(hours, seconds, zone) {
  const { day, minute, weekday } = localTime(seconds, zone);
  return (hours.dates[day] ?? hours.week[weekday]).some(([start, end]) => start <= minute && minute < end);
}

/** The second at which a zone's clocks show a local time: the first where there are two, as if before where none. */
function secondOf(local, zone) {
  const plain = Date.parse(`${local}Z`) / 1000;
  const before = offset(plain - DAY, zone);
  const after = offset(plain + DAY, zone);
  if (offset(plain - before, zone) === before) return plain - before;
  return offset(plain - after, zone) === after ? plain - after : plain - before;
}

/** How many seconds the clocks of a zone are ahead of UTC. */
function offset(seconds, zone) {
  if (!clocks.has(zone)) {
    const parts = ["year", "month", "day", "hour", "minute", "second"].map((part) => [part, "numeric"]);
    const options = { timeZone: zone, hourCycle: "h23", ...Object.fromEntries(parts) };
    clocks.set(zone, new Intl.DateTimeFormat("en-u-ca-iso8601", options));
  }
  const whole = Math.floor(seconds);
  const parts = clocks.get(zone).formatToParts(whole * 1000);
  const numbers = Object.fromEntries(parts.map(({ type, value }) => [type, Number(value)]));
  const { year, month, day, hour, minute, second } = numbers;
  return Date.UTC(year, month - 1, day, hour, minute, second) / 1000 - whole;
}
