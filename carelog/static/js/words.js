// Words that scripts say. They stand in templates of the page, in its reader's language; {name} is where a value goes.
const language = () => document.documentElement.lang;
const place = () => `${language()}-GB`; // days and times as they are said where the app is used
const MINUTE = 60_000; // milliseconds
const HOUR = 60 * MINUTE;
const UNITS = [
  ["day", 24 * HOUR, 2],
  ["hour", HOUR, 1],
  ["minute", MINUTE, 0],
]; // and from how many of them on

// The words of that name under `root`; of several plural forms the one that `number` takes. "" where there are none.
export function words(root, name, values = {}, number = 0) {
  const forms = [...root.querySelectorAll(`template[data-words="${name}"]`)];
  const wanted = new Intl.PluralRules(language()).select(number);
  const form = forms.find(({ dataset }) => dataset.plural === wanted) ?? forms.at(-1);
  const all = { num: number, ...values };
  return form ? form.content.textContent.trim().replace(/\{(\w+)\}/g, (_whole, key) => all[key]) : "";
}

let clock; // slow to make

// 10:42
export function clockTime(at) {
  clock ??= new Intl.DateTimeFormat(place(), { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  return clock.format(at);
}

// 10:42; of another day Sat 21 Nov, 10:42
export function moment(at, now = new Date()) {
  if (at.toDateString() === now.toDateString()) return clockTime(at);
  const day = new Intl.DateTimeFormat(place(), { weekday: "short", day: "numeric", month: "short" }).format(at);
  return `${day.replace(",", "")}, ${clockTime(at)}`;
}

// Saturday 21 November
export function longDay(at) {
  const how = { weekday: "long", day: "numeric", month: "long" };
  return new Intl.DateTimeFormat(place(), how).format(at).replace(",", "");
}

// 20 minutes ago
export function age(at, now = Date.now()) {
  const past = Math.max(0, now - at); // a clock may have been put back
  const [unit, length] = UNITS.find(([, size, from]) => past >= size * from);
  return new Intl.RelativeTimeFormat(language(), { numeric: "auto" }).format(-Math.floor(past / length), unit);
}
