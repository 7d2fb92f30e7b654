// Outbox: every record is stored on this phone first and leaves it only for the server's receipt. No page in here: it is
// given its store, its author, and ways to fetch, to take turns with other tabs, to tell the time and to say "changed".
import * as policy from "./policy.js";
import { ROUTES } from "./routes.js";

export class Outbox {
  #failures = 0;
  #notBefore = 0;
  #pressed = new Map(); // of those whose author waits for an answer: whether it should say what needs changing
  #answers = new Map(); // what was answered to those

  constructor({ store, author, fetch, turn, now, changed = () => {} }) {
    Object.assign(this, { store, author, fetch, turn, now, changed });
  }

  // Store what was pressed, then try to send it. written: {kind, person, about, fields, words, what, title, piece}, fields and
  // words as pairs; piece: a piece of page is wanted in answer. attended: its author can change what needs changing.
  // stored() is called once it is on this phone. Resolves with {state, why, next, seq, text} when there is an answer, or
  // after three seconds without.
  async press(written, { attended = false, stored = () => {} } = {}) {
    const row = await this.#store(written);
    this.#pressed.set(row.id, attended);
    stored();
    this.changed();
    let late;
    const patience = new Promise((resolve) => {
      late = setTimeout(resolve, policy.WAITS_FOR_ANSWER);
    });
    // Whatever goes wrong from here on, it is on this phone, and is tried again.
    await Promise.race([this.drain({ now: true }).catch(() => undefined), patience]);
    clearTimeout(late);
    this.#pressed.delete(row.id);
    const answer = this.#answers.get(row.id);
    this.#answers.delete(row.id);
    const { state, why } = (await this.store.find(row.id)) ?? row;
    return { state, why, next: answer?.next ?? null, seq: answer?.seq ?? null, text: answer?.text ?? "" };
  }

