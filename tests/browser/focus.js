// A walk through the page by keyboard: which stops there are, and what is wrong with the one we are at.
(() => {
  const reachable = "a[href], button, summary, input:not([type=hidden]), select, textarea";
  // What can be scrolled by keys; a browser may pass over it where everything in it is in sight.
  const scrolled = () => document.querySelectorAll('[tabindex="0"]').length;
  const named = (one) =>
    `${one.tagName.toLowerCase()} “${(one.textContent || one.name || "").trim().replace(/\s+/g, " ").slice(0, 40)}”`;
  const shown = (one) => one.checkVisibility({ visibilityProperty: true }) && one.getClientRects().length > 0;

  // Of a group of radio buttons the keyboard stops at one.
  const stops = () =>
    [...document.querySelectorAll(reachable)].filter((one) => {
      if (!shown(one) || one.disabled || one.tabIndex < 0) return false;
      if (one.type !== "radio") return true;
      const group = [...document.getElementsByName(one.name)].filter((other) => other.form === one.form);
      return one === (group.find((other) => other.checked) ?? group[0]);
    });

  // What draws the ring: the element itself, or the label or line around it.
  const ringed = (one) => {
    for (const around of [one, one.closest("label, .row, .item")]) {
      if (!around) continue;
      const style = getComputedStyle(around);
      if (style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) >= 2) return true;
    }
    return false;
  };

  const covered = (one) => {
    const box = one.getBoundingClientRect();
    const x = box.left + Math.min(box.width / 2, 20);
    const y = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2; // of what is in sight of a tall one
    const top = document.elementFromPoint(x, y);
    return !top || !(one.contains(top) || top.contains(one) || top.closest("label")?.contains(one));
  };

  const here = () => {
    const one = document.activeElement;
    // A date has stops of its own inside, for day, month, year and calendar; a time has some too.
    if (document.body.walked.has(one)) return [];
    document.body.walked.add(one);
    if (one === document.body) return ["nothing has the focus"];
    return [!ringed(one) && `${named(one)} shows no ring`, covered(one) && `${named(one)} is covered`].filter(Boolean);
  };

  const missed = () =>
    stops()
      .filter((one) => !document.body.walked.has(one))
      .map((one) => `${named(one)} is not reached`);

  return {
    // How often the key has to be pressed. What it led to is looked at when it is pressed again, or at the end.
    start: () => {
      const problems = [];
      let under = false;
      const look = ({ key } = {}) => {
        if (key === "Tab" && under) problems.push(...here());
        under = true;
      };
      document.body.walked = new Set();
      document.body.arrived = () => {
        look({ key: "Tab" });
        removeEventListener("keydown", look, true);
        return [...problems, ...missed()];
      };
      addEventListener("keydown", look, true);
      document.activeElement.blur();
      return stops().reduce((sum, one) => sum + (["date", "time"].includes(one.type) ? 4 : 1), scrolled());
    },
  };
})();
