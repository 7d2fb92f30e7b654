// Waits until these words are kept on this phone as something begun; until nothing is, if there are none.
async (words) => {
  const { src } = document.querySelector("script[src$='/app.js']");
  const { store, author } = await (await import(src.replace("app.js", "outbox/open.js"))).outbox();
  const has = ({ fields }) => fields.some(([, value]) => value === words);
  const enough = Date.now() + 30_000; // milliseconds
  while (Date.now() < enough) {
    const drafts = await store.drafts(author);
    if (words ? drafts.some(has) : !drafts.length) return;
    await new Promise((again) => setTimeout(again, 20));
  }
  throw new Error(`not kept: ${words}`);
};