  async #store(written) {
    const { author } = this;
    const id = crypto.randomUUID();
    const [name, before] = written.fields.find(policy.isId) ?? ["id", ""];
    const fields = [...written.fields.filter((field) => !policy.isId(field)), [name, id]];
    const earlier = before && (await this.store.find(before));
    const changed = earlier && earlier.state === policy.CHANGE && earlier.author === author;
    const row = { id, author, person: written.person, at: this.now(), state: policy.WAITING, tries: 0, why: "" };
    return this.store.add(row, { ...written, fields }, changed ? before : null);
  }

  // Send what waits, one after another, in order; one tab at a time. now: though the server failed a moment ago.
  drain({ now = false } = {}) {
    return this.turn(async () => {
      if (!now && this.now() < this.#notBefore) return;
      for (;;) {
        const row = policy.next(await this.#mine());
        if (!row || !(await this.#sendOne(row))) return;
      }
    });
  }

  // Whether the next one may go.
  async #sendOne(row) {
    const words = await this.store.unseal(row);
    if (!words) {
      const locked = await this.store.hasKey(this.author); // by a key that the server has no more: the others go on
      await this.#note(row, locked ? { state: policy.PARKED, why: policy.LOCKED } : { why: policy.SIGNED_OUT });
      return locked;
    }
    const answer = await this.#send(row, words);
    const said = policy.meaning(row.id, answer);
    const different = policy.after(row, said, answer, this.now());
    if (different.state === policy.SENT && words.piece && answer.text) await this.store.keepPiece(row, answer.text);
    if (answer && this.#pressed.has(row.id)) this.#answers.set(row.id, answer);
    await this.#note(row, different);
    this.#count(said === policy.NO_SIGNAL || said === policy.SERVER_ERROR);
    if (different.receipt) await this.#meet(different.receipt.epoch);
    return policy.goesOn(said, { ...row, ...different });
  }

  async #send(row, { kind, about, fields, piece }) {
    const headers = {
      "Record-Id": row.id,
      "Record-Author": String(row.author),
      "Record-Format": String(row.format ?? policy.FORMAT),
      "Record-Written": new Date(row.at).toISOString(),
      "Record-Sent": new Date(this.now()).toISOString(),
    };
    if (piece) headers["HX-Request"] = "true";
    if (this.#pressed.get(row.id)) headers["Record-Attended"] = "yes";
    if (row.recovered) headers["Record-Recovered"] = row.recovered;
    const path = ROUTES[kind].replace("{person}", row.person).replace("{about}", about);
    return this.#ask(path, headers, new URLSearchParams(fields));
  }

  // Null where nothing came back.
  async #ask(path, headers, body) {
    try {
      const signal = AbortSignal.timeout(policy.GIVES_UP_SENDING);
      const response = await this.fetch(path, { method: "POST", headers, body, redirect: "manual", signal });
      const told = (name) => response.headers.get(name);
      return {
        status: response.status,
        receipt: told("Record-Receipt"),
        problem: told("Record-Problem"),
        seq: Number(told("Record-Person-Seq")),
        next: told("Record-Next"),
        text: await response.text(),
      };
    } catch {
      return null;
    }
  }

  async #note({ order }, different) {
    await this.store.change(order, different);
    this.changed();
  }

  #count(failed) {
    this.#failures = failed ? this.#failures + 1 : 0;
    this.#notBefore = failed ? this.now() + policy.pause(this.#failures) : 0;
  }

  // The server is in that life. In another one than before it may lack what it had: offer it again.
  async meet(epoch) {
    await this.turn(() => this.#meet(epoch));
    await this.drain({ now: true });
  }

  async #meet(epoch) {
    const name = `epoch ${this.author}`;
    if ((await this.store.about(name)) === epoch) return;
    if (await this.#offerAgain(epoch)) await this.store.note(name, epoch); // or else at the next receipt
  }

  // All from any life before: the server may have been put back more than once.
  async #offerAgain(epoch) {
    const had = (await this.#mine()).filter(({ receipt }) => receipt && receipt.epoch !== epoch);
    for (const some of policy.toOffer(had)) {
      if (!(await this.#offer(some))) return false;
    }
    return true;
  }

  async #offer(rows) {
    const ids = rows.map(({ id, receipt: { hash } }) => `${id} ${hash}`).join("\n");
    const answer = await this.#ask("/recovery", {}, new URLSearchParams({ ids }));
    if (answer?.status !== 200) return false;
    let lacking;
    try {
      lacking = new Set(JSON.parse(answer.text).lacking);
    } catch {
      return false; // a gateway's page
    }
    for (const { order, receipt } of rows.filter((row) => lacking.has(row.id))) {
      await this.store.change(order, { state: policy.WAITING, why: "", receipt: null, recovered: receipt.epoch });
    }
    this.changed();
    return true;
  }

  async #mine() {
    return (await this.store.records()).filter(({ author }) => author === this.author);
  }

  // What its author can be shown of each record that is not simply saved, the oldest first.
  async list() {
    const rows = (await this.#mine()).filter(({ state }) => state !== policy.SENT);
    const opened = await Promise.all(rows.map((row) => this.store.unseal(row)));
    return rows.map(({ id, person, at, state, tries, why }, place) => {
      const { kind = "", fields = [], words = [], what = "", title = "" } = opened[place] ?? {};
      return { id, person, at: new Date(at), state, tries, why, kind, fields, words, what, title };
    });
  }

  async counts() {
    const waiting = policy.onPhone(await this.store.records());
    const mine = waiting.filter(({ author }) => author === this.author);
    const since = mine.length ? new Date(Math.min(...mine.map(({ at }) => at))) : null;
    const stuck = mine.filter(({ state }) => state !== policy.WAITING).length;
    return {
      mine: mine.length,
      since,
      others: waiting.length - mine.length,
      stuck,
      red: policy.isRed(since, this.now()),
    };
  }

  // Whose records somebody else on this phone still has waiting: numbers of people.
  async peopleOfOthers() {
    const waiting = policy.onPhone(await this.store.records());
    return new Set(waiting.filter(({ author }) => author !== this.author).map(({ person }) => person));
  }

  // Everything once more, what stood aside too.
  async tryNow() {
    for (const row of policy.onPhone(await this.#mine())) {
      await this.store.change(row.order, { state: policy.WAITING, tries: 0 });
    }
    await this.drain({ now: true });
    this.changed();
  }

  // Its author said twice that it shall go. What the server has is not here to be thrown away.
  async discard(id) {
    const row = await this.store.find(id);
    if (row?.author === this.author) await this.store.remove(policy.onPhone([row]));
    this.changed();
  }

  // What a page that knows this person's records up to that one lacks, opened, in the order in which it is laid over it.
  async unshown(person, seq) {
    const rows = policy.unshown(
      (await this.#mine()).filter((row) => row.person === person),
      seq,
      this.now(),
    );
    return Promise.all(
      rows.map(async (row) => ({ ...row, ...(await this.store.unseal(row)), piece: await this.store.piece(row.id) })),
    );
  }

  async tidy() {
    const rows = await this.#mine();
    await this.store.remove(policy.outlived(rows, this.now()));
    const old = rows.filter(({ state, sent }) => state === policy.SENT && this.now() - sent > policy.SHOWS);
    await this.store.forgetPieces(old.map(({ id }) => id));
  }

  async forgetKey() {
    await this.store.forgetKeys();
  }
}
