// On the page that says that another one needs signal: what can be opened without. Today, and the visits it names.
import { addresses, copyOf } from "../copies.js";
import { moment } from "../words.js";

class OnThisPhone extends HTMLElement {
  async connectedCallback() {
    const there = await addresses();
    const today = there.includes("/today") ? "/today" : "/my-week";
    const { shown, kept } = (await copyOf(today)) ?? {};
    if (!shown) return;
    this.add(today, shown.querySelector("h1").textContent, kept);
    for (const link of shown.querySelectorAll("h2 a.onward")) {
      const path = link.getAttribute("href");
      if (there.includes(path)) this.add(path, link.textContent, (await copyOf(path)).kept);
    }
    if (there.includes("/help")) this.add("/help", this.dataset.help, (await copyOf("/help")).kept);
    this.hidden = false;
  }

  add(path, words, kept) {
    const row = this.querySelector("template").content.cloneNode(true);
    row.querySelector("a").href = path;
    row.querySelector("strong").textContent = words.trim();
    row.querySelector("time").textContent = moment(kept);
    this.querySelector("ul").append(row);
  }
}

customElements.define("on-this-phone", OnThisPhone);
