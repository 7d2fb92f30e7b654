// <storage-notice>: said before anything is typed, that this browser keeps nothing for us or has no room; and what was
// lost when it was emptied. Each until it is read: the first in this tab. It lies over the page, so that nothing moves.
import * as emptied from "../outbox/emptied.js";
import { able } from "../recording.js";
import { announce, settleDown } from "../swaps.js";
import { words } from "../words.js";

const A_LITTLE = 16 * 1024; // bytes, more than the words of a visit
const READ = "storage-read"; // of this tab: the problem that somebody has read of
const tab = tabs();

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
    const button = type === "click" ? target.closest("[data-press]") : null;
    if (button) this.read(button.dataset.press);
    else if (type === "online") this.look();
  }

  async look() {
    const box = await opened();
    this.box = box.problem ? null : box;
    this.problem = box.problem ?? (await problemOf(box));
    const lost = this.box && (await emptied.unread(box));
    this.show({ problem: tab[READ] === this.problem ? "" : words(this, this.problem), lost: lost || "" });
  }

  show(said) {
    const fresh = [];
    for (const notice of this.querySelectorAll("[data-part]")) {
      const text = said[notice.dataset.part];
      const slot = notice.querySelector("p");
      if (text && slot.textContent !== text) fresh.push(text);
      slot.textContent = text;
      notice.hidden = !text;
    }
    this.hidden = !Object.values(said).some(Boolean);
    if (!fresh.length) return;
    settleDown(this);
    announce(fresh.join(" "));
  }

  async read(part) {
    if (part === "lost") await emptied.read(this.box);
    else tab[READ] = this.problem;
    document.getElementById("main").focus({ preventScroll: true });
    this.look();
  }
}

// Where storage is off, of this page.
function tabs() {
  try {
    return globalThis.sessionStorage;
  } catch {
    return {};
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

customElements.define("storage-notice", StorageNotice);
