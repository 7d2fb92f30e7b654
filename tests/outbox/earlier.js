// The storage of a phone as each earlier version of the app made it. What was once out there stays as it was.
import { IDBFactory } from "fake-indexeddb";
import { openDB } from "../../carelog/static/vendor/idb.js";

const NAME = "carelog";

function first(db) {
  const records = db.createObjectStore("records", { keyPath: "order", autoIncrement: true });
  records.createIndex("id", "id", { unique: true });
  db.createObjectStore("pieces", { keyPath: "id" });
  db.createObjectStore("keys", { keyPath: "author" });
  db.createObjectStore("about");
  return records;
}

function second(db) {
  const records = first(db);
  records.createIndex("state", "state");
  records.createIndex("newer", ["person", "seq"]);
  db.createObjectStore("drafts", { keyPath: "id" }).createIndex("author", "author");
  db.createObjectStore("photos", { keyPath: "id" }).createIndex("draft", "draft");
}

export const EARLIER = new Map([
  [1, first],
  [2, second],
]);

// The disk of a phone of that version, with what lies on this one.
export async function before(version, disk) {
  const earlier = new IDBFactory();
  const now = await opened(disk);
  const then = await opened(earlier, version, EARLIER.get(version));
  for (const name of then.objectStoreNames) {
    const [keys, values] = await Promise.all([now.getAllKeys(name), now.getAll(name)]);
    const inLine = then.transaction(name).store.keyPath !== null;
    for (const [place, value] of values.entries()) await then.put(name, value, inLine ? undefined : keys[place]);
  }
  for (const db of [now, then]) db.close();
  return earlier;
}

function opened(disk, version, upgrade) {
  globalThis.indexedDB = disk;
  return openDB(NAME, version, { upgrade });
}
