// <sign-out> around a form that ends the session: where something waits on this phone, or was begun and not sent, it asks
// first. That stays, and the key that its words are sealed with goes.
import { begunAnywhere } from "../outbox/drafts.js";
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
      const { said } = await this.whatStays();
      if (!said) return this.leave();
      this.form.hidden = true;
      this.question.hidden = false;
      this.say(said);
      this.question.firstElementChild.focus();
    } catch {
      this.leave(); // where nothing can be kept, nothing waits
    }
  }

  // How much waits, and in words all that stays here.
  async whatStays() {
    const [{ mine }, drafts] = await Promise.all([this.box.counts(), begunAnywhere()]);
    this.question.querySelector("[data-press=send]").hidden = !mine;
    const there = Object.entries({ stays: mine, begun: drafts.length }).filter(([, number]) => number);
    return { mine, said: there.map(([name, number]) => words(this, name, {}, number)).join(" ") };
  }

  say(text) {
    this.question.firstElementChild.textContent = text;
  }

  async send() {
    this.say(words(this, "trying"));
    await this.box.tryNow();
    const { mine, said } = await this.whatStays();
    if (!said) return this.leave();
    this.say(mine ? `${words(this, "not-sent")} ${said}` : said);
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
