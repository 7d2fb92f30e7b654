// On the page that says that another one needs signal: what can be opened without (Today, the visits it names, what waits,
// the help), and signing out. Without the worker's copies nobody is signed in here as far as it knows.
import { addresses, copyOf } from "../copies.js";
import { moment, words } from "../words.js";

const FIRST = ["/today", "/my-week"];
const EVERYBODYS = ["/waiting", "/help"];

class OnThisPhone extends HTMLElement {
  async connectedCallback() {
    const there = await addresses();
    if (!there.length) return;
    this.beOf((await copyOf(there[0])).shown.body.dataset);
    import("./waiting-bar.js");
    for (const path of FIRST.filter((one) => there.includes(one))) await this.addList(path, there);
    for (const path of EVERYBODYS.filter((one) => there.includes(one))) this.add(path, words(this, path));
    this.hidden = false;
  }

  // What waits here, and its key, are whose pages these are; and it is that session which signing out ends.
  beOf({ author, session }) {
    Object.assign(document.body.dataset, { author, session });
    this.querySelector("[name=session]").value = session;
  }

  async addList(path, there) {
    const { shown, kept } = await copyOf(path);
    this.add(path, shown.querySelector("h1").textContent, kept);
    for (const link of shown.querySelectorAll("h2 a.onward")) {
      const visit = link.getAttribute("href");
      if (there.includes(visit)) this.add(visit, link.textContent, (await copyOf(visit)).kept);
    }
  }

  // kept: since when what stands on it is as it is.
  add(path, name, kept) {
    const row = this.querySelector("template[data-piece]").content.cloneNode(true);
    row.querySelector("a").href = path;
    row.querySelector("strong").textContent = name.trim();
    if (kept) row.querySelector("time").textContent = moment(kept);
    else row.querySelector(".quiet").remove();
    this.querySelector("ul").append(row);
  }
}

customElements.define("on-this-phone", OnThisPhone);
