// How scripts say days and ages, and which of several plural forms they choose.
import assert from "node:assert/strict";
import { test } from "node:test";
import { age, moment, words } from "../../carelog/static/js/words.js";

globalThis.document = { documentElement: { lang: "en" } };
const NOW = new Date(2026, 10, 18, 14, 5);
const ago = (minutes) => new Date(NOW - minutes * 60_000);

function root(forms) {
  const found = forms.map(([plural, textContent]) => ({ dataset: { plural }, content: { textContent } }));
  return { querySelectorAll: () => found };
}

test("of today it says the time, of another day that day too", () => {
  assert.equal(moment(ago(5 * 60), NOW), "09:05");
  assert.equal(moment(ago(15 * 60), NOW), "Tue 17 Nov, 23:05");
});

test("an age is said in minutes, then in hours, after two days in days", () => {
  const said = [0, 59, 60, 47 * 60, 48 * 60].map((minutes) => age(ago(minutes), NOW));
  assert.deepEqual(said, ["this minute", "59 minutes ago", "1 hour ago", "47 hours ago", "2 days ago"]);
});

test("a clock that was put back makes no age of less than nothing", () => {
  assert.equal(age(ago(-90), NOW), age(NOW, NOW));
});

test("the plural form is the one that the language has for the number", () => {
  const waiting = root([
    ["one", " {num} waits since {time} "],
    ["other", "{num} wait since {time}"],
  ]);
  assert.equal(words(waiting, "waiting", { time: "10:42" }, 1), "1 waits since 10:42");
  assert.equal(words(waiting, "waiting", { time: "10:42" }, 2), "2 wait since 10:42");
  assert.equal(words(root([]), "unknown"), "");
});
