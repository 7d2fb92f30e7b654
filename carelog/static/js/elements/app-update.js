// <app-update>: there is a new version. It says what becomes of what is being written here, and reloads when it is told to.
import { announce } from "../swaps.js";
import "../version.js";
import { words } from "../words.js";

const RECORDS = "form[data-record]"; // what is typed there is kept while it is typed

class AppUpdate extends HTMLElement {
  connectedCallback() {
    document.addEventListener("version:newer", () => this.show(), { once: true });
    this.addEventListener("click", ({ target }) => {
      const button = target.closest("[data-press]");
      if (button) this[button.dataset.press]();
    });
  }

  async show() {
    this.keeps = (await keepNow()) !== null;
    this.hidden = false;
    for (const event of ["input", "change", "outbox:changed"]) document.addEventListener(event, () => this.say());
    this.say();
    announce(this.firstElementChild.textContent);
  }

  say(stays = !begunOutside(this.keeps)) {
    const slot = this.querySelector("[data-slot]");
    const said = words(this, stays ? "stays" : "finish");
    if (slot.textContent !== said) slot.textContent = said;
  }

  async reload() {
    const kept = (await keepNow()) ?? [];
    const stays = kept.every(Boolean) && !begunOutside(this.keeps);
    this.say(stays);
    if (stays) location.reload();
    else announce(words(this, "finish"));
  }

  later() {
    this.hidden = true;
    document.getElementById("main").focus({ preventScroll: true });
  }
}

// Of each form whether what was typed there is kept; null where nothing can be.
async function keepNow() {
  try {
    const [{ keepAll }, { outbox }] = await Promise.all([import("../outbox/drafts.js"), import("../outbox/open.js")]);
    await outbox();
    return await keepAll();
  } catch {
    return null;
  }
}

// Something was put in here that would be gone.
function begunOutside(keeps) {
  const fields = [...document.querySelectorAll("main :is(input:not([type=hidden]), textarea, option)")];
  return fields.some((field) => isChanged(field) && !(keeps && field.closest(RECORDS)));
}

// Of a list of which none was chosen, browsers choose the first.
function isChanged(field) {
  const { index, selected, defaultSelected } = field;
  if (field instanceof HTMLOptionElement) return selected !== defaultSelected && (index > 0 || !selected);
  return field.checked !== field.defaultChecked || (field.type !== "file" && field.value !== field.defaultValue);
}

customElements.define("app-update", AppUpdate);
