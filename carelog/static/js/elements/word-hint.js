// <word-hint data-field="did"> beside a field of its form: while somebody types a word that we would rather not say
// about people, it offers another one. The words stand in a template of the page; "*" is for what was typed.
const WORDS = "template.plain-words";

function hints(text) {
  const known = [...(document.querySelector(WORDS)?.content.children ?? [])];
  return known.flatMap((one) => {
    const forms = one.dataset.words.replace(/\s+/g, "\\s+");
    const typed = new RegExp(`(?<![\\p{L}\\p{N}_])(?:${forms})(?![\\p{L}\\p{N}_])`, "iu").exec(text);
    return typed ? [one.textContent.replace("*", typed[0])] : [];
  });
}

class WordHint extends HTMLElement {
  connectedCallback() {
    this.field = this.closest("form").elements.namedItem(this.dataset.field);
    this.field.addEventListener("input", this);
    this.handleEvent();
  }

  disconnectedCallback() {
    this.field.removeEventListener("input", this);
  }

  // Said once, not at every letter that follows.
  handleEvent() {
    const said = hints(this.field.value).join(" ");
    if (said !== this.textContent) this.textContent = said;
  }
}

customElements.define("word-hint", WordHint);
