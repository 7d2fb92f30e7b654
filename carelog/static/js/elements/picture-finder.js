// Pictures to choose from, narrowed while a word is typed; what is chosen stays in sight. Without this, a button finds them.
class PictureFinder extends HTMLElement {
  connectedCallback() {
    const find = this.querySelector("[type=search]");
    this.querySelector("button").parentElement.remove();
    find.addEventListener("input", () => this.narrow(find.value.trim().toLowerCase()));
    // Enter would save the whole form in the middle of looking.
    find.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault();
    });
    if (find.value) this.narrow(find.value.trim().toLowerCase());
  }

  narrow(word) {
    const pictures = [...this.querySelectorAll("[data-words]")];
    const found = pictures.filter((one) => one.dataset.words.includes(word));
    for (const one of pictures) one.hidden = !found.includes(one) && !one.querySelector(":checked");
    this.querySelector("[role=status]").textContent = word ? this.dataset.found.replace("{}", found.length) : "";
  }
}

customElements.define("picture-finder", PictureFinder);
