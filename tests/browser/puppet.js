// In the place of a script of ours: on each page it does what a test asks for, one thing after another, and says what came
// of it. The page does not wait for it.
(async () => {
  for (;;) {
    const { default: asked } = await import(`/puppet/${crypto.randomUUID()}.js`);
    const found = await asked().catch((problem) => ({ problem: `${problem}` }));
    await fetch("/puppet/found", { method: "POST", body: JSON.stringify(found ?? null) });
  }
})();
