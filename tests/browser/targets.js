// What a finger has to hit on this page, and where it is smaller or closer together than it should be.
// Links inside a sentence are part of the text and may be as small as it is.
({ smallest, apart }) => {
  const picked = "button, summary, nav a, a.button, a.row, .tiles a, label:has(input), input, select, textarea";
  const shown = (one) => one.checkVisibility({ visibilityProperty: true }) && one.getClientRects().length > 0;
  const inside = (one) => one.parentElement.closest(picked);
  // What of a box is in sight where it lies in a list that scrolls by itself; nothing, if it is scrolled away.
  const inSight = (one, box) => {
    const scrolls = one.parentElement?.closest(".pick:has(img)")?.getBoundingClientRect();
    if (!scrolls) return box;
    const [top, bottom] = [Math.max(box.top, scrolls.top), Math.min(box.bottom, scrolls.bottom)];
    return { left: box.left, right: box.right, top, bottom };
  };
  const targets = [...document.querySelectorAll(picked)].filter(
    (one) => shown(one) && !inside(one) && one.type !== "hidden" && !one.closest(".skip"),
  );
  const named = (one) =>
    `${one.tagName.toLowerCase()}.${one.className} “${one.textContent.trim().replace(/\s+/g, " ").slice(0, 40)}”`;
  const floating = (one) =>
    ["fixed", "sticky"].includes(getComputedStyle(one).position) || (one.parentElement && floating(one.parentElement));
  const boxes = targets
    .map((one) => ({ name: named(one), one, box: one.getBoundingClientRect(), floating: floating(one) }))
    .map((found) => ({ ...found, seen: inSight(found.one, found.box) }))
    .filter(({ seen }) => seen.top < seen.bottom);
  const small = boxes
    .filter(({ box }) => box.width < smallest - 0.1 || box.height < smallest - 0.1)
    .map(({ name, box }) => `${name} is ${Math.round(box.width)} × ${Math.round(box.height)}`);
  const gap = (a, b) => Math.max(a.left - b.right, b.left - a.right, a.top - b.bottom, b.top - a.bottom);
  const close = boxes.flatMap((a, place) =>
    boxes
      .slice(place + 1)
      .filter((b) => a.floating === b.floating && gap(a.seen, b.seen) < apart - 0.1)
      .map((b) => `${a.name} and ${b.name} are ${Math.round(gap(a.seen, b.seen))} apart`),
  );
  return [...small, ...close];
};
