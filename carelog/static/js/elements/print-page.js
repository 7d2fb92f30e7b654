// A button that prints the page; without scripts it is not there, and the browser's own does the same.
class PrintPage extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    this.querySelector("button").addEventListener("click", () => window.print());
  }
}

customElements.define("print-page", PrintPage);
