// A page that was left open overnight still shows yesterday: look again before anything is pressed on it.
const OLDEST = 30 * 60 * 1000; // milliseconds
const loaded = Date.now();

function lookAgain() {
  const shown = document.querySelector("[data-today]");
  if (shown && document.visibilityState === "visible" && Date.now() - loaded > OLDEST) location.reload();
}

document.addEventListener("visibilitychange", lookAgain);
window.addEventListener("pageshow", (event) => {
  if (event.persisted) lookAgain();
});
