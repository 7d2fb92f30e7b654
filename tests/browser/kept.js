// Waits until everything that this phone is told to keep is on it; gives the addresses.
async () => {
  const { keep } = await (await fetch("/phone", { headers: { "Phone-Keep": "yes" } })).json();
  const enough = Date.now() + 80_000; // milliseconds
  while (Date.now() < enough) {
    const names = (await caches.keys()).filter((name) => name.startsWith("pages-"));
    const there = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    const paths = there.flat().map(({ url }) => url.slice(location.origin.length));
    if (keep.every((path) => paths.includes(path))) return keep;
    await new Promise((again) => setTimeout(again, 50));
  }
  throw new Error("not everything came");
};
