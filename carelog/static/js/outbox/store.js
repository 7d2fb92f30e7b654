// Where records wait: IndexedDB. Who wrote and when is readable there; the words are sealed with a key that the server
// gives to that user on that device, and that signing out takes away again.
import { openDB, unwrap, wrap } from "../../vendor/idb.js";

const NAME = "carelog";
const VERSION = 3; // grows only: an older page may still be open
const ON_DISK = { durability: "strict" }; // before anybody is told that it is on this phone
const SEALED_AS = "AES-GCM";
const MOST_KEYS = 6;
const IV_BYTES = 12;
const FOR_WORDS = 20 * 1024 * 1024; // bytes that photos leave free, as far as the browser says how many there are
const HELD = 1024 * 1024; // bytes that are taken up until words need them, for browsers that do not say
const RESERVE = "reserve";
const AT_ONCE = 64 * 1024; // random bytes

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
    db.createObjectStore("drafts", { keyPath: "id" }).createIndex("author", "author");
    db.createObjectStore("photos", { keyPath: "id" }).createIndex("draft", "draft");
  }
  if (had < 3) change.objectStore("records").createIndex("sent", ["person", "sent"]); // of those that the server has
}

// room: bytes that are free here.
export async function openStore(room = free) {
  const store = new Store(room);
  await store.open();
  return store;
}

async function free() {
  const { quota, usage } = (await navigator.storage?.estimate?.()) ?? { quota: Number.POSITIVE_INFINITY, usage: 0 };
  return quota - usage;
}

export class Store {
  running = new Set(); // transactions
  goOn = () => undefined; // the page is there again

  constructor(room) {
    this.room = room;
  }

  // A page of a newer version changes what is there, or the browser drops it: this one goes on with whatever is there.
  async open() {
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
    this.db = await openDB(NAME, VERSION, callbacks).catch((problem) => {
      if (problem.name !== "VersionError") throw problem;
      return openDB(NAME, undefined, callbacks);
    });
    this.watch(this.db);
  }

  // Which transactions it begins, those behind get() and put() too.
  watch(db) {
    const { running } = this;
    const { transaction } = unwrap(db);
    db.transaction = function (...asked) {
      const one = transaction.apply(this, asked);
      running.add(one);
      const over = () => running.delete(one);
      wrap(one).done.then(over, over);
      return one;
    };
  }

  // The page is left, and browsers put some aside as they are, in case somebody comes back: WebKit with transactions in
  // them, for which all other pages would wait. So they are broken off, and none begins until it goes on.
  rest() {
    this.resting = new Promise((back) => {
      this.goOn = back;
    });
    for (const one of this.running) {
      try {
        one.abort();
      } catch {
        // What is being written down already ends by itself.
      }
    }
  }

  async there() {
    await this.resting;
    await this.opening;
    return this.db;
  }

  // The row as stored, with its order. `more`: rows that belong to it, each with its words; `instead`: the ids of
  // those that its author changed; `draft`: what it was typed as. All in the same moment.
  async add(row, words, { more = [], instead = [], draft = null } = {}) {
    const all = [{ row, words }, ...more];
    const sealed = await Promise.all(all.map((one) => this.seal(one.row.author, one.words)));
    return this.must(async (db) => {
      const change = db.transaction(["records", "drafts"], "readwrite", ON_DISK);
      const records = change.objectStore("records");
      const old = await Promise.all(instead.map((id) => records.index("id").getKey(id)));
      for (const order of old) records.delete(order);
      if (draft) change.objectStore("drafts").delete(draft);
      const orders = all.map((one, place) => records.add({ ...one.row, sealed: sealed[place] }));
      const [order] = await Promise.all([...orders, change.done]).catch((problem) => {
        throw change.error ?? problem;
      });
      return { ...row, sealed: sealed[0], order };
    });
  }

  // What has to be written also on a full phone: photos that the server has go for it, then what is held for words.
  async must(write) {
    for (;;) {
      try {
        return await write(await this.there());
      } catch (problem) {
        if (problem.name !== "QuotaExceededError" || !(await this.giveUp())) throw problem;
      }
    }
  }

  async giveUp() {
    const db = await this.there();
    if (await this.forgetOldest()) return true;
    const held = await db.count("about", RESERVE);
    if (held) await db.delete("about", RESERVE);
    return held > 0;
  }

