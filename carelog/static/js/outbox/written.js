// What a form says: the fields that are sent, the same in words for people, and what its author filled in themselves.
import * as policy from "./policy.js";

const NOT_FILLED_IN = ["hidden", "submit", "button", "file", "fieldset", "output"];
const TICKED = ["radio", "checkbox"];
const FIRST = 80; // letters by which somebody knows their words again

export const text = (node) => node?.textContent.trim().replace(/\s+/g, " ") ?? "";

// Words for people: without what only a screen reader says.
export function seen(node) {
  const copy = node?.cloneNode(true);
  for (const hidden of copy?.querySelectorAll(".sr, .icon, .busy, small") ?? []) hidden.remove();
  return text(copy);
}

const fillable = (form) => [...form.elements].filter(({ name, type }) => name && !NOT_FILLED_IN.includes(type));
const isTicked = ({ type }) => TICKED.includes(type);
const isText = ({ type }) => type === "textarea" || type === "text";
export const has = (pairs, { name, value }) => pairs.some((pair) => pair[0] === name && pair[1] === value);
const hidden = (form) => [...form.elements].filter(({ type }) => type === "hidden");

export const same = (some, others) => JSON.stringify(some) === JSON.stringify(others);
// More than a tap.
export const asksForMore = (form) => fillable(form).length > 0;
// Where somebody goes on.
export const firstText = (form) => fillable(form).find(isText) ?? fillable(form)[0];
// The hidden field with the id of the press.
export const idField = (form) => hidden(form).find(({ name, value }) => policy.isId([name, value]));

// Of two forms with one name, one can be filled in with what was begun in the other.
export function nameOf(form) {
  const { record, person, about = "" } = form.dataset;
  const said = Object.fromEntries(hidden(form).map(({ name, value }) => [name.replace(/^.*-/, ""), value]));
  const chance = said.item && said.number ? [said.item, said.page_day ?? said.day, said.number] : [];
  const what = [record, person, about, idField(form)?.name, ...chance, said.mark, said.log];
  return what.filter(Boolean).join(" ");
}

// In its row, on its screen, or on its page.
const titleOf = (form) =>
  form.closest(".item")?.querySelector("strong") ??
  form.closest(".screen")?.querySelector("header p") ??
  document.querySelector("h1");

// What it is, about whom, and on which page.
export function about(form) {
  return {
    kind: form.dataset.record,
    person: Number(form.dataset.person),
    whom: form.closest("[data-whom]")?.dataset.whom ?? text(document.querySelector("h1 small")),
    about: form.dataset.about ?? "",
    form: nameOf(form),
    path: location.pathname + location.search,
    title: seen(titleOf(form)),
    words: labelled(form),
  };
}

// What goes to the server.
export function taken(form, submitter) {
  const said = form.querySelector("[name$=said]:checked");
  return {
    ...about(form),
    fields: [...new FormData(form, submitter)].filter(([, value]) => typeof value === "string"),
    what: seen(said?.labels[0]) || seen(submitter ?? form.querySelector("button")),
    piece: form.hasAttribute("hx-post") || "stay" in form.dataset,
  };
}

const filledIn = (form) => fillable(form).filter((field) => field.value && (field.checked || !isTicked(field)));

function labelled(form) {
  return filledIn(form).map((field) => {
    const option = seen(field.labels?.[0]);
    return isTicked(field) ? [seen(field.closest("fieldset")?.querySelector("legend")), option] : [option, field.value];
  });
}

// What is put in, as pairs.
export function typed(form) {
  return fillable(form).flatMap((field) => {
    if (isTicked(field)) return field.checked ? [[field.name, field.value]] : [];
    return [...(field.selectedOptions ?? [field])].map(({ value }) => [field.name, value]);
  });
}

// The same as the page brought it.
export function asItCame(form) {
  const copy = form.cloneNode(true);
  copy.reset();
  return typed(copy);
}

// What of it is not as it came: the words, or else what was chosen; as much of it as one line takes.
export function firstWords(form, came) {
  const new_ = filledIn(form).filter((field) => !has(came, field));
  const chosen = new_.map((field) => text(field.selectedOptions?.[0]) || seen(field.labels?.[0])).join(", ");
  const letters = [...(new_.find(isText)?.value.trim().replace(/\s+/g, " ") ?? chosen)];
  return letters.length > FIRST ? `${letters.slice(0, FIRST).join("").trimEnd()}…` : letters.join("");
}

// The words in it, as pairs.
export function texts(form) {
  const fields = fillable(form).filter((field) => isText(field) && field.value.trim());
  return fields.map(({ name, value }) => [name, value]);
}

// Puts that in, and opens what is folded away over it.
export function fillIn(form, pairs) {
  const left = [...pairs];
  const came = asItCame(form);
  for (const field of fillable(form)) {
    if (isTicked(field)) field.checked = has(pairs, field);
    else if (field.options) choose(field, pairs);
    else {
      const place = left.findIndex(([name]) => name === field.name);
      if (place >= 0) [[, field.value]] = left.splice(place, 1);
    }
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  for (const field of filledIn(form)) if (!has(came, field)) unfold(field);
}

function choose({ name, options }, pairs) {
  for (const option of options) if (has(pairs, { name, value: option.value })) option.selected = true;
}

function unfold(field) {
  for (let over = field.closest("details"); over; over = over.parentElement.closest("details")) over.open = true;
}
