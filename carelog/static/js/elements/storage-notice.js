// <storage-notice>: said before anything is typed, that this browser keeps nothing for us or has no room; and until it is
// read, what was lost when it was emptied.
import * as emptied from "../outbox/emptied.js";
import { able } from "../recording.js";
import { announce } from "../swaps.js";
import { words } from "../words.js";

const A_LITTLE = 16 * 1024; // bytes, more than the words of a visit

class StorageNotice extends HTMLElement {
  connectedCallback() {
    window.addEventListener("online", this);
    this.addEventListener("click", this);
    this.look();
  }

  disconnectedCallback() {
    window.removeEventListener("online", this);
  }

  handleEvent({ type, target }) {
    if (type === "online") this.look();
    else if (target.closest("button")) this.read();
  }

  async look() {
    const box = await opened();
    this.box = box.problem ? null : box;
    const lost = this.box && (await emptied.unread(box));
    this.show([words(this, box.problem ?? (await problemOf(box))), lost || ""]);
  }

  show(said) {
    for (const [place, notice] of [...this.querySelectorAll(".notice")].entries()) {
      notice.hidden = !said[place];
      notice.querySelector("p").textContent = said[place];
    }
    this.hidden = !said.some(Boolean);
    if (!this.hidden) announce(said.join(" "));
  }

  async read() {
    await emptied.read(this.box);
    document.getElementById("main").focus();
    this.look();
  }
}

// The outbox; or {problem}, why there is none.
async function opened() {
  if (!able) return { problem: "nothing" };
  try {
    return await (await import("../outbox/open.js")).outbox();
  } catch ({ name, cause }) {
    if ([name, cause?.name].includes("QuotaExceededError")) return { problem: "full" };
    return { problem: name === "KeepsNothing" ? "nothing" : "later" };
  }
}

// Whether photos fit, and words: browsers do not say how much room there is, so it is tried.
async function problemOf({ store }) {
  if (await store.hasRoom(0)) return "";
  try {
    await store.note("room", new Uint8Array(A_LITTLE));
    return "nearly";
  } catch {
    return (await store.hold()) ? "nearly" : "full";
  }
}

const notices = document.getElementById("notices");
for (const notice of document.querySelectorAll("storage-notice")) notices.prepend(notice);
customElements.define("storage-notice", StorageNotice);
