// <sign-out> around a form that ends the session: where something waits on this phone, it asks first. What waits stays,
// and the key that its words are sealed with goes.
import { outbox } from "../outbox/open.js";
import { openStore } from "../outbox/store.js";
import { words } from "../words.js";

class SignOut extends HTMLElement {
  connectedCallback() {
    [this.form, this.question] = this.children;
    this.form.addEventListener("submit", this);
    this.question.addEventListener("click", this);
  }

  handleEvent(event) {
    if (event.type === "click") {
      const button = event.target.closest("[data-press]");
      if (button) this[button.dataset.press]();
    } else if (!this.asking) {
      event.preventDefault(); // a second press goes its plain way: signing out always works
      this.asking = true;
      this.ask();
    }
  }

  async ask() {
    try {
      this.box = await outbox();
      const { mine } = await this.box.counts();
      if (!mine) return this.leave();
      this.form.hidden = true;
      this.question.hidden = false;
      this.say(words(this, "stays", {}, mine));
      this.question.firstElementChild.focus();
    } catch {
      this.leave(); // where nothing can be kept, nothing waits
    }
  }

  say(text) {
    this.question.firstElementChild.textContent = text;
  }

  async send() {
    this.say(words(this, "trying"));
    await this.box.tryNow();
    const { mine } = await this.box.counts();
    if (!mine) return this.leave();
    this.say(`${words(this, "not-sent")} ${words(this, "stays", {}, mine)}`);
    this.question.firstElementChild.focus();
  }

  // The key may be here though the outbox could not be opened, for it asks for one anew in each session.
  async leave() {
    try {
      await (this.box?.store ?? (await openStore())).forgetKeys();
    } catch {
      // This browser keeps nothing for us.
    }
    this.form.submit();
  }

  stay() {
    this.asking = false;
    this.question.hidden = true;
    this.form.hidden = false;
    this.form.querySelector("button").focus();
  }
}

customElements.define("sign-out", SignOut);
