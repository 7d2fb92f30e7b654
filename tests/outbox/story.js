// What may happen to a phone in a day, told step by step; and what must hold whatever happened.
import assert from "node:assert/strict";
import * as policy from "../../carelog/static/js/outbox/policy.js";
import { DEAD, Phone } from "./phone.js";
import { Server } from "./server.js";

const ASIDE = [policy.PARKED, policy.REFUSED, policy.CHANGE];
const IN_A_TAB = ["photos", "press", "change", "discard", "later", "tryNow"]; // which may be killed while it does that
const LARGE = 2 * policy.PART + 1; // bytes
const TEN_MINUTES = 600_000;
const PERSON = 3;

export class Story {
  constructor() {
    this.server = new Server();
    this.server.rule = ([[name, words]]) => name !== "said" || !words.endsWith("7"); // some words need a person
    this.phone = new Phone(this.server);
    this.made = new Map(); // by id: what was pressed, in order
    this.aside = new Set(); // places of those that others may overtake
    this.presses = 0;
    this.taken = new Map(); // photos by id: their bytes
  }

  watch = (name, given) => {
    if (name === "add") this.#madeOne(...given);
    if (name === "change" && (ASIDE.includes(given[1].state) || given[1].recovered)) this.aside.add(given[0]);
  };

  #madeOne(row, words, { instead, more }) {
    for (const id of instead) this.made.get(id).gone = true;
    for (const one of [{ row, words }, ...more]) {
      const { id, author, bulky = false } = one.row;
      this.made.delete(id); // a photo whose words were changed goes behind what was pressed before the change
      this.made.set(id, { id, author, bulky, fields: one.words.fields, sure: false });
    }
  }

  // What one step does, then what has to hold after each.
  async go([step, about]) {
    const done = this[step](about);
    if (IN_A_TAB.includes(step)) await this.#unlessKilled(done);
    else await done;
    await this.nothingLeftTooEarly();
  }

  async #unlessKilled(done) {
    if ((await Promise.race([done, this.phone.life.end])) === DEAD && !this.closed) {
      await this.phone.open(this.phone.box.author, this.watch);
    }
  }

  async signIn(user) {
    this.closed = false;
    await this.phone.signIn(user, this.watch);
  }

  // The storage keeps what waits; a new page is opened only by signing in.
  async signOut() {
    this.closed = true;
    await Promise.race([this.phone.signOut(), this.phone.life.end]);
  }

  async sessionIs(user) {
    this.phone.user = user;
  }

  async press(attended, before = "", photos = []) {
    if (this.closed) return;
    this.presses += 1;
    const fields = [
      ["said", `words ${this.presses}`],
      ["id", before],
    ];
    const written = {
      kind: "log",
      person: PERSON,
      about: "",
      fields,
      words: [],
      title: "",
      what: "",
      piece: !attended,
      photos,
    };
    const known = new Set(this.made.keys());
    const stored = () => {
      for (const one of this.made.values()) one.sure ||= !known.has(one.id);
    };
    await this.phone.box.press(written, { attended, stored });
    await this.phone.turn(this.phone.life, () => undefined); // what else waited goes behind the answer
  }

  // A learning log with so many photos, each of several parts.
  async photos(number) {
    if (this.closed) return;
    const { store, author } = this.phone.box;
    const ids = Array.from({ length: number }, () => crypto.randomUUID());
    for (const id of ids) {
      const bytes = new Uint8Array(LARGE).fill(this.taken.size);
      this.taken.set(id, bytes);
      await store.keepPhoto({ id, author, draft: "", at: this.phone.now() }, bytes.buffer);
    }
    await this.press(false, "", ids);
  }

  async change(place) {
    const row = await this.#mine(place, (one) => one.state === policy.CHANGE);
    if (row) await this.press(true, row.id);
  }

  async discard(place) {
    const row = await this.#mine(place, () => true);
    if (!row || this.closed) return;
    const gone = (await this.phone.rows()).filter(({ id, of }) => id === row.id || of === row.id);
    for (const { id, state } of gone) if (policy.ON_PHONE.includes(state)) this.made.get(id).gone = true;
    await this.phone.box.discard(row.id);
  }

  async #mine(place, condition) {
    const { author } = this.phone.box;
    const rows = (await this.phone.rows()).filter((one) => one.author === author && condition(one));
    return rows[place % rows.length];
  }

  async later() {
    this.phone.clock += TEN_MINUTES;
    if (!this.closed) await this.phone.box.drain();
  }

  async tryNow() {
    if (!this.closed) await this.phone.box.tryNow();
  }

  async fault(what) {
    this.server.faults.push(what);
  }

  async killIn(steps) {
    this.phone.life.dieIn(steps);
  }

  async backUp() {
    this.server.backUp();
  }

  async restore() {
    this.server.restore();
  }

  async nothingLeftTooEarly() {
    const rows = new Map((await this.phone.rows()).map((row) => [row.id, row]));
    for (const { id, sure, gone } of this.made.values()) {
      if (sure && !gone) assert.ok(rows.has(id), "it left the phone");
    }
    for (const { id, state } of rows.values()) {
      if (!policy.ON_PHONE.includes(state)) assert.ok(this.server.said.includes(id), "no receipt for it");
    }
  }

  // The weather clears; everybody signs in once more and says "try again".
  async end() {
    this.server.faults = [];
    for (const user of [1, 2]) {
      await this.signIn(user);
      await this.phone.box.meet(this.server.epoch);
      await this.phone.box.tryNow();
    }
    await this.nothingLeftTooEarly();
    this.everythingArrived();
    await this.inOrder();
    this.nobodySentForAnother();
  }

  everythingArrived() {
    for (const { id, author, bulky, fields, sure, gone } of this.made.values()) {
      const words = fields[0][1];
      const there = this.server.journal.filter((row) => row.fields[0][1] === words);
      if (sure && !gone) assert.equal(there.length, 1, `${words} arrived ${there.length} times`);
      assert.ok(there.length <= 1);
      for (const row of there) assert.deepEqual([row.id, row.author, row.fields], [id, author, fields]);
      if (there.length && bulky) assert.deepEqual(new Uint8Array(this.server.photos.get(id)), this.taken.get(id));
    }
  }

  async inOrder() {
    const rows = await this.phone.rows();
    const words = new Set(rows.filter(({ order }) => this.aside.has(order)).map(({ id }) => id));
    const aside = new Set(rows.filter(({ id, of }) => words.has(id) || words.has(of)).map(({ id }) => id));
    for (const [user, photos] of [1, 2].flatMap((one) => [
      [one, false],
      [one, true],
    ])) {
      const steady = ({ id, author }) =>
        author === user && !aside.has(id) && (this.made.get(id)?.bulky ?? false) === photos;
      const arrived = this.server.journal.filter(steady).map(({ id }) => id);
      const pressed = [...this.made.values()].filter(steady).map(({ id }) => id);
      assert.deepEqual(
        arrived,
        pressed.filter((id) => arrived.includes(id)),
      );
    }
  }

  nobodySentForAnother() {
    for (const { headers } of this.server.asked.filter((one) => one.headers["Record-Id"])) {
      assert.equal(Number(headers["Record-Author"]), this.made.get(headers["Record-Id"]).author);
    }
  }
}
