// Puts the storage of this phone back to what each earlier version made it, the next one at each call, with what lies here.
// made: the address of tests/outbox/earlier.js. Gives the version; 0 when there are no more.
async (made) => {
  const asked = (request) =>
    new Promise((done, failed) => {
      request.onsuccess = () => done(request.result);
      request.onerror = failed;
    });
  const { EARLIER } = await import(made);
  const done = Number(sessionStorage.getItem("earlier"));
  const version = [...EARLIER.keys()].find((one) => one > done) ?? 0;
  if (!version) return 0;
  const now = await asked(indexedDB.open("carelog"));
  const kept = new Map();
  for (const name of now.objectStoreNames) {
    const store = now.transaction(name).objectStore(name);
    kept.set(name, await Promise.all([asked(store.getAllKeys()), asked(store.getAll())]));
  }
  now.close();
  await asked(indexedDB.deleteDatabase("carelog"));
  const opening = indexedDB.open("carelog", version);
  opening.onupgradeneeded = () => EARLIER.get(version)(opening.result);
  const then = await asked(opening);
  for (const name of then.objectStoreNames) {
    const store = then.transaction(name, "readwrite").objectStore(name);
    const [keys, values] = kept.get(name);
    await Promise.all(values.map((value, place) => asked(store.put(value, ...(store.keyPath ? [] : [keys[place]])))));
  }
  then.close();
  sessionStorage.setItem("earlier", version);
  return version;
};
