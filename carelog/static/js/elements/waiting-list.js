// <waiting-list>: what is on this phone only, from the phone itself: records, each to be tried again, changed, copied or
// thrown away, and what was begun and not sent. Its words and the pieces for one of each stand in it as templates.
import { begun, throwAway } from "../outbox/drafts.js";
import { outbox } from "../outbox/open.js";
import { CHANGE, ON_PHONE, PHOTO } from "../outbox/policy.js";
import { announce } from "../swaps.js";
import { age, moment, words } from "../words.js";
import { ask } from "./asked-twice.js";

const LOCKED = "locked"; // its words cannot be read without its author's key
const { origin } = location;

class WaitingList extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", this);
    document.addEventListener("outbox:changed", this);
    this.look();
  }

  disconnectedCallback() {
    document.removeEventListener("outbox:changed", this);
  }

  handleEvent({ type, target }) {
    const button = type === "click" ? target.closest("[data-press]") : null;
    if (button) this[button.dataset.press](button.closest("li"));
    else if (type !== "click") this.look();
  }

  async look() {
    try {
      this.box = await outbox();
      const records = await this.box.list();
      this.show({ records: records.filter(({ state }) => ON_PHONE.includes(state)), drafts: await begun() });
    } catch {
      this.parts("cannot");
    }
  }

  parts(...names) {
    for (const one of this.querySelectorAll("[data-part]")) one.hidden = !names.includes(one.dataset.part);
  }

  show(all) {
    const there = Object.keys(all).filter((part) => all[part].length);
    for (const part of Object.keys(all)) this.lay(part, all[part]);
    this.parts(...(there.length ? there : ["none"]));
    if (this.lost) this.settle();
  }

  // What is there already stays where it is, so that no button moves away under a finger, and the focus with it.
  lay(part, items) {
    const list = this.querySelector(`[data-part=${part}] ol`);
    const ids = items.map(({ id }) => id);
    for (const gone of [...list.children].filter(({ dataset }) => !ids.includes(dataset.id))) this.drop(gone);
    for (const item of items) {
      const old = [...list.children].find(({ dataset }) => dataset.id === item.id);
      this.fill(old ?? list.appendChild(this.piece(part, item.id)), item);
    }
  }

  piece(part, id) {
    const piece = this.querySelector(`template[data-piece=${part}]`).content.firstElementChild.cloneNode(true);
    piece.dataset.id = id;
    return piece;
  }

  drop(piece) {
    URL.revokeObjectURL(piece.querySelector("img")?.src);
    if (piece.contains(document.activeElement)) this.lost = { after: piece.nextElementSibling };
    piece.remove();
  }

  // The focus goes to what stands there now.
  settle() {
    const { after } = this.lost;
    this.lost = null;
    (after ?? [...this.querySelectorAll("li")].at(-1) ?? this.querySelector("[data-part=none]")).focus();
  }

  fill(piece, item) {
    const values = this.said(item);
    for (const slot of piece.querySelectorAll("[data-slot]")) {
      const said = values[slot.dataset.slot];
      if (slot.textContent !== said) slot.textContent = said;
    }
    if (item.kind === PHOTO) this.showPhoto(piece.querySelector("img"), item.id);
    const signIn = piece.querySelector("[data-signed-out]");
    if (signIn) signIn.hidden = item.why !== "signed_out";
    const link = piece.querySelector("[data-go-on]");
    link.hidden = !canGoOn(item);
    if (!link.hidden) link.href = new URL(`${item.path}#go-on-${item.id}`, origin);
    for (const one of piece.querySelectorAll("[data-in-words]")) one.hidden = item.kind === PHOTO;
    piece.querySelector("textarea").value = asText(values, item);
  }

  async showPhoto(image, id) {
    if (!image.hidden) return;
    image.hidden = false;
    const photo = await this.box.store.photo(id);
    if (photo) image.src = URL.createObjectURL(new Blob([photo.bytes]));
    else image.hidden = true;
  }

  // Of a draft, without a state.
  said(item) {
    const { kind, state = "", title, first = "", photos = 0 } = item;
    const at = new Date(item.at);
    const known = (name, other) => words(this, name) || words(this, other);
    const name =
      kind === PHOTO ? words(this, "photo", {}, Number(item.what)) : known(`kind-${kind || LOCKED}`, "kind-other");
    const why = whyOf(item);
    const whom = item.whom || words(this, "person-other");
    return {
      name,
      whom,
      title,
      first,
      photos: photos ? words(this, "photos", {}, photos) : "",
      about: [name, title, whom].filter(Boolean).join(", "),
      when: words(this, state ? "written" : "begun", { time: moment(at), age: age(at) }),
      state: words(this, `state-${state}`),
      why: words(this, `why-${why}-${kind}`) || known(`why-${why}`, "why-"),
    };
  }

  async again(piece) {
    this.answer(piece, words(this, "trying"));
    await this.box.tryNow();
    await this.look();
    const why = piece.querySelector("[data-slot=why]").textContent;
    if (piece.isConnected) this.answer(piece, words(this, "not-sent", { time: moment(new Date()) }), why);
  }

  // Under the buttons, for who sees them; more: what stands above them, for who does not.
  answer(piece, said, more = "") {
    piece.querySelector("[data-answer]").textContent = said;
    announce(`${said} ${more}`);
  }

  async copy(piece) {
    const text = piece.querySelector("textarea");
    try {
      await navigator.clipboard.writeText(text.value);
      this.answer(piece, words(this, "copied"));
    } catch {
      piece.querySelector("details").open = true;
      text.focus();
      text.select();
      this.answer(piece, words(this, "copy-it"));
    }
  }

  discard(piece) {
    ask(piece, true);
  }

  keep(piece) {
    ask(piece, false);
  }

  async away(piece) {
    const { id } = piece.dataset;
    await (piece.closest("[data-part=drafts]") ? throwAway(id) : this.box.discard(id));
    await this.look();
    announce(words(this, "discarded"));
  }
}

// Where it goes on is a page of ours.
function canGoOn({ state = CHANGE, path }) {
  return state === CHANGE && Boolean(path) && new URL(path, origin).origin === origin;
}

function whyOf({ state, why, path }) {
  if (state === "waiting") return why;
  return state === CHANGE && !path ? "anew" : state;
}

// Of one tap, what was on the button; of a form, what was asked and answered.
function asText({ name, whom, when }, { title, what, words: written }) {
  const said = written.map(([label, value]) => [label, value].filter(Boolean).join(/[?.:]$/.test(label) ? " " : ": "));
  return [`${name}, ${whom}`, title, when, ...(said.length ? said : [what])].filter(Boolean).join("\n");
}

customElements.define("waiting-list", WaitingList);