  // Whether the bytes for words are held now.
  async hold() {
    const db = await this.there();
    if (await db.count("about", RESERVE)) return true;
    const bytes = new Uint8Array(HELD);
    // Else it would be stored smaller.
    for (let at = 0; at < HELD; at += AT_ONCE) crypto.getRandomValues(bytes.subarray(at, at + AT_ONCE));
    return db.put("about", bytes, RESERVE).then(
      () => true,
      () => false,
    );
  }

  // What is different about a record now; nothing, if it is gone meanwhile.
  async change(order, different) {
    await this.must(async (db) => {
      const change = db.transaction("records", "readwrite", ON_DISK);
      const row = await change.store.get(order);
      if (row) change.store.put({ ...row, ...different });
      await change.done;
    });
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

  // Of everybody, what the server has about these people and was given since.
  async since(people, moment) {
    const { store } = (await this.there()).transaction("records");
    const range = (person) => IDBKeyRange.bound([person, moment], [person, Number.POSITIVE_INFINITY]);
    const found = await Promise.all([...new Set(people)].map((person) => store.index("sent").getAll(range(person))));
    return found.flat();
  }

  // The server's piece of page for a record, to be laid over older copies of pages.
  async keepPiece({ id, author }, piece) {
    const sealed = await this.seal(author, piece);
    await this.must((db) => db.put("pieces", { id, author, sealed }));
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

  // What somebody is typing. draft: {id, author, at}; words: as in a record, with the form that they are for.
  async keepDraft(draft, words) {
    const sealed = await this.seal(draft.author, words);
    await this.must((db) => {
      const change = db.transaction("drafts", "readwrite", ON_DISK);
      change.store.put({ ...draft, sealed });
      return change.done;
    });
  }

  // This author's that can be opened here, the newest first.
  async drafts(author) {
    const kept = await (await this.there()).getAllFromIndex("drafts", "author", author);
    const opened = await Promise.all(kept.map((draft) => this.unseal(draft)));
    const drafts = kept.map(({ id, at }, place) => opened[place] && { id, at, ...opened[place] });
    return drafts.filter(Boolean).sort((one, other) => other.at - one.at);
  }

  async dropDraft(id) {
    const photos = await this.photosOf(id);
    const change = (await this.there()).transaction(["drafts", "photos"], "readwrite", ON_DISK);
    change.objectStore("drafts").delete(id);
    for (const photo of photos) change.objectStore("photos").delete(photo);
    await change.done;
  }

  // Of everybody, what was begun before that moment.
  async forgetDrafts(moment) {
    const all = await (await this.there()).getAll("drafts");
    for (const { id } of all.filter(({ at }) => at < moment)) await this.dropDraft(id);
  }

  // A photo of what somebody is typing: {id, author, draft, at}. Throws NoRoom.
  async keepPhoto(photo, bytes) {
    if (!(await this.hasRoom(bytes.byteLength))) throw new NoRoom();
    const sealed = await this.sealBytes(photo.author, bytes);
    try {
      const change = (await this.there()).transaction("photos", "readwrite", ON_DISK);
      change.store.put({ ...photo, sealed });
      await change.done;
    } catch (problem) {
      throw problem.name === "QuotaExceededError" ? new NoRoom() : problem;
    }
  }

  // Of photos that the server has, the oldest go for it.
  async hasRoom(bytes) {
    while ((await this.room()) - bytes < FOR_WORDS || !(await this.hold())) {
      if (!(await this.forgetOldest())) return false;
    }
    return true;
  }

  // Of the photos that the server has; whether there was one.
  async forgetOldest() {
    const kept = await (await this.there()).getAllKeys("photos");
    const rows = await Promise.all(kept.map((id) => this.find(id)));
    const [oldest] = rows.filter((row) => row?.sent).sort((one, other) => one.sent - other.sent);
    if (oldest) await this.forgetPhotos([oldest.id]);
    return Boolean(oldest);
  }

  // {bytes, at}, as they were given; null where it is not here, or its key is not.
  async photo(id) {
    const kept = await (await this.there()).get("photos", id);
    const bytes = kept ? await this.unsealBytes(kept) : null;
    return bytes && { bytes, at: kept.at };
  }

  // Their ids, in the order in which they were taken.
  async photosOf(draft) {
    const kept = await (await this.there()).getAllFromIndex("photos", "draft", draft);
    return kept.sort((one, other) => one.at - other.at).map(({ id }) => id);
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
    await this.must((db) => db.put("about", value, name));
  }
}

function imported(text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return crypto.subtle.importKey("raw", bytes, SEALED_AS, false, ["encrypt", "decrypt"]);
}
