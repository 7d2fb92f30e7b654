// A link that has to be held for a while, by finger, mouse or key, so that nobody follows it by chance.
// Without this it is the link. What is behind it is protected by itself; holding only keeps hands from wandering there.
const LONG = 1500; // milliseconds
const KEYS = ["Enter", " "];

class HoldButton extends HTMLElement {
  connectedCallback() {
    const link = this.querySelector("a");
    const button = document.createElement("button");
    button.type = "button";
    button.className = link.className;
    button.append(...link.childNodes);
    this.address = link.href;
    link.replaceWith(button);
    button.addEventListener("pointerdown", (event) => event.isPrimary && event.button === 0 && this.press());
    button.addEventListener("keydown", (event) => {
      if (!KEYS.includes(event.key)) return;
      event.preventDefault();
      if (!event.repeat) this.press();
    });
    for (const gone of ["pointerup", "pointercancel", "pointerleave", "keyup", "blur"]) {
      button.addEventListener(gone, () => this.release());
    }
    for (const meant of ["contextmenu", "keyup"]) button.addEventListener(meant, (event) => event.preventDefault());
    // A screen reader presses without finger or key: it cannot hold.
    button.addEventListener("click", (event) => event.detail === 0 && this.open());
  }

  press() {
    this.release();
    this.classList.add("held");
    this.waiting = setTimeout(() => this.open(), LONG);
  }

  release() {
    clearTimeout(this.waiting);
    this.classList.remove("held");
  }

  open() {
    location.assign(this.address);
  }

  disconnectedCallback() {
    this.release();
  }
}

customElements.define("hold-button", HoldButton);
