// Phones of workers, without browsers: each has its storage and the shipped outbox, and asks the server through a network
// that breaks. What is pressed, and what the server says of it, is told on standard output, one JSON object on a line.
import { createInterface } from "node:readline";
import { Outbox } from "../../carelog/static/js/outbox/outbox.js";
import * as policy from "../../carelog/static/js/outbox/policy.js";
import { DEAD, Phone } from "../../tests/outbox/phone.js";
import { Browser, oneAfterAnother, pause } from "./browser.js";
import { Dice } from "./dice.js";

const LOOKS_EVERY = 500; // milliseconds, as all times here
const SETTLES_WITHIN = 60_000;
const [AWAY, ELSEWHERE, CLOSED, UNDO, LEARNED] = [0.02, 0.03, 0.04, 0.12, 0.3]; // how often
const LASTS = 4; // presses
const SURELY = 3; // at this press a colleague is signed in on each phone
const SHOWN_EVERY = 10; // presses

const say = (what) => process.stdout.write(`${JSON.stringify(what)}\n`);
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

class WorkersPhone extends Phone {
  constructor(told, place) {
    super({ fetch: (_user, path, asked) => this.browser.fetch(path, asked) });
    this.told = told;
    this.dice = new Dice(told.seed + place);
    this.name = told.users[place];
    const heard = (receipt) => say(receipt);
    this.mine = new Browser(told, this.name, heard);
    this.colleagues = new Browser(told, told.users[(place + 1) % told.users.length], heard);
    this.browser = this.mine;
    this.undone = []; // marks that can be taken back
    this.people = new Map(told.people.map(({ id }) => [id, []])); // what was stored here about each
  }

  now = Date.now;

  async begin() {
    await this.openPage();
    this.looking = setInterval(() => this.box.drain({ now: true }), LOOKS_EVERY); // the signal comes and goes
  }

  // Where the outbox is opened with what the server gives.
  async openPage() {
    this.browser = this.mine;
    const { author, keys, epoch } = await oneAfterAnother(() => this.mine.introduce());
    const store = await this.store();
    await store.giveKeys(author, keys);
    store.db.close();
    await this.open(author, this.watch);
    await this.alive(this.box.meet(epoch));
  }

  watch = (name, [row, words]) => {
    if (name !== "add") return;
    this.added = row.id;
    const fields = Object.fromEntries(words.fields);
    say({ made: { id: row.id, author: this.name, person: row.person, kind: words.kind, fields } });
  };

  // What was begun, unless the tab ends in the middle: then there is another one.
  async alive(doing) {
    if ((await Promise.race([doing, this.life.end])) === DEAD) await this.open(this.box.author, this.watch);
  }

  async work() {
    for (let press = 1; press <= this.told.records; press += 1) {
      await pause(this.dice.below(2 * this.told.pause));
      await this.#luck(press);
      for (this.added = null; !this.added; ) await this.press(); // a tab may end before it is stored
      if (press % SHOWN_EVERY === 0) await this.alive(this.look());
    }
    await this.openPage();
    say({ through: this.name });
  }

  // Now and then the session ends, a colleague signs in, or the tab is closed in the middle of something.
  async #luck(press) {
    if (press === this.back) {
      this.back = null;
      await this.openPage();
    } else if (!this.back && press !== SURELY && this.dice.falls(AWAY)) {
      await this.mine.signOut();
      this.back = press + LASTS;
    } else if (!this.back && (press === SURELY || this.dice.falls(ELSEWHERE))) {
      await oneAfterAnother(() => this.colleagues.introduce());
      this.browser = this.colleagues;
      this.back = press + LASTS;
    } else if (!this.back && this.mine.signedOut) {
      this.back = press + LASTS; // the restored server does not know this session
    }
    if (this.dice.falls(CLOSED)) this.life.dieIn(this.dice.below(12));
  }

  async press() {
    const { person, kind, fields, piece } = this.#said();
    let id;
    const stored = () => {
      id = this.added;
      say({ stored: id });
      this.people.get(person).push(id);
      if (kind === "mark") this.undone.push({ id, person, fields });
    };
    const written = { kind, person, about: "", fields, words: [], what: "", title: "", piece };
    await this.alive(this.box.press(written, { stored }));
  }

  #said() {
    const { id: person, items } = this.dice.one(this.told.people);
    const day = this.dice.one(this.told.days);
    if (this.undone.length && this.dice.falls(UNDO)) return this.#undo();
    if (this.dice.falls(LEARNED)) {
      const did = `Words of ${this.name}, ${this.dice.below(1e9)}: “${"ä".repeat(this.dice.below(200))}”`;
      return {
        person,
        kind: "log",
        fields: [
          ["id", ""],
          ["day", day],
          ["did", did],
          ["language", "en"],
        ],
        piece: false,
      };
    }
    const fields = [
      ["id", ""],
      ["item", this.dice.one(items)],
      ["day", day],
      ["number", "1"],
      ["said", "happened"],
    ];
    return { person, kind: "mark", fields, piece: true };
  }

  #undo() {
    const { id, person, fields } = this.undone.pop();
    const key = fields.filter(([name]) => ["item", "day", "number"].includes(name));
    return { person, kind: "withdrawal", fields: [["id", ""], ["mark", id], ...key], piece: true };
  }

  // A page from before everything, laid over with what was written down since: is it all there?
  async look() {
    for (const [person, ids] of this.people) {
      const shown = new Set((await this.box.unshown(person, 0)).map(({ id }) => id));
      say({ hidden: ids.filter((id) => !shown.has(id)).length });
    }
  }

  async settle() {
    clearInterval(this.looking);
    const until = Date.now() + SETTLES_WITHIN;
    for (let left = true; left && Date.now() < until; ) {
      await this.openPage();
      await this.alive(this.box.tryNow());
      left = policy.onPhone(await this.rows()).length > 0;
    }
    for (const { id, state, why } of policy.onPhone(await this.rows())) say({ left: { id, state, why } });
  }
}

const told = JSON.parse((await lines.next()).value);
if (!told.overlay) Outbox.prototype.unshown = async () => [];
const phones = told.users.map((_name, place) => new WorkersPhone(told, place));
await Promise.all(phones.map((phone) => phone.begin()));
await Promise.all([lines.next(), ...phones.map((phone) => phone.work())]);
await Promise.all(phones.map((phone) => phone.settle()));
say({ over: true });
process.exit();
