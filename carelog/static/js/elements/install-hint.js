// How to put the app on the phone's first screen: a button where the browser has one, else words for an iPhone. Said until
// somebody closes it, on this phone once for all; never in the installed app.
const CLOSED = "install-hint-closed";
const installed = matchMedia("(display-mode: standalone)").matches || navigator.standalone;

// Where storage is switched off nothing is worth installing.
function isClosed() {
  try {
    return Boolean(localStorage.getItem(CLOSED));
  } catch {
    return true;
  }
}

class InstallHint extends HTMLElement {
  connectedCallback() {
    if (installed || isClosed()) return;
    this.querySelector("[data-close]").addEventListener("click", () => this.close());
    window.addEventListener("appinstalled", () => this.close());
    if ("standalone" in navigator) this.offer("[data-by-hand]");
    window.addEventListener("beforeinstallprompt", (event) => {
      event.preventDefault();
      this.querySelector("[data-install] button").addEventListener("click", () => event.prompt(), { once: true });
      this.offer("[data-install]");
    });
  }

  offer(which) {
    this.querySelector(which).hidden = false;
    this.hidden = false;
  }

  close() {
    localStorage.setItem(CLOSED, "yes");
    this.hidden = true;
  }
}

customElements.define("install-hint", InstallHint);
