// <waiting-photos data-log data-about data-page>: under a log, how many of its photos are on this phone only. What has just
// gone to the server is fetched from the log's page.
import { outbox } from "../outbox/open.js";
import { words } from "../words.js";

const JUST = 60_000; // milliseconds: longer than a page takes to come
const idOf = ({ id }) => id;

class WaitingPhotos extends HTMLElement {
  asked = new Set(); // ids

  connectedCallback() {
    document.addEventListener("outbox:changed", this);
    this.handleEvent();
  }

  disconnectedCallback() {
    document.removeEventListener("outbox:changed", this);
  }

  async handleEvent() {
    try {
      const box = await outbox();
      const { log, about } = this.dataset;
      this.tell((await box.photosOf(log)).length);
      const sent = await box.store.since([Number(about)], box.now() - JUST);
      await this.bring(sent.filter(({ of }) => of === log).map(idOf));
    } catch {
      // Where nothing can be kept, nothing waits; without a signal they come with the page.
    }
  }

  tell(number) {
    this.hidden = !number;
    this.querySelector("[data-said]").textContent = number ? words(this, "waiting", {}, number) : "";
  }

  async bring(ids) {
    const lacking = ids.filter((id) => !this.asked.has(id) && !this.parentElement.querySelector(`img[src*="${id}"]`));
    if (!lacking.length) return;
    for (const id of lacking) this.asked.add(id);
    const answer = await fetch(this.dataset.page, { headers: { "Phone-Keep": "yes" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const photos = page.querySelector(`#log-${CSS.escape(this.dataset.log)} .photos`);
    if (photos) this.lay(photos);
  }

  // What can be done with each stands on the page of the log.
  lay(photos) {
    if (location.pathname !== this.dataset.page) for (const form of photos.querySelectorAll("form")) form.remove();
    this.parentElement.querySelector(".photos")?.remove();
    this.before(photos);
  }
}

customElements.define("waiting-photos", WaitingPhotos);
