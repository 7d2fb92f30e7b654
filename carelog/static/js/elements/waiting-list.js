// <waiting-list>: what is on this phone only, from the phone itself; each to be tried again, copied, or thrown away.
// Its words and the piece for one record stand in it as templates.
import { outbox } from "../outbox/open.js";
import { ON_PHONE } from "../outbox/policy.js";
import { announce } from "../swaps.js";
import { age, moment, words } from "../words.js";

const SECOND_TAP = 1000; // milliseconds in which a press is still the one before
const LOCKED = "locked"; // its words cannot be read without its author's key

class WaitingList extends HTMLElement {
  connectedCallback() {
    this.list = this.querySelector("ol");
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
      this.show(records.filter(({ state }) => ON_PHONE.includes(state)));
    } catch {
      this.part("cannot");
    }
  }

  part(name) {
    for (const one of this.querySelectorAll("[data-part]")) one.hidden = one.dataset.part !== name;
  }

  // What is there already stays where it is, so that no button moves away under a finger, and the focus with it.
  show(records) {
    const ids = records.map(({ id }) => id);
    for (const gone of [...this.list.children].filter(({ dataset }) => !ids.includes(dataset.id))) this.drop(gone);
    for (const record of records) {
      const old = [...this.list.children].find(({ dataset }) => dataset.id === record.id);
      this.fill(old ?? this.list.appendChild(this.piece(record.id)), record);
    }
    this.part(records.length ? "records" : "none");
    if (this.lost) this.settle();
  }

  piece(id) {
    const piece = this.querySelector("template[data-piece]").content.firstElementChild.cloneNode(true);
    piece.dataset.id = id;
    return piece;
  }

  drop(piece) {
    if (piece.contains(document.activeElement)) this.lost = { after: piece.nextElementSibling };
    piece.remove();
  }

  // The focus goes to what stands there now.
  settle() {
    const { after } = this.lost;
    this.lost = null;
    (after ?? this.list.lastElementChild ?? this.querySelector("[data-part=none]")).focus();
  }

  fill(piece, record) {
    const { kind, person, at, state, why, title } = record;
    const known = (name, other) => words(this, name) || words(this, other);
    const name = known(`kind-${kind || LOCKED}`, "kind-other");
    const whom = known(`person-${person}`, "person-other");
    const values = {
      name,
      whom,
      title,
      about: [name, title, whom].filter(Boolean).join(", "),
      when: words(this, "written", { time: moment(at), age: age(at) }),
      state: words(this, `state-${state}`),
      why: known(`why-${state === "waiting" ? why : state}`, "why-"),
    };
    for (const slot of piece.querySelectorAll("[data-slot]")) {
      const said = values[slot.dataset.slot];
      if (slot.textContent !== said) slot.textContent = said;
    }
    piece.querySelector("[data-signed-out]").hidden = why !== "signed_out";
    piece.querySelector("textarea").value = asText(values, record);
  }

  async again(piece) {
    announce(words(this, "trying"));
    await this.box.tryNow();
    await this.look();
    if (piece.isConnected) announce(`${words(this, "not-sent")} ${piece.querySelector("[data-slot=why]").textContent}`);
  }

  async copy(piece) {
    const text = piece.querySelector("textarea");
    try {
      await navigator.clipboard.writeText(text.value);
      announce(words(this, "copied"));
    } catch {
      piece.querySelector("details").open = true;
      text.focus();
      text.select();
      announce(words(this, "copy-it"));
    }
  }

  discard(piece) {
    this.ask(piece, true);
    piece.querySelector("[data-press=keep]").focus();
  }

  keep(piece) {
    this.ask(piece, false);
    piece.querySelector("[data-press=discard]").focus();
  }

  // The second question comes to stand where the finger still is: for a moment it cannot be pressed by touch.
  ask(piece, asked) {
    const question = piece.querySelector("[data-asked]");
    question.hidden = !asked;
    piece.querySelector("[data-acts]").hidden = asked;
    question.classList.add("just-came");
    setTimeout(() => question.classList.remove("just-came"), SECOND_TAP);
  }

  async away(piece) {
    await this.box.discard(piece.dataset.id);
    await this.look();
    announce(words(this, "discarded"));
  }
}

// Of one tap, what was on the button; of a form, what was asked and answered.
function asText({ name, whom, when }, { title, what, words: written }) {
  const said = written.map(([label, value]) => [label, value].filter(Boolean).join(/[?.:]$/.test(label) ? " " : ": "));
  return [`${name}, ${whom}`, title, when, ...(said.length ? said : [what])].filter(Boolean).join("\n");
}

customElements.define("waiting-list", WaitingList);
