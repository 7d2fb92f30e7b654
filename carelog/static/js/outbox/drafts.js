// Drafts: what is typed into a form that writes a record is kept on this phone, sealed as records are, and offered again
// above that form, to its author only.
import { Draft } from "./draft.js";
import { free, hold, letAllGo, letGo } from "./held.js";
import { outbox } from "./open.js";
import * as policy from "./policy.js";
import { asksForMore, firstText, nameOf, same, typed } from "./written.js";

const FORMS = "form[data-record]";
const WANTED = /^#go-on-([\w-]+)$/; // an address that asks for one of them
const open = new Map(); // by form

function draftOf(form) {
  if (!open.has(form)) open.set(form, new Draft(form));
  return open.get(form);
}

// The id of this form's draft, which is kept from now on, whatever is typed; null where nothing can be kept.
export async function draftId(form) {
  const draft = draftOf(form);
  draft.photos = true;
  draft.changed = true;
  return (await draft.keep()) ? draft.id : null;
}

export const isBegun = (form) => Boolean(open.get(form)?.isBegun);

// Calls store with the id of this form's draft, or null: it becomes a record, and nothing more is kept of it, even where
// it is sent before anybody looked at what was typed.
export async function becomes(form, store) {
  const draft = draftOf(form);
  await draft.rest();
  try {
    return await store(draft.id);
  } catch (problem) {
    draft.goOn();
    throw problem;
  }
}

// What this author began here and no page has open, the newest first, each with the number of its photos.
export const begun = async () => free(await begunAnywhere());

// The same with what other pages have open.
export async function begunAnywhere() {
  const { store, author } = await outbox();
  const drafts = await store.drafts(author);
  const photos = await Promise.all(drafts.map(({ id }) => store.photosOf(id)));
  const counted = drafts.map((draft, place) => ({ ...draft, photos: photos[place].length }));
  return counted.filter(({ isBegun, photos }) => isBegun || photos);
}

// Its author said twice that it shall go.
export async function throwAway(id) {
  const box = await outbox();
  if (await hold(id)) await box.store.dropDraft(id);
  await letGo(id);
  box.changed();
}

// That draft, as it lies here now.
export async function goOn(form, id) {
  const found = (await begun()).find((one) => one.id === id);
  if (found && (await hold(id))) await fill(form, found);
  await look();
}

// Instead of a record that needs changing goes what is made of it.
async function fill(form, draft) {
  const { store } = await outbox();
  const record = draft.before && (await store.find(draft.before));
  const before = record?.state === policy.CHANGE ? record.id : "";
  await draftOf(form).goOnWith({ ...draft, before });
  const first = firstText(form);
  first.focus();
  if (first.selectionStart !== null) first.setSelectionRange?.(first.value.length, first.value.length);
}

let looking = Promise.resolve();

// What was begun in forms like those that are shown is offered above them.
export function look() {
  looking = looking.then(offer).catch(() => undefined);
  return looking;
}

async function offer() {
  const left = [...open.values()].filter(({ form }) => !form.isConnected);
  await Promise.all(left.map(leave));
  if (document.querySelector("main[inert]")) return; // not filled in yet, or just sent
  const forms = [...document.querySelectorAll(FORMS)].filter(asksForMore);
  const wanted = WANTED.exec(location.hash)?.[1];
  const bar = document.querySelector("[data-began]") && document.querySelector("waiting-bar");
  for (const form of forms) draftOf(form);
  if (!forms.length && !wanted && !bar) return;
  const found = await begun();
  for (const form of forms) await meet(open.get(form), found);
  if (wanted) await goOnAsAsked(wanted, forms, found);
  const offered = await free(found);
  const { show } = await import("../elements/draft-offer.js");
  show(forms.map((form) => [form, fitting(form, offered)]));
  bar?.tellBegun(offered[0]);
}

const fitting = (form, drafts) => drafts.filter((one) => one.form === nameOf(form));

async function leave(draft) {
  open.delete(draft.form);
  await draft.keep();
  await letGo(draft.id);
}

// What the browser put in again by itself, or was typed before we came.
async function meet(draft, found) {
  if (draft.id || !draft.changed) return;
  const there = fitting(draft.form, found).find(({ fields }) => same(fields, typed(draft.form)));
  if (there && (await hold(there.id))) draft.be(there.id, there.at);
  else await draft.keep();
}

// A draft, or a record that needs changing, from the page of what waits.
async function goOnAsAsked(id, forms, found) {
  history.replaceState(history.state, "", location.pathname + location.search);
  const one = found.find((draft) => draft.id === id) ?? (await toChange(id));
  const form = forms.find((shown) => nameOf(shown) === one?.form);
  if (!form) {
    document.getElementById("notices").append(document.getElementById("draft-elsewhere").content.cloneNode(true));
  } else if (!one.id || (await hold(id))) await fill(form, one);
}

async function toChange(id) {
  const records = await (await outbox()).list();
  const record = records.find((one) => one.id === id && one.state === policy.CHANGE);
  return record && { ...record, id: null, at: 0, before: id };
}

// A page that was put aside: somebody may have gone on elsewhere with what was begun on it.
async function comeBack() {
  const there = new Map((await begun()).map((draft) => [draft.id, draft.fields]));
  for (const draft of open.values()) {
    draft.goOn();
    const isStill = same(there.get(draft.id), typed(draft.form)) && (await hold(draft.id));
    if (!isStill) [draft.id, draft.at] = [null, 0];
  }
}

export const keepAll = () => Promise.all([...open.values()].map((draft) => draft.keep()));

function typing({ target, type }) {
  if (target.form?.matches(FORMS)) draftOf(target.form).typing(type === "change");
}

document.addEventListener("input", typing);
document.addEventListener("change", typing);
document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && keepAll());
window.addEventListener("pagehide", () => {
  keepAll();
  letAllGo();
});
window.addEventListener("pageshow", ({ persisted }) => persisted && comeBack().then(look, look));
document.addEventListener("stand-in:filled", look);
