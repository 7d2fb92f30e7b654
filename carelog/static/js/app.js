// What the pages need beyond plain HTML. Everything works without it; see docs/architecture.md.
import "./back.js";
import "./elements/with-scripts.js";
import "./elements/word-hint.js";
import "./handed-over.js";
import "./swaps.js";
import "./tomorrow.js";

// What few pages have comes only with those.
for (const name of ["picture-finder", "print-page"]) {
  if (document.querySelector(name)) import(`./elements/${name}.js`);
}
// `autofocus` already does this for a new page, except in browsers that leave it to a field.
document.getElementById("error-summary")?.focus();
// Pictures further down come after the page, so that it is there early, and they are there when the signal is gone.
window.addEventListener("load", () => {
  for (const picture of document.images) picture.loading = "eager";
});
