// <photo-picker data-most="4">: photos for the form around it. Each is made small and kept at once; the form goes when the
// last one is there. One that is removed can be put back until then. Its words, and the piece for one photo, stand in it as
// templates.
import { ChosenPhotos } from "../outbox/chosen-photos.js";
import { NoPicture, shrunk } from "../photos.js";
import { settleDown } from "../swaps.js";
import { words } from "../words.js";

const DONE = ["removed", "back"];
const LISTENS_TO = ["change", "submit", "formdata", "draft:restored"];

class PhotoPicker extends HTMLElement {
  pieces = new Map(); // by photo
  working = null; // until all that was asked for is done

  connectedCallback() {
    this.form = this.closest("form");
    this.input = this.querySelector("[type=file]");
    this.most = Number(this.dataset.most);
    this.chosen = new ChosenPhotos(this.form);
    this.addEventListener("click", this);
    for (const type of LISTENS_TO) this.form.addEventListener(type, this, true);
    this.work(() => this.bringBack(null));
    if (this.input.files.length) this.choose(); // somebody was quicker
  }

  disconnectedCallback() {
    for (const type of LISTENS_TO) this.form.removeEventListener(type, this, true);
    for (const piece of this.pieces.values()) forget(piece);
  }

  handleEvent(event) {
    const { type, target, detail } = event;
    if (type === "submit") this.wait(event);
    else if (type === "formdata") this.send(event.formData);
    else if (type === "draft:restored") this.work(() => this.bringBack(detail.id));
    else if (type === "change" && target === this.input) this.choose();
    else if (type === "click" && target.closest("li button")) this.press(target.closest("li"));
  }

  // One thing after another: two large pictures at once are too much for a small phone.
  work(task) {
    const mine = (this.working ?? Promise.resolve()).then(task).finally(() => {
      if (this.working === mine) this.working = null;
    });
    this.working = mine;
    return mine;
  }

  // Not while the person says no to photos.
  get isAsked() {
    return getComputedStyle(this).display !== "none";
  }

  get isSettled() {
    const { all } = this.chosen;
    return !this.working && (this.isAsked ? all.every(({ id }) => id) : all.length === 0);
  }

  // Who presses Save before the last photo is kept waits for it; what went wrong with one is read first.
  wait(event) {
    const passes = this.passes;
    this.passes = false;
    if (passes || this.isSettled) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const { submitter } = event;
    this.pressed ??= this.work(() => this.settle()).then((kept) => {
      this.pressed = null;
      this.passes = kept && this.part("alert").textContent === "";
      // Not before this event is over: until then a form does not listen.
      if (this.passes) setTimeout(() => this.form.requestSubmit(submitter));
    });
  }

  // Whether all of them can go.
  async settle() {
    try {
      if (this.isAsked) await this.chosen.keepAll();
      else await this.chosen.dropAll();
      return true;
    } catch {
      this.say([words(this, "no-room")]);
      return false;
    }
  }

  // What goes with the form where that goes its plain way. The outbox has its own.
  send(fields) {
    for (const { blob } of this.chosen.all) fields.append(this.input.name, blob, "photo.jpg");
  }

  // The originals go nowhere: the input is emptied.
  choose() {
    const files = [...this.input.files];
    this.input.value = "";
    this.work(() => this.take(files));
  }

  async take(files) {
    const problems = new Set();
    if (this.most === 1) await this.chosen.dropAll();
    for (const [place, file] of files.entries()) {
      if (this.chosen.all.length === this.most) problems.add(words(this, "most", {}, this.most));
      else await this.takeOne(file, problems, { num: place + 1, all: files.length });
    }
    const { all } = this.chosen;
    const kept = all.every(({ id }) => id);
    this.say([...problems], all.length ? words(this, kept ? "chosen" : "goes", {}, all.length) : "");
  }

  async takeOne(file, problems, progress) {
    this.say([...problems], words(this, "busy", progress));
    try {
      await this.chosen.add(await shrunk(file));
      this.show();
    } catch (problem) {
      const why = problem instanceof NoPicture ? "no-picture" : "no-room";
      problems.add(words(this, why, { name: file.name }));
    }
  }

  async bringBack(draft) {
    await this.chosen.bringBack(draft).catch(() => undefined);
    this.show();
  }

  show() {
    const { all, removed } = this.chosen;
    const shown = [...all, ...removed].sort((one, other) => one.at - other.at);
    for (const [photo, piece] of this.pieces) {
      if (shown.includes(photo)) continue;
      forget(piece);
      this.pieces.delete(photo);
    }
    for (const [place, photo] of shown.entries()) {
      if (!this.pieces.has(photo)) this.pieces.set(photo, this.add(photo));
      this.name(this.pieces.get(photo), place + 1, removed.includes(photo));
    }
  }

  name(piece, num, gone) {
    piece.dataset.num = num;
    piece.classList.toggle("removed", gone);
    piece.querySelector("[data-press]").textContent = words(this, gone ? "put-back" : "remove");
    for (const slot of piece.querySelectorAll("[data-slot]")) slot.textContent = words(this, "photo", { num });
  }

  add({ blob }) {
    const piece = this.querySelector("template[data-piece]").content.firstElementChild.cloneNode(true);
    piece.querySelector("img").src = URL.createObjectURL(blob);
    return this.querySelector("ul").appendChild(piece);
  }

  // The button stays where it is, and the focus with it: the next press takes back what this one did.
  async press(piece) {
    settleDown(piece);
    const [photo] = [...this.pieces].find(([, one]) => one === piece);
    const { num } = piece.dataset;
    const what = await this.work(() => this.turn(photo)).catch(() => "no-room");
    const said = words(this, what, { num }, this.most);
    this.show();
    if (DONE.includes(what)) this.say([], said);
    else this.say([said]);
  }

  // Which words say what came of it.
  async turn(photo) {
    const { all, removed } = this.chosen;
    if (!removed.includes(photo)) {
      await this.chosen.remove(photo);
      return "removed";
    }
    if (all.length === this.most) return "enough";
    await this.chosen.putBack(photo);
    return "back";
  }

  part(role) {
    return this.querySelector(`[role=${role}]`);
  }

  say(problems, said = "") {
    this.part("alert").textContent = problems.join(" ");
    this.part("status").textContent = said;
  }
}

function forget(piece) {
  URL.revokeObjectURL(piece.querySelector("img").src);
  piece.remove();
}

customElements.define("photo-picker", PhotoPicker);
