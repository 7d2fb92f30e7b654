// A form that writes a record goes through the outbox (outbox/forms.js), which comes after the page. A press that is
// quicker waits for it; where it cannot come, or keeps nothing, the form goes its plain way.
let coming;

function forms() {
  coming ??= import("./outbox/forms.js").catch((problem) => {
    coming = undefined;
    throw problem;
  });
  return coming;
}

const able =
  "author" in document.body.dataset && window.isSecureContext && "locks" in navigator && "indexedDB" in window;

async function press(form, submitter) {
  if ("pressed" in form.dataset) return; // a second tap
  form.dataset.pressed = "";
  try {
    await (await forms()).press(form, submitter);
  } catch {
    form.submit();
  } finally {
    delete form.dataset.pressed;
  }
}

if (able) {
  document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => {
    const form = ctx.sourceElement.closest("form[data-record]");
    if (!form) return;
    const { submitter } = ctx.request;
    const plainly = ctx.fetch;
    ctx.fetch = (...asked) =>
      forms()
        .then(({ fetched }) => fetched(form, submitter))
        .catch(() => plainly(...asked));
  });
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-record]");
    if (!form || form.hasAttribute("hx-post")) return;
    event.preventDefault();
    press(form, event.submitter);
  });
  window.addEventListener("load", () => setTimeout(() => forms().catch(() => undefined)));
}
