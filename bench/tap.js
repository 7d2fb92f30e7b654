// Notes in `window.tapped` how many milliseconds pass from a finger's touch until the button, drawn anew, says so.
(button) => {
  window.tapped = new Promise((done) => {
    const touched = (event) => {
      const seen = { visibilityProperty: true };
      const answered = () => !button.isConnected || button.querySelector(".busy").checkVisibility(seen);
      const drawn = () => requestAnimationFrame(() => done(performance.now() - event.timeStamp));
      const look = () => (answered() ? drawn() : requestAnimationFrame(look));
      look();
    };
    document.addEventListener("pointerdown", touched, { capture: true, once: true });
  });
}
