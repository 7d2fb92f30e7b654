// What the pages need beyond plain HTML. Everything works without it; see docs/architecture.md.
import "./back.js";
import "./swaps.js";
import "./tomorrow.js";

// `autofocus` already does this for a new page, except in browsers that leave it to a field.
document.getElementById("error-summary")?.focus();
