// <waiting-bar>: how much of what its reader wrote is on this phone only, since when; on Today what they began and did not
// send; and that somebody else has something here, too. Its words stand in it as templates.
import { outbox } from "../outbox/open.js";
import { announce } from "../swaps.js";
import { moment, words } from "../words.js";

const SOON = 3000; // milliseconds in which nearly everything is sent: of that it says nothing
const LOOKS_EVERY = 60_000;
const page = document.documentElement;

class WaitingBar extends HTMLElement {
  connectedCallback() {
    document.addEventListener("outbox:changed", this);
    // As much room is left for it, so that it is never over what has the focus.
    new ResizeObserver(() => page.style.setProperty("--bar", `${this.offsetHeight}px`)).observe(this);
    this.handleEvent();
  }

  disconnectedCallback() {
    document.removeEventListener("outbox:changed", this);
    clearTimeout(this.later);
  }

  async handleEvent() {
    clearTimeout(this.later);
    try {
      const box = await outbox();
      this.tell(await box.counts());
    } catch {
      // Where nothing can be kept, nothing waits.
    }
  }

  tell(counts) {
    const age = Date.now() - counts.since;
    const young = !this.waits && counts.mine && !counts.stuck && age < SOON && navigator.onLine;
    this.show(young ? { ...counts, mine: 0 } : counts);
    clearTimeout(this.later);
    if (counts.mine) this.later = setTimeout(() => this.handleEvent(), young ? SOON - age : LOOKS_EVERY);
  }

  show({ mine, since, others, stuck, red }) {
    this.waits = mine ? words(this, red ? "late" : "waiting", { time: moment(since) }, mine) : "";
    if (stuck) this.waits += ` · ${words(this, "stuck", {}, stuck)}`;
    this.querySelector("p").hidden = !others;
    this.classList.toggle("late", Boolean(mine && red));
    this.lay();
    const shown = [mine, stuck, red].join(" ");
    if (this.shown && this.shown !== shown) announce(mine ? this.waits : words(this, "none"));
    this.shown = shown;
  }

  // Undefined where there is none.
  tellBegun(draft) {
    const { at, photos } = draft ?? {};
    const name = photos ? "began-photos" : "began";
    this.began = draft ? words(this, name, { time: moment(new Date(at)) }, photos) : "";
    this.lay();
  }

  // At the bottom and always in sight: it comes late, and nothing moves under a finger.
  lay() {
    const [link, quiet] = this.children;
    const said = [this.waits, this.began].filter(Boolean).join(" · ");
    if (link.textContent !== said) link.textContent = said;
    link.hidden = !said;
    this.hidden = link.hidden && quiet.hidden;
  }
}

customElements.define("waiting-bar", WaitingBar);
