// After htmx has swapped a piece of the page: say so, and never lose the focus. When nothing came back: say that too.

const NOT_DONE = document.getElementById("not-done");
const SECOND_TAP = 1000; // milliseconds in which a press is still the one before
const HEARD = 20_000; // after that nobody finds it again who reads on to the end of the page
let heard;

export function announce(words) {
  const said = document.getElementById("said");
  said.textContent = "";
  clearTimeout(heard);
  heard = setTimeout(() => said.replaceChildren(), HEARD);
  // A moment later, so that the same words are heard a second time.
  setTimeout(() => {
    said.textContent = words;
  }, 100);
}

const rowOf = (event) => event.detail.ctx?.sourceElement?.closest(".item");

function forget(row) {
  row?.querySelector(".not-done")?.remove();
  NOT_DONE.replaceChildren();
}

// Over the page and in the row itself, so that nothing moves and nobody has to guess which one it was.
function notSent(event) {
  const [notice, words] = document.getElementById("not-sent").content.cloneNode(true).children;
  const row = rowOf(event);
  forget(row);
  row?.append(words);
  NOT_DONE.replaceChildren(notice);
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
    else notSent(event);
  } else {
    forget(rowOf(event));
  }
});

document.addEventListener("htmx:error", notSent);

// Undo comes to stand near where the finger still is: for a moment it cannot be pressed by touch.
export function settleDown(piece) {
  piece.classList.add("just-came");
  setTimeout(() => piece.classList.remove("just-came"), SECOND_TAP);
}

document.addEventListener("htmx:after:settle", (event) => {
  const piece = event.detail.newContent.find((node) => node.nodeType === Node.ELEMENT_NODE);
  if (!piece) return;
  if (piece.matches(".item.done")) settleDown(piece);
  if (piece.dataset.announce) announce(piece.dataset.announce);
  if (document.activeElement === document.body) {
    piece.tabIndex = -1;
    piece.focus({ preventScroll: true });
  }
});
