// What the pages need beyond plain HTML. Everything works without it; see docs/architecture.md.
import "./back.js";
import "./elements/with-scripts.js";
import "./handed-over.js";
import "./recording.js";
import "./swaps.js";

// What few pages have comes only with those.
function few() {
  for (const name of [
    "no-enter",
    "one-screen",
    "photo-picker",
    "picture-finder",
    "print-page",
    "read-aloud",
    "sign-out",
    "waiting-list",
    "waiting-photos",
    "word-hint",
  ]) {
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
// A photo that cannot be had uncovers what stands in its place: a star, or a letter.
const uncover = (photo) => {
  photo.hidden = true;
};
document.addEventListener("error", ({ target }) => target.matches?.("img.photo") && uncover(target), true);
// Pictures further down come after the page, so that it is there early, and they are there when the signal is gone.
window.addEventListener("load", () => {
  for (const picture of document.images) {
    if (picture.matches(".photo") && picture.complete && !picture.naturalWidth) uncover(picture);
    picture.loading = "eager";
  }
  setTimeout(() => import("./phone.js"));
  import("./tomorrow.js");
});
