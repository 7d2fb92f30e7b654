// <read-aloud>: the device's own voice says what is shown in <main>, word for word and in its order, a line at a time. Where
// the device has no voice, it is not there. `auto`: the person wants each page read by itself.
const speech = window.speechSynthesis;
const main = document.getElementById("main");
const SEEN = 1; // pixel: what only a screen reader says is no larger
const INLINE = /^(inline|contents)/;
let reading = 0; // which reading this is: what was stopped says nothing more

const isShown = (one) => {
  if (one.closest("read-aloud")) return false;
  const { display, visibility } = getComputedStyle(one);
  if (display === "contents") return visibility === "visible"; // it has no box of its own, so it counts as invisible
  if (!one.checkVisibility({ visibilityProperty: true })) return false;
  const { width, height } = one.getBoundingClientRect();
  return INLINE.test(display) || (width > SEEN && height > SEEN);
};

function isSeen(node) {
  for (let one = node.parentElement; one && one !== main; one = one.parentElement) if (!isShown(one)) return false;
  return true;
}

function blockOf(node) {
  let one = node.parentElement;
  while (one !== main && INLINE.test(getComputedStyle(one).display)) one = one.parentElement;
  return one;
}

// The lines of the page as they stand there, each with the piece that it stands in.
function lines() {
  const found = [];
  const walk = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const { currentNode: node } = walk;
    if (!node.data.trim() || !isSeen(node)) continue;
    const block = blockOf(node);
    const last = found.at(-1);
    if (last?.block === block) last.words += node.data;
    else found.push({ block, words: node.data });
  }
  return found.map(({ block, words }) => ({ block, words: words.trim().replace(/\s+/g, " ") }));
}

function stop() {
  reading += 1;
  speech.cancel();
  main.querySelector(".spoken")?.classList.remove("spoken");
  tell(false);
}

function tell(isReading) {
  for (const button of main.querySelectorAll("read-aloud button")) {
    button.querySelector("[data-read]").hidden = isReading;
    button.querySelector("[data-stop]").hidden = !isReading;
  }
}

function read() {
  stop();
  const mine = reading;
  const all = lines();
  tell(all.length > 0);
  for (const { block, words } of all) {
    const said = new SpeechSynthesisUtterance(words);
    said.lang = block.closest("[lang]").lang;
    said.addEventListener("start", () => mine === reading && block.classList.add("spoken"));
    said.addEventListener("end", () => block.classList.remove("spoken"));
    said.addEventListener("error", ({ error }) => error === "not-allowed" && mine === reading && whenTouched());
    if (words === all.at(-1).words) said.addEventListener("end", () => mine === reading && tell(false));
    speech.speak(said);
  }
}

// A browser lets a page speak by itself once somebody has touched it.
function whenTouched() {
  stop();
  for (const touch of ["pointerup", "keyup"]) document.addEventListener(touch, readOnce);
}

function readOnce({ target }) {
  for (const touch of ["pointerup", "keyup"]) document.removeEventListener(touch, readOnce);
  if (!target.closest?.("read-aloud")) read();
}

class ReadAloud extends HTMLElement {
  connectedCallback() {
    if (!speech) return;
    this.querySelector("button")?.addEventListener("click", () => (speech.speaking ? stop() : read()));
    if (speech.getVoices().length) this.offer();
    else speech.addEventListener?.("voiceschanged", () => speech.getVoices().length && this.offer(), { once: true });
  }

  offer() {
    this.hidden = false;
  }
}

customElements.define("read-aloud", ReadAloud);

if (speech) {
  const { myReading } = document.documentElement.dataset;
  const byItself = () => (myReading === "by_itself" ? read() : stop());
  document.addEventListener("screen:changed", byItself);
  window.addEventListener("pagehide", stop);
  if (myReading === "by_itself") read();
}
