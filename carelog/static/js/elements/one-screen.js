// <one-screen>: of the screens in it CSS shows the one that the address names, else the first. With scripts the page is
// called what its screen is, the focus goes there, and a second tap at the same place presses nothing on the next one.
const SECOND_TAP = 700; // milliseconds

class OneScreen extends HTMLElement {
  connectedCallback() {
    this.called = document.title;
    window.addEventListener("hashchange", this);
    document.querySelector("waiting-bar a")?.removeAttribute("href"); // what waits is said; there is enough to press
    this.name();
  }

  disconnectedCallback() {
    window.removeEventListener("hashchange", this);
  }

  get shown() {
    return [...this.querySelectorAll(".screen")].find((screen) => screen.checkVisibility());
  }

  name() {
    const name = this.shown?.querySelector("h2").textContent;
    document.title = !name || this.shown.matches(".first") ? this.called : `${name} · ${this.called}`;
  }

  handleEvent() {
    const { shown } = this;
    this.name();
    shown?.focus({ preventScroll: true });
    scrollTo(0, 0);
    this.classList.add("just-came");
    setTimeout(() => this.classList.remove("just-came"), SECOND_TAP);
    document.dispatchEvent(new Event("screen:changed"));
  }
}

customElements.define("one-screen", OneScreen);
