// The answer screens. A second tap at the same place would answer the next question, so for a moment it does nothing.
import "./elements/hold-button.js";

const SECOND_TAP = 700; // milliseconds

for (const large of document.querySelectorAll(".large")) {
  large.classList.add("just-came");
  setTimeout(() => large.classList.remove("just-came"), SECOND_TAP);
}
