// Where records wait: IndexedDB. Who wrote and when is readable there; the words are sealed with a key that the server
// gives to that user on that device, and that signing out takes away again.
import { openDB } from "../../vendor/idb.js";

const NAME = "carelog";
const VERSION = 2; // grows only: an older page may still be open
const ON_DISK = { durability: "strict" }; // before anybody is told that it is on this phone
const SEALED_AS = "AES-GCM";
const MOST_KEYS = 6;
const IV_BYTES = 12;
const FOR_WORDS = 20 * 1024 * 1024; // bytes that photos leave free

// Words still fit on this phone, a photo does not.
export class NoRoom extends Error {}

// had: the version that is there, 0 where there is nothing yet.
function upgrade(db, had, _now, change) {
  if (had < 1) {
    const records = db.createObjectStore("records", { keyPath: "order", autoIncrement: true });
    records.createIndex("id", "id", { unique: true });
    db.createObjectStore("pieces", { keyPath: "id" });
    db.createObjectStore("keys", { keyPath: "author" });
    db.createObjectStore("about");
  }
  if (had < 2) {
    const records = change.objectStore("records");
    records.createIndex("state", "state");
    records.createIndex("newer", ["person", "seq"]); // of those that the server has
    db.createObjectStore("drafts", { keyPath: "id" }).createIndex("author", "author");
    db.createObjectStore("photos", { keyPath: "id" }).createIndex("draft", "draft");
  }
}

// room: bytes that are free here.
export async function openStore(room = free) {
  const store = new Store(room);
  await store.open(VERSION);
  return store;
}

async function free() {
  const { quota, usage } = (await navigator.storage?.estimate?.()) ?? { quota: Number.POSITIVE_INFINITY, usage: 0 };
  return quota - usage;
}

export class Store {
  constructor(room) {
    this.room = room;
  }

  // A page of a newer version changes what is there, or the browser drops it: this one goes on with whatever is there.
  async open(version) {
    const again = () => {
      this.opening = this.open();
    };
    const callbacks = {
      upgrade,
      blocking: (_now, _wanted, event) => {
        event.target.close();
        again();
      },
      terminated: again,
    };
    this.db = await openDB(NAME, version, callbacks).catch((problem) => {
      if (problem.name !== "VersionError") throw problem;
      return openDB(NAME, undefined, callbacks);
    });
  }

  async there() {
    await this.opening;
    return this.db;
  }

  // The row as stored, with its order. `more`: rows that belong to it, each with its words; `instead`: the id of one that
  // its author changed; `draft`: what it was typed as. All in the same moment.
  async add(row, words, { more = [], instead = null, draft = null } = {}) {
    const all = [{ row, words }, ...more];
    const sealed = await Promise.all(all.map((one) => this.seal(one.row.author, one.words)));
    const change = (await this.there()).transaction(["records", "drafts"], "readwrite", ON_DISK);
    const records = change.objectStore("records");
    const old = instead && (await records.index("id").getKey(instead));
    if (old) records.delete(old);
    if (draft) change.objectStore("drafts").delete(draft);
    const orders = all.map((one, place) => records.add({ ...one.row, sealed: sealed[place] }));
    const [order] = await Promise.all([...orders, change.done]);
    return { ...row, sealed: sealed[0], order };
  }

  // What is different about a record now; nothing, if it is gone meanwhile.
  async change(order, different) {
    const change = (await this.there()).transaction("records", "readwrite", ON_DISK);
    const row = await change.store.get(order);
    if (row) change.store.put({ ...row, ...different });
    await change.done;
  }

  async remove(rows) {
    const change = (await this.there()).transaction(["records", "photos"], "readwrite", ON_DISK);
    for (const { order, id } of rows) {
      change.objectStore("records").delete(order);
      change.objectStore("photos").delete(id);
    }
    await change.done;
  }

  async find(id) {
    return (await this.there()).getFromIndex("records", "id", id);
  }

  // Of everybody on this phone, in the order in which they were pressed.
  async records() {
    return (await this.there()).getAll("records");
  }

  // The same, of those in one of these states: few, where all are the records of five weeks.
  async inStates(states) {
    const { store } = (await this.there()).transaction("records");
    const found = await Promise.all(states.map((state) => store.index("state").getAll(state)));
    return found.flat().sort((one, other) => one.order - other.order);
  }

  // Of everybody, what the server has about this person after that one.
  async newer(person, seq) {
    const after = IDBKeyRange.bound([person, seq], [person, Number.POSITIVE_INFINITY], true);
    return (await this.there()).getAllFromIndex("records", "newer", after);
  }

  // The server's piece of page for a record, to be laid over older copies of pages.
  async keepPiece({ id, author }, piece) {
    const sealed = await this.seal(author, piece);
    await (await this.there()).put("pieces", { id, author, sealed });
  }

  async piece(id) {
    const kept = await (await this.there()).get("pieces", id);
    return kept ? this.unseal(kept) : null;
  }

