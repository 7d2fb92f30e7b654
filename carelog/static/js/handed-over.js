// When the phone is handed over, every other page of ours that this browser has open becomes the questions, too; and
// one that Back brings out of memory. What the server shows is locked by itself; this is about what is there already.
const FLAG = "handed-over";
const inHand = document.querySelector("main.in-hand") !== null;

function leave() {
  document.body.hidden = true;
  location.replace("/answers");
}

function changed({ key, newValue }) {
  if (key === FLAG && Boolean(newValue) !== inHand) leave();
}

function fromMemory({ persisted }) {
  if (persisted && !inHand && localStorage.getItem(FLAG)) leave();
}

try {
  if (inHand) localStorage.setItem(FLAG, "yes");
  else if (document.body.dataset.author) localStorage.removeItem(FLAG); // the server shows the worker's pages again
  window.addEventListener("storage", changed);
  window.addEventListener("pageshow", fromMemory);
} catch {
  // A browser that keeps nothing for us cannot tell its other pages.
}
