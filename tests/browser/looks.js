// What the tests of looks ask of a page.
(() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const text = (one) => one.textContent.trim();
  const says = (one) => [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && text(node));
  const COLOUR = /(?:rgba?|oklch|oklab|color)\([^)]*\)/g;

  return {
    // The colours between which the backgrounds of this page change.
    endsOfGradients: () =>
      all("*")
        .map((one) => getComputedStyle(one).backgroundImage)
        .flatMap((image) => (image.includes("gradient") ? (image.match(COLOUR) ?? []) : [])),

    paint: (colour) => {
      document.body.style.background = document.documentElement.style.background = colour;
    },

    // Text of letters smaller than so many pixels.
    smallText: (where, smallest) =>
      all(where)
        .filter((one) => one.checkVisibility() && !one.closest(".sr") && says(one))
        .map((one) => [Number.parseFloat(getComputedStyle(one).fontSize), text(one).slice(0, 40)])
        .filter(([size]) => size < smallest),

    // Words that begin on one line and end on another, between two of their letters.
    brokenWords: () => {
      const walk = document.createTreeWalker(document.getElementById("main"), NodeFilter.SHOW_TEXT);
      const found = [];
      while (walk.nextNode()) {
        const { currentNode: node } = walk;
        if (!node.parentElement.checkVisibility() || node.parentElement.closest(".sr")) continue;
        for (const { 0: word, index } of node.data.matchAll(/[^\s/–—-]+/g)) {
          const range = document.createRange();
          range.setStart(node, index);
          range.setEnd(node, index + word.length);
          const lines = [...range.getClientRects()].filter(({ width }) => width > 1).map(({ top }) => Math.round(top));
          if (new Set(lines).size > 1) found.push(word);
        }
      }
      return found;
    },

    // What takes its time to change.
    moving: () =>
      all("*")
        .map((one) => getComputedStyle(one))
        .flatMap((style) => `${style.transitionDuration}, ${style.animationDuration}`.split(", "))
        .filter((duration) => Number.parseFloat(duration) > 0.01),

    // Drawings of a state that no word stands beside.
    wordless: () => all("svg.shape").filter((one) => !text(one.closest("li, .state, button"))).length,

    // Buttons of which nothing but a colour is left where colours are the reader's own.
    shapeless: () =>
      all("main .button, nav a[aria-current]")
        .map((one) => getComputedStyle(one))
        .filter(
          (style) =>
            style.borderStyle === "none" && style.outlineStyle === "none" && style.textDecorationLine === "none",
        ).length,

    // 0 is black, 1 is white, of an element's background as it is painted.
    brightness: (selector) => {
      const drawn = new OffscreenCanvas(1, 1).getContext("2d");
      drawn.fillStyle = getComputedStyle(document.querySelector(selector)).backgroundColor;
      drawn.fillRect(0, 0, 1, 1);
      const [red, green, blue] = drawn.getImageData(0, 0, 1, 1).data;
      return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
    },
  };
})();
