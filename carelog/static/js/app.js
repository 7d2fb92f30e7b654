// What the pages need beyond plain HTML. Everything works without it; see docs/architecture.md.
import "./back.js";
import "./elements/with-scripts.js";
import "./elements/word-hint.js";
import "./handed-over.js";
import "./recording.js";
import "./swaps.js";
import "./tomorrow.js";

// What few pages have comes only with those.
function few() {
  for (const name of ["photo-picker", "picture-finder", "print-page", "sign-out", "waiting-list", "waiting-photos"]) {
    if (document.querySelector(name)) import(`./elements/${name}.js`);
  }
}
few();
document.addEventListener("htmx:after:settle", few);
// Who signs out more quickly than that came is asked all the same.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.closest("sign-out:not(:defined)")) return;
  event.preventDefault();
  const plainly = () => form.submit();
  import("./elements/sign-out.js").then(() => form.requestSubmit(), plainly);
});
// `autofocus` already does this for a new page, except in browsers that leave it to a field.
document.getElementById("error-summary")?.focus();
// Pictures further down come after the page, so that it is there early, and they are there when the signal is gone.
window.addEventListener("load", () => {
  for (const picture of document.images) picture.loading = "eager";
  setTimeout(() => import("./phone.js"));
});
