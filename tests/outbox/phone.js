// A phone without a browser: its storage, and tabs on it that can end at any moment.
import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { Outbox } from "../../carelog/static/js/outbox/outbox.js";
import { openStore } from "../../carelog/static/js/outbox/store.js";

export const KEYS = new Map([1, 2].map((user) => [user, [Buffer.alloc(32, user).toString("base64")]]));
const never = new Promise(() => {});

export class Phone {
  constructor(server) {
    this.server = server;
    this.user = null; // who is signed in
    this.clock = Date.UTC(2026, 10, 18, 10);
    this.disk = new IDBFactory();
    this.room = Number.POSITIVE_INFINITY; // bytes
    this.queue = Promise.resolve();
  }

  now = () => {
    this.clock += 1;
    return this.clock;
  };

  // One at a time. A tab that is gone asks for no turn, and one that died in the middle of its turn holds it no more.
  turn(life, work) {
    if (life.dead) return never;
    const mine = this.queue.then(work);
    this.queue = Promise.race([mine.catch(() => {}), life.end]);
    return mine;
  }

  async store() {
    globalThis.indexedDB = this.disk;
    return openStore(async () => this.room);
  }

  // A tab of this author; the one before, if any, is gone.
  async open(author, watch = () => {}) {
    this.life?.die();
    const life = new Life();
    this.life = life;
    this.queue = Promise.resolve();
    const store = await this.store();
    const fetch = (path, asked) => life.step(() => this.server.fetch(this.user, path, asked));
    const turn = (work) => this.turn(life, work);
    this.box = new Outbox({ store: mortal(store, life, watch), author, fetch, turn, now: this.now });
    return this.box;
  }

  async signIn(user, watch) {
    this.user = user;
    const store = await this.store();
    await store.giveKeys(user, KEYS.get(user));
    store.db.close();
    const box = await this.open(user, watch);
    return box;
  }

  // Signing out takes the key away, and the tab goes to another page.
  async signOut() {
    this.user = null;
    await this.box.forgetKey();
    this.life.die();
  }

  // All that is on it, as whoever reads the storage finds it.
  async rows() {
    const store = await this.store();
    const rows = await store.records();
    store.db.close();
    return rows;
  }
}

// From opening a tab until it is closed, or killed before or after any of its steps.
class Life {
  left = Number.POSITIVE_INFINITY;

  constructor() {
    this.end = new Promise((resolve) => {
      this.die = () => {
        this.dead = true;
        resolve(DEAD);
      };
    });
  }

  // Kill it so many half steps from now.
  dieIn(steps) {
    this.left = steps;
  }

  async step(work) {
    if (this.#isOver()) return never;
    const done = await work();
    return this.#isOver() ? never : done;
  }

  #isOver() {
    this.left -= 1;
    if (this.left < 0) this.die();
    return this.dead;
  }
}

export const DEAD = Symbol("dead");

// The store, each call of which is a step; watch(name, given) is told of each.
function mortal(store, life, watch) {
  const stepping = {
    get(_store, name, self) {
      const found = store[name];
      if (typeof found !== "function" || name === "there") return found;
      return (...given) =>
        life.step(() => {
          watch(name, given);
          return found.apply(self, given);
        });
    },
  };
  return new Proxy(store, stepping);
}
