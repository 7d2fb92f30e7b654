// Where records wait: IndexedDB. Who wrote and when is readable there; the words are sealed with a key that the server
// gives to that user on that device, and that signing out takes away again.
import { openDB } from "../../vendor/idb.js";

const NAME = "carelog";
const VERSION = 1; // grows only: an older page may still be open
const ON_DISK = { durability: "strict" }; // before anybody is told that it is on this phone
const SEALED_AS = "AES-GCM";
const MOST_KEYS = 6;
const IV_BYTES = 12;

function upgrade(db) {
  db.createObjectStore("records", { keyPath: "order", autoIncrement: true }).createIndex("id", "id", { unique: true });
  db.createObjectStore("pieces", { keyPath: "id" });
  db.createObjectStore("keys", { keyPath: "author" });
  db.createObjectStore("about");
}

export async function openStore() {
  return new Store(await openDB(NAME, VERSION, { upgrade, blocking: (_now, _wanted, event) => event.target.close() }));
}

export class Store {
  constructor(db) {
    this.db = db;
  }

  // The row as stored, with its order. `instead`: the id of one that its author changed; it goes in the same moment.
  async add(row, words, instead = null) {
    const sealed = await this.seal(row.author, words);
    const change = this.db.transaction("records", "readwrite", ON_DISK);
    const old = instead && (await change.store.index("id").getKey(instead));
    if (old) change.store.delete(old);
    const order = await change.store.add({ ...row, sealed });
    await change.done;
    return { ...row, sealed, order };
  }

  // What is different about a record now; nothing, if it is gone meanwhile.
  async change(order, different) {
    const change = this.db.transaction("records", "readwrite", ON_DISK);
    const row = await change.store.get(order);
    if (row) change.store.put({ ...row, ...different });
    await change.done;
  }

  async remove(rows) {
    const change = this.db.transaction("records", "readwrite", ON_DISK);
    for (const { order } of rows) change.store.delete(order);
    await change.done;
  }

  find(id) {
    return this.db.getFromIndex("records", "id", id);
  }

  // Of everybody on this phone, in the order in which they were pressed.
  records() {
    return this.db.getAll("records");
  }

  // The server's piece of page for a record, to be laid over older copies of pages.
  async keepPiece({ id, author }, piece) {
    await this.db.put("pieces", { id, author, sealed: await this.seal(author, piece) });
  }

  async piece(id) {
    const kept = await this.db.get("pieces", id);
    return kept ? this.unseal(kept) : null;
  }

  async forgetPieces(ids) {
    const change = this.db.transaction("pieces", "readwrite");
    for (const id of ids) change.store.delete(id);
    await change.done;
  }

  async hasKey(author) {
    return Boolean(await this.db.get("keys", author));
  }

  // raw: what the server gave, base64, the newest first. Nobody else's key stays; the author's own before do, for what
  // was sealed before this device was taken for another one.
  async giveKeys(author, raw) {
    const before = (await this.db.get("keys", author))?.keys ?? [];
    const given = await Promise.all(raw.map(imported));
    const keys = [...given, ...before].slice(0, MOST_KEYS);
    const change = this.db.transaction("keys", "readwrite");
    change.store.clear();
    change.store.put({ author, keys });
    await change.done;
  }

  async forgetKeys() {
    await this.db.clear("keys");
  }

  // Throws where there is no key: what cannot be sealed is not kept.
  async seal(author, words) {
    const [key] = (await this.db.get("keys", author)).keys;
    const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
    const text = new TextEncoder().encode(JSON.stringify(words));
    return { iv, data: await crypto.subtle.encrypt({ name: SEALED_AS, iv }, key, text) };
  }

  // The words; null where the key is not here, or was another one.
  async unseal({ author, sealed: { iv, data } }) {
    const { keys } = (await this.db.get("keys", author)) ?? { keys: [] };
    for (const key of keys) {
      try {
        return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: SEALED_AS, iv }, key, data)));
      } catch {
        // Sealed before the server's own key changed: the next one, then.
      }
    }
    return null;
  }

  about(name) {
    return this.db.get("about", name);
  }

  async note(name, value) {
    await this.db.put("about", value, name);
  }
}

function imported(text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return crypto.subtle.importKey("raw", bytes, SEALED_AS, false, ["encrypt", "decrypt"]);
}
