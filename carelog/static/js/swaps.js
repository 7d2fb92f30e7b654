// After htmx has swapped a piece of the page: say so, and never lose the focus. When nothing came back: say that too.

const TOP = document.getElementById("notices");

function announce(words) {
  const said = document.getElementById("said");
  said.textContent = "";
  // A moment later, so that the same words are heard a second time.
  setTimeout(() => {
    said.textContent = words;
  }, 100);
}

function notSent() {
  TOP.replaceChildren(document.getElementById("not-sent").content.cloneNode(true));
}

// A page instead of a piece: we were sent elsewhere (to sign in), or a gateway answered for us.
document.addEventListener("htmx:after:request", (event) => {
  const { response, text } = event.detail.ctx;
  if (response.status === 401) {
    event.preventDefault();
    location.reload();
  } else if (/<html/i.test(text)) {
    event.preventDefault();
    if (response.raw.redirected) location.assign(response.raw.url);
    else notSent();
  } else {
    TOP.replaceChildren();
  }
});

document.addEventListener("htmx:error", notSent);

document.addEventListener("htmx:after:settle", (event) => {
  const piece = event.detail.newContent.find((node) => node.nodeType === Node.ELEMENT_NODE);
  if (!piece) return;
  if (piece.dataset.announce) announce(piece.dataset.announce);
  if (document.activeElement === document.body) {
    const place = piece.querySelector("[data-focus]") ?? piece;
    if (place === piece) piece.tabIndex = -1;
    place.focus({ preventScroll: true });
  }
});
