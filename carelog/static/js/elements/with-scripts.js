// What works only with scripts: without them it is not shown.
class WithScripts extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
  }
}

customElements.define("with-scripts", WithScripts);
