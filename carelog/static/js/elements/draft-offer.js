// <draft-offer> above a form: something was begun there and not sent. Who presses nothing keeps it for now. Its words stand
// in a template of the page.
import { goOn, throwAway } from "../outbox/drafts.js";
import { announce, settleDown } from "../swaps.js";
import { moment, words } from "../words.js";
import { ask } from "./asked-twice.js";

class DraftOffer extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", this);
  }

  handleEvent({ target }) {
    const button = target.closest("[data-press]");
    if (button) this[button.dataset.press]();
  }

  tell(form, draft) {
    this.form = form;
    this.draft = draft;
    const time = moment(new Date(draft.at));
    const photos = draft.photos ? words(this, "photos", {}, draft.photos) : "";
    const said = { time, began: words(this, "began", { time }), words: draft.first, photos };
    for (const slot of this.querySelectorAll("[data-slot]")) {
      slot.textContent = said[slot.dataset.slot];
      slot.hidden = !slot.textContent;
    }
  }

  begin() {
    goOn(this.form, this.draft.id);
  }

  discard() {
    ask(this, true);
  }

  keep() {
    ask(this, false);
  }

  async away() {
    await throwAway(this.draft.id);
    const next = this.parentElement.querySelector(`draft-offer:not([data-id="${this.draft.id}"]) [data-press=begin]`);
    this.remove();
    (next ?? this.form.querySelector("textarea, input:not([type=hidden])"))?.focus();
    announce(document.getElementById("thrown-away").content.textContent);
  }
}

customElements.define("draft-offer", DraftOffer);

// Above the form, or above what it is folded away in.
function placeOf(form) {
  let place = form;
  for (let over = form; over; over = over.parentElement.closest("details")) place = over;
  return place;
}

// Of each form what is offered above it; all else that was offered goes.
export function show(offers) {
  const old = new Map([...document.querySelectorAll("draft-offer")].map((one) => [one.dataset.id, one]));
  const fresh = offers.flatMap(([form, drafts]) =>
    drafts.filter(({ id }) => !stays(old, id, form)).map((draft) => offer(form, draft)),
  );
  for (const gone of old.values()) gone.remove();
  if (fresh.length) announce(["began", "photos"].map((name) => said(fresh[0], name)).join(" "));
}

const said = (one, name) => one.querySelector(`[data-slot=${name}]`).textContent;

function stays(old, id, form) {
  return old.get(id)?.form === form && old.delete(id);
}

function offer(form, draft) {
  const one = document.getElementById("draft-offer").content.firstElementChild.cloneNode(true);
  one.dataset.id = draft.id;
  placeOf(form).before(one);
  one.tell(form, draft);
  settleDown(one);
  return one;
}
