// The forms that write a record go through the outbox, and what it holds is laid over the page.
import "../elements/waiting-bar.js";
import { clockTime } from "../words.js";
import { becomes, isBegun, look } from "./drafts.js";
import { outbox } from "./open.js";
import * as policy from "./policy.js";
import { asItCame, firstWords, taken, text } from "./written.js";

// Asked for once there is something to keep: browsers clear what they keep for a site, where nobody asked them not to.
let keepsForGood = false;
const BEFORE_ALL = -1; // records that an ally sent have no number here: to this phone they are all 0
const waited = new Set(); // ids
let pressing = 0; // presses whose answer htmx is about to put in place itself

// Store what was pressed, with its photos, in the place of what was kept of it while it was typed.
function store(box, form, submitter, attended) {
  if (!keepsForGood) navigator.storage?.persist?.();
  keepsForGood = true;
  const written = taken(form, submitter);
  return becomes(form, async (draft) => {
    const photos = draft ? await box.store.photosOf(draft) : [];
    return box.press({ ...written, photos }, { attended, draft });
  });
}

// For htmx, in place of fetching: what it shall put where the form says.
export async function fetched(form, submitter) {
  if (!navigator.onLine && !complete(form)) return new Response(null, { status: 204 });
  const box = await outbox();
  pressing += 1;
  try {
    const attended = form.querySelector("textarea") !== null; // more than one tap: what lacks can be filled in
    form.inert = attended; // what comes of it takes its place
    const { state, why, seq, text } = await store(box, form, submitter, attended);
    if (state === policy.CHANGE) return new Response(text, { status: 422 });
    if (state === policy.KEPT) form.closest(".item")?.append(note({ state }));
    if (state !== policy.SENT || !text) {
      if (attended) waits(form, state, why);
      return new Response(null, { status: 204 });
    }
    know(form, seq);
    return new Response(text);
  } finally {
    form.inert = false;
    pressing -= 1;
    paint();
  }
}

// In the place of a form: that it waits, and for what. What the server answers to it comes to stand there.
function waits(form, state, why) {
  const words = note({ what: firstWords(form, asItCame(form)), state, at: Date.now() });
  if (why === policy.SIGNED_OUT) words.append(document.getElementById("sign-in-again").content.cloneNode(true));
  words.classList.add("stack");
  words.id = form.getAttribute("id") ?? ""; // form.id is its field of that name
  words.tabIndex = -1;
  form.replaceWith(words);
  words.focus();
}

// The page shows this person's records up to that one.
function know(piece, seq) {
  const shown = piece.closest("[data-seq]");
  if (shown && seq) shown.dataset.seq = Math.max(seq, shown.dataset.seq);
}

// A form on a page of its own, or a small one in a row: the page that follows, what needs changing, or a word that it waits.
export async function press(form, submitter) {
  if (!navigator.onLine && !complete(form)) return;
  const box = await outbox();
  if ("stay" in form.dataset) {
    await store(box, form, submitter, false);
    return;
  }
  // What comes next takes the place of all that is here: nothing is typed into it meanwhile.
  const main = document.getElementById("main");
  main.inert = true;
  const { state, why, next, text } = await store(box, form, submitter, true).finally(() => {
    main.inert = false;
  });
  if (state === policy.CHANGE) showChanges(text);
  else if (next) follow(next);
  else leave(form, state, why);
}

// Where the page that follows is this one, it has to come anew: to a fragment of it a browser would only scroll. A page of
// one screen at a time comes back at the one that is named.
function follow(next) {
  const { pathname, search } = new URL(next, location);
  const here = pathname === location.pathname && search === location.search;
  if (here && document.querySelector("one-screen")) {
    history.replaceState(history.state, "", next);
    return location.reload();
  }
  location.assign(here ? pathname + search : next);
}

// Without a signal nobody else says what is missing before it is stored.
function complete(form) {
  const fields = [...new FormData(form)].filter(([, value]) => typeof value === "string");
  const filled = new Set(fields.filter(([, value]) => value.trim()).map(([name]) => name));
  const asked = [...form.elements].filter(({ required }) => required).map(({ name }) => name);
  const missing = new Set([...asked, ...policy.lacking(fields, JSON.parse(form.dataset.needs ?? "{}"))]);
  const words = JSON.parse(form.dataset.missing ?? "{}");
  for (const name of missing) {
    if (filled.has(name)) continue;
    const [field] = [form.elements.namedItem(name)].flatMap((one) => (one instanceof RadioNodeList ? [...one] : [one]));
    field?.setCustomValidity(words[name] ?? text(document.getElementById("needed")?.content));
    form.addEventListener("input", () => field?.setCustomValidity(""), { once: true });
  }
  // Of several boxes with one name, one that is ticked is enough.
  const enough = [...form.querySelectorAll("[type=checkbox]:required")].filter(({ name }) => filled.has(name));
  for (const box of enough) box.required = false;
  const fine = form.reportValidity();
  for (const box of enough) box.required = true;
  return fine;
}

