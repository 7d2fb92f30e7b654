// A form that stands in for its own page: who, what and when it is about comes from its address and from the copies of
// Today and the visit. Until that is put in nothing on it can be pressed.
import { copyOf } from "./copies.js";
import { outbox } from "./outbox/open.js";
import { rows } from "./outbox/policy.js";
import { longDay } from "./words.js";

const DAY = 24 * 3600_000; // milliseconds
const LIVING = 5 * 3600_000; // until five in the morning it is still yesterday
const OTHERWISE = ["happened", "partly"]; // what nobody can say of a day that has not come
// The things of one day: not what any day of a week or a month will do for.
const OPEN = ':is(#now, [aria-labelledby="earlier"]) > .items:not(h3 + .items) form[data-record="mark"]';
const main = document.getElementById("main");
const placeholders = JSON.parse(main.dataset.standIn);
const [, person] = location.pathname.match(/^\/people\/(\d+)\//) ?? [];
const [, item, day, number] = location.pathname.match(/\/occurrences\/([^/]+)\/([^/]+)\/(\d+)$/) ?? [];
const [, month] = location.pathname.match(/\/conversations\/([^/]+)\//) ?? [];
const asked = new URLSearchParams(location.search);

const inDays = (days) => {
  const then = new Date(Date.now() - LIVING + days * DAY);
  return [then.getFullYear(), then.getMonth() + 1, then.getDate()].map((one) => `${one}`.padStart(2, "0")).join("-");
};

const named = (name) => main.querySelectorAll(`input[name="${name}"]`);

function set(name, value) {
  for (const field of named(name)) field.value = value;
}

function say(known) {
  const texts = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    for (const [what, words] of Object.entries(placeholders)) {
      const { currentNode: text } = texts;
      if (known[what] && text.data.includes(words)) text.data = text.data.replaceAll(words, known[what]);
    }
  }
  set("offered", known.title ?? "");
  for (const face of main.querySelectorAll(".face")) face.textContent = (known.name ?? "").slice(0, 1);
  if (!known.part) main.querySelector(".for-essential")?.remove();
}

function lead() {
  for (const name of ["action", "href"]) {
    for (const one of main.querySelectorAll(`[${name}^="/people/0/"], [${name}="/people/0"]`)) {
      one.setAttribute(name, one.getAttribute(name).replace("/people/0", `/people/${person}`));
    }
  }
  for (const one of document.querySelectorAll('[data-person="0"]')) one.dataset.person = person;
  const back = main.querySelector("a.back");
  if (back) back.href = `/people/${person}/visit`;
}

function date() {
  const [shown] = main.querySelectorAll("header time");
  if (!day) return;
  if (shown) shown.textContent = longDay(new Date(day));
  if (day <= inDays(0)) return;
  for (const said of named("said")) if (OTHERWISE.includes(said.value)) said.closest("label").remove();
}

function key() {
  set("id", crypto.randomUUID());
  set("day", day ?? asked.get("day") ?? inDays(0));
  set("until", inDays(1));
  for (const until of named("until")) until.max = inDays(14);
  for (const log of main.querySelectorAll(".log-form [name=day]")) log.max = inDays(0);
  set("item", item);
  set("number", number);
  if (asked.has("item")) {
    const about = Object.assign(document.createElement("input"), { type: "hidden", name: "item" });
    about.value = asked.get("item");
    main.querySelector("form").append(about);
  }
}

// A conversation is known by its month, and so is what was begun for it.
function about() {
  set("month", month);
  const form = main.querySelector("form");
  if (month) form.dataset.about = month;
}

// The rows of which something was written since that copy was made.
async function writtenSince(visit) {
  const found = new Set();
  try {
    const box = await outbox();
    for (const { kind, fields } of await box.unshown(Number(person), Number(visit.querySelector("main").dataset.seq))) {
      for (const row of rows(fields ?? [])) found[kind === "withdrawal" ? "delete" : "add"](row);
    }
  } catch {
    // No copy, or nothing can be kept here: then nothing was written either.
  }
  return found;
}

// What is open in this visit, to be ticked: a row for each that the copy of the visit has.
function openThings(visit, written) {
  const [model] = named("items");
  const choice = model?.closest("li, label");
  if (!choice) return;
  for (const form of visit?.querySelectorAll(OPEN) ?? []) {
    const row = form.closest(".item");
    if (written.has(row.id)) continue;
    const one = choice.cloneNode(true);
    const tick = one.querySelector("input");
    tick.value = ["item", "day", "number"].map((name) => form.elements.namedItem(name).value).join(" ");
    tick.checked = Boolean(form.closest("#now"));
    tick.id = `items-${tick.value}`;
    one.querySelector("span").textContent = row.querySelector("strong").textContent;
    choice.before(one);
  }
  choice.remove();
}

// What the person answered about photos, where the copy of the visit says it: nobody asks them again.
function answeredAboutPhotos(visit) {
  const [there, here] = [visit, document].map((page) => page?.querySelector(".log-form .asks-photos"));
  if (!there || !here) return;
  Object.assign(here.closest("form").dataset, there.closest("form").dataset); // with what those questions need
  there.querySelector("legend").className = "";
  here.replaceWith(there);
}

// What was put in here is what the page brought, as from the server: it is not what somebody typed.
function asItCame(field) {
  if (["checkbox", "radio"].includes(field.type)) field.defaultChecked = field.checked;
  else field.defaultValue = field.value;
}

async function fill() {
  const { shown: visit } = (await copyOf(`/people/${person}/visit`)) ?? {};
  const { shown: today } = (await copyOf("/today")) ?? {};
  const { shown: week } = (await copyOf(`/people/${person}/week`)) ?? {};
  const row = [visit, today].map((page) => page?.getElementById(`chance-${item}-${day}-${number}`)).find(Boolean);
  const name = visit?.querySelector(".page-head h1 small")?.textContent;
  const words = row?.querySelector("strong") ?? week?.querySelector(`a[href="${location.pathname}"]`);
  const when =
    month &&
    new Date(`${month}-15`).toLocaleDateString(document.documentElement.lang, { month: "long", year: "numeric" });
  say({ name, month: when, title: words?.textContent, part: row?.dataset.part });
  lead();
  date();
  key();
  about();
  answeredAboutPhotos(visit);
  openThings(visit, await writtenSince(visit));
  for (const field of main.querySelectorAll("input, textarea")) asItCame(field);
  main.inert = false;
  document.dispatchEvent(new CustomEvent("stand-in:filled"));
}

if (person) fill();
