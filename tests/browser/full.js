// Fills this browser's storage for us to the last kilobyte.
() =>
  new Promise((resolve, reject) => {
    const opening = indexedDB.open("carelog");
    opening.onerror = reject;
    opening.onsuccess = () => {
      const db = opening.result;
      const put = (size) => {
        const writing = db.transaction("about", "readwrite");
        const bytes = crypto.getRandomValues(new Uint8Array(size));
        writing.objectStore("about").put(bytes, crypto.randomUUID());
        writing.oncomplete = () => put(size);
        writing.onabort = () => (size > 1024 ? put(size / 2) : resolve(db.close()));
      };
      put(65_536);
    };
  });
