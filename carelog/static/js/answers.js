// The answer screens. A second tap at the same place would answer the next question, so for a moment it does nothing.
import "./elements/hold-button.js";

const SECOND_TAP = 700; // milliseconds

for (const large of document.querySelectorAll(".large")) {
  large.classList.add("just-came");
  setTimeout(() => large.classList.remove("just-came"), SECOND_TAP);
}

// Without a signal the question stays on the screen, and says that its answer is not saved.
async function send(event) {
  const { target: form, submitter } = event;
  if (submitter?.formMethod === "get") return;
  event.preventDefault();
  try {
    const body = new URLSearchParams(new FormData(form, submitter));
    const { redirected, url } = await fetch(form.action, { method: "POST", body });
    if (!redirected) throw new Error("not taken");
    location.assign(url);
  } catch {
    const [notice] = document.getElementById("not-sent").content.cloneNode(true).children;
    document.getElementById("not-done").replaceChildren(notice);
  }
}

for (const form of document.querySelectorAll("form.large[method=post]")) form.addEventListener("submit", send);