function showChanges(page) {
  const answered = new DOMParser().parseFromString(page, "text/html").getElementById("main");
  document.getElementById("main").replaceWith(answered);
  document.getElementById("error-summary")?.focus();
  look();
}

// What comes before is not theirs to see any more where the session is over.
function leave(form, state, why) {
  const then = form.dataset.then ?? document.querySelector("a.back")?.href;
  const stays = state === policy.KEPT || why === policy.SIGNED_OUT;
  const isThere = then?.startsWith("#") || navigator.serviceWorker?.controller; // another screen of this page, or a copy
  if (then && isThere && !stays) return location.assign(then);
  waits(form, state, why);
}

// What a row says of a record that the page does not show: on this phone only, or saved or kept since it was made.
function note(record) {
  const template = { [policy.SENT]: "saved-words", [policy.KEPT]: "kept-words" }[record.state] ?? "on-this-phone";
  const [words] = document.getElementById(template).content.cloneNode(true).children;
  words.classList.add("on-phone");
  for (const slot of words.querySelectorAll("[data-slot]")) {
    slot.textContent = slot.dataset.slot === "time" ? clockTime(record.at) : record.what;
  }
  const undo = words.querySelector("form");
  if (undo && record.kind === "mark") fill(undo, record);
  else undo?.remove();
  return words;
}

function fill(undo, { id, person, fields }) {
  undo.dataset.person = person;
  const said = { ...Object.fromEntries(fields), mark: id };
  for (const name of ["mark", "item", "day", "number"]) undo.elements.namedItem(name).value = said[name];
}

let painting = Promise.resolve();
let waitsForTurn = false; // a painting that has not begun, and will show what has changed until it does

// One painting after another.
export function paint() {
  if (!waitsForTurn) {
    waitsForTurn = true;
    painting = painting
      .then(paintNow)
      .catch(() => undefined)
      .then(look);
  }
  return painting;
}

async function paintNow() {
  waitsForTurn = false;
  const box = await outbox();
  const pieces = [...document.querySelectorAll("[data-person]:not(form)")];
  const recent = await box.recent(pieces.map(({ dataset }) => Number(dataset.person)));
  const others = box.peopleOfOthers(recent);
  for (const shown of pieces) {
    const person = Number(shown.dataset.person);
    const found = await box.unshown(person, Number(shown.dataset.seq ?? BEFORE_ALL), recent);
    const lacking = found.filter((record) => isLacking(shown, record));
    if (!pressing) for (const record of lacking.filter(({ piece }) => piece)) replace(record);
    lay(shown, new Map(lacking.filter(({ piece }) => !piece).flatMap(notes)));
    know(shown, Math.max(0, ...lacking.filter(({ piece }) => piece && !pressing).map(({ seq }) => seq)));
    tellOfOthers(shown, others.has(person));
  }
}

// Meanwhile htmx may have put in place what we asked about. To family a page does not say up to which of the person's
// records it knows: it lacks what waits here, and what did when it was opened.
function isLacking({ dataset }, { id, seq, state }) {
  if (policy.ON_PHONE.includes(state)) waited.add(id);
  return "seq" in dataset ? !(seq <= Number(dataset.seq)) : waited.has(id);
}

const notes = (record) => policy.rows(record.fields ?? []).map((row) => [row, record]);

// The newest note in each row. One that says the same stays as it is, for it may have the focus.
function lay(shown, records) {
  for (const row of shown.querySelectorAll(".item.has-note")) {
    const of = records.get(row.id);
    if (of && row.dataset.note === said(of)) records.delete(row.id);
    else clear(row);
  }
  for (const [id, record] of records) {
    const row = document.getElementById(id);
    row?.classList.add("has-note");
    row?.setAttribute("data-note", said(record));
    row?.append(note(record));
  }
}

const said = ({ id, state }) => `${id} ${state}`;

function clear(row) {
  row.querySelector(":scope > .on-phone").remove();
  row.classList.remove("has-note");
}

function tellOfOthers(shown, waits) {
  const there = shown.querySelector(":scope > .others-wait");
  if (!waits) there?.remove();
  else if (!there) shown.prepend(document.getElementById("others-wait").content.cloneNode(true));
}

function replace({ piece }) {
  const [fresh] = new DOMParser().parseFromString(piece, "text/html").body.children;
  const old = fresh?.id && document.getElementById(fresh.id);
  if (!old || isBegun(old)) return; // something else is being typed there
  const focused = old.contains(document.activeElement);
  old.replaceWith(fresh);
  htmx.process(fresh);
  if (focused) fresh.focus({ preventScroll: true });
}

document.addEventListener("outbox:changed", paint);
document.addEventListener("htmx:after:settle", paint);
window.addEventListener("pageshow", ({ persisted }) => persisted && paint());
paint();