  async forgetPieces(ids) {
    const change = (await this.there()).transaction("pieces", "readwrite");
    for (const id of ids) change.store.delete(id);
    await change.done;
  }

  // What somebody is typing. draft: {id, author, form, at}; words: as in a record.
  async keepDraft(draft, words) {
    const sealed = await this.seal(draft.author, words);
    const change = (await this.there()).transaction("drafts", "readwrite", ON_DISK);
    change.store.put({ ...draft, sealed });
    await change.done;
  }

  // This author's that can be opened here, the newest first.
  async drafts(author) {
    const kept = await (await this.there()).getAllFromIndex("drafts", "author", author);
    const opened = await Promise.all(kept.map((draft) => this.unseal(draft)));
    const drafts = kept.map(({ id, form, at }, place) => opened[place] && { id, form, at, ...opened[place] });
    return drafts.filter(Boolean).sort((one, other) => other.at - one.at);
  }

  async dropDraft(id) {
    const photos = await this.photosOf(id);
    const change = (await this.there()).transaction(["drafts", "photos"], "readwrite", ON_DISK);
    change.objectStore("drafts").delete(id);
    for (const photo of photos) change.objectStore("photos").delete(photo);
    await change.done;
  }

  // A photo of what somebody is typing: {id, author, draft, at}. Throws NoRoom.
  async keepPhoto(photo, bytes) {
    if (!(await this.hasRoom(bytes.byteLength))) throw new NoRoom();
    const hash = await crypto.subtle.digest("SHA-256", bytes);
    const sha256 = [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    const sealed = await this.sealBytes(photo.author, bytes);
    try {
      const change = (await this.there()).transaction("photos", "readwrite", ON_DISK);
      change.store.put({ ...photo, sha256, size: bytes.byteLength, sealed });
      await change.done;
    } catch (problem) {
      throw problem.name === "QuotaExceededError" ? new NoRoom() : problem;
    }
  }

  // Of photos that the server has, the oldest go for it.
  async hasRoom(bytes) {
    const enough = async () => (await this.room()) - bytes >= FOR_WORDS;
    if (await enough()) return true;
    const db = await this.there();
    for (const { id } of (await db.getAll("photos")).sort((one, other) => one.at - other.at)) {
      if (!(await this.find(id))?.receipt) continue;
      await this.forgetPhotos([id]);
      if (await enough()) return true;
    }
    return false;
  }

  // {sha256, size, bytes}; null where it is not here, or its key is not. Its bytes as they were given.
  async photo(id) {
    const kept = await (await this.there()).get("photos", id);
    const bytes = kept ? await this.unsealBytes(kept) : null;
    return bytes && { sha256: kept.sha256, size: kept.size, bytes };
  }

  async photosOf(draft) {
    return (await this.there()).getAllKeysFromIndex("photos", "draft", draft);
  }

  async forgetPhotos(ids) {
    const change = (await this.there()).transaction("photos", "readwrite");
    for (const id of ids) change.store.delete(id);
    await change.done;
  }

  async hasKey(author) {
    return Boolean(await (await this.there()).get("keys", author));
  }

  // raw: what the server gave, base64, the newest first. Nobody else's key stays; the author's own before do, for what
  // was sealed before this device was taken for another one.
  async giveKeys(author, raw) {
    const db = await this.there();
    const before = (await db.get("keys", author))?.keys ?? [];
    const given = await Promise.all(raw.map(imported));
    const keys = [...given, ...before].slice(0, MOST_KEYS);
    const change = db.transaction("keys", "readwrite");
    change.store.clear();
    change.store.put({ author, keys });
    await change.done;
  }

  async forgetKeys() {
    await (await this.there()).clear("keys");
  }

  // Throws where there is no key: what cannot be sealed is not kept.
  seal(author, words) {
    return this.sealBytes(author, new TextEncoder().encode(JSON.stringify(words)));
  }

  async sealBytes(author, bytes) {
    const [key] = (await (await this.there()).get("keys", author)).keys;
    const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
    return { iv, data: await crypto.subtle.encrypt({ name: SEALED_AS, iv }, key, bytes) };
  }

  // The words; null where the key is not here, or was another one.
  async unseal(kept) {
    const bytes = await this.unsealBytes(kept);
    return bytes && JSON.parse(new TextDecoder().decode(bytes));
  }

  async unsealBytes({ author, sealed: { iv, data } }) {
    const { keys } = (await (await this.there()).get("keys", author)) ?? { keys: [] };
    for (const key of keys) {
      try {
        return await crypto.subtle.decrypt({ name: SEALED_AS, iv }, key, data);
      } catch {
        // Sealed before the server's own key changed: the next one, then.
      }
    }
    return null;
  }

  async about(name) {
    return (await this.there()).get("about", name);
  }

  async note(name, value) {
    await (await this.there()).put("about", value, name);
  }
}

function imported(text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return crypto.subtle.importKey("raw", bytes, SEALED_AS, false, ["encrypt", "decrypt"]);
}
