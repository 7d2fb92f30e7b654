// A form that writes a record goes through the outbox (outbox/forms.js), which comes after the page. A press that is
// quicker waits for it; where it cannot come, or keeps nothing, the form goes its plain way, but for nobody else.
const TO_SIGN_IN = 401;
let coming;

function forms() {
  coming ??= import("./outbox/forms.js").catch((problem) => {
    coming = undefined;
    throw problem;
  });
  return coming;
}

export const able =
  "author" in document.body.dataset && window.isSecureContext && "locks" in navigator && "indexedDB" in window;

// What is said instead of sending: whom this page was made for is not signed in any more, or nobody can be asked.
async function reason() {
  const headers = { Accept: "application/json", "Phone-Keep": "yes" };
  const answer = await fetch("/phone", { headers }).catch(() => null);
  if (!answer) return "not-sent";
  const { author } = await answer.json().catch(() => ({}));
  const another = author !== undefined && author !== Number(document.body.dataset.author);
  return another || answer.status === TO_SIGN_IN ? "not-mine" : null;
}

async function plainly(form) {
  const why = await reason();
  if (!why) return form.submit();
  const [notice] = document.getElementById(why).content.cloneNode(true).children;
  form.querySelector(":scope > [role=alert]")?.remove();
  form.append(notice);
  notice.role = "alert";
  notice.scrollIntoView({ block: "nearest" });
}

// For htmx, which puts the words where an answer of the server would have them put.
async function plainlyFetched(send) {
  const why = await reason();
  if (why !== "not-mine") return send();
  const headers = { "HX-Retarget": "#not-done", "HX-Reswap": "innerHTML" };
  return new Response(document.getElementById(why).innerHTML, { status: 409, headers });
}

// Photos that nobody has made smaller and kept go with their form as they are.
const hasFiles = (form) => [...form.querySelectorAll("[type=file]")].some(({ files }) => files.length);

async function press(form, submitter) {
  if ("pressed" in form.dataset) return; // a second tap
  form.dataset.pressed = "";
  try {
    await (await forms()).press(form, submitter);
  } catch {
    await plainly(form);
  } finally {
    delete form.dataset.pressed;
  }
}

if (able) {
  document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => {
    const form = ctx.sourceElement.closest("form[data-record]");
    if (!form || hasFiles(form)) return;
    const { submitter } = ctx.request;
    const send = ctx.fetch;
    ctx.fetch = (...asked) =>
      forms()
        .then(({ fetched }) => fetched(form, submitter))
        .catch(() => plainlyFetched(() => send(...asked)));
  });
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-record]");
    if (!form || form.hasAttribute("hx-post") || hasFiles(form)) return;
    event.preventDefault();
    press(form, event.submitter);
  });
  window.addEventListener("load", () => setTimeout(() => forms().catch(() => undefined)));
}
