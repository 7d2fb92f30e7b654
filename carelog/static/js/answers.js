// The answer screens.
import "./elements/hold-button.js";

const PATIENCE = 10_000;
const FAULTS = 500; // from this status on something went wrong where the answer goes to
let sending = false;

// Without a signal the question stays on the screen, and says that its answer is not saved. Pressed again with the same
// id, it is written once, however often it arrives.
async function send(event) {
  const { target: form, submitter } = event;
  if (submitter?.formMethod === "get") return;
  event.preventDefault();
  if (sending) return;
  sending = true;
  const notices = document.getElementById("not-done");
  notices.replaceChildren();
  try {
    const body = new URLSearchParams(new FormData(form, submitter));
    const answer = await fetch(form.action, { method: "POST", body, signal: AbortSignal.timeout(PATIENCE) });
    const ours = answer.headers.has("Phone-Page") && answer.status < FAULTS;
    if (!ours) throw new Error("not taken");
    if (answer.redirected) location.assign(answer.url);
    else location.reload(); // it is not asked any more, or not on this phone
  } catch {
    notices.append(document.getElementById("answer-not-sent").content.cloneNode(true));
  } finally {
    sending = false;
  }
}

for (const form of document.querySelectorAll("form.large[method=post]")) form.addEventListener("submit", send);
