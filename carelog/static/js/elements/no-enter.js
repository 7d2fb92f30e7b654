// In a form whose press cannot be taken back, Enter in a field would press it: only its button does.
class NoEnter extends HTMLElement {
  connectedCallback() {
    this.closest("form").addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target.matches("input")) event.preventDefault();
    });
  }
}

customElements.define("no-enter", NoEnter);
