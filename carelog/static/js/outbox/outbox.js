// Outbox: every record is stored on this phone first and leaves it only for the server's receipt. No page in here: it is
// given its store, its author, and ways to fetch, to take turns with other tabs, to tell the time and to say "changed".
import * as policy from "./policy.js";
import { ROUTES } from "./routes.js";

const OVERTAKEN = "overtaken"; // in place of an answer

export class Outbox {
  #failures = 0;
  #notBefore = 0;
  #pressed = new Map(); // of those whose author waits for an answer: {attended, come}
  #answers = new Map(); // what was answered to those
  #unsealed = new Map(); // by id and when it was sent: what the server said of it, which every painting asks for

  constructor({ store, author, fetch, turn, now, changed = () => {} }) {
    Object.assign(this, { store, author, fetch, turn, now, changed });
  }

  // Store what was pressed, then try to send it. written: {kind, person, about, fields, words, what, title, piece, photos},
  // fields and words as pairs; piece: a piece of page is wanted in answer; photos: the ids of those that belong to it.
  // attended: its author can change what needs changing. draft: the id of what they typed. stored() is called once it is on
  // this phone. Resolves with {state, why, next, seq, text} when there is an answer, or after three seconds without.
  async press(written, { attended = false, draft = null, stored = () => {} } = {}) {
    const row = await this.#store(written, draft);
    const answered = new Promise((come) => this.#pressed.set(row.id, { attended, come }));
    stored();
    this.changed();
    let late;
    const patience = new Promise((resolve) => {
      late = setTimeout(resolve, policy.WAITS_FOR_ANSWER);
    });
    // Whatever goes wrong from here on, it is on this phone, and is tried again.
    await Promise.race([this.drain({ now: true }).catch(() => undefined), answered, patience]);
    clearTimeout(late);
    this.#pressed.delete(row.id);
    const answer = this.#answers.get(row.id);
    this.#answers.delete(row.id);
    const { state, why } = (await this.store.find(row.id).catch(() => undefined)) ?? row;
    return { state, why, next: answer?.next ?? null, seq: answer?.seq ?? null, text: answer?.text ?? "" };
  }

  async #store({ photos = [], ...written }, draft) {
    const { author } = this;
    const id = crypto.randomUUID();
    const [name, before] = written.fields.find(policy.isId) ?? ["id", ""];
    const fields = [...written.fields.filter((field) => !policy.isId(field)), [name, id]];
    const earlier = before && (await this.store.find(before));
    const changed = earlier && earlier.state === policy.CHANGE && earlier.author === author;
    const row = { id, author, person: written.person, at: this.now(), state: policy.WAITING, tries: 0, why: "" };
    const belonged = changed ? await this.photosOf(before) : [];
    const all = await Promise.all(
      [...belonged, ...photos].map((photo, place) => this.#photo(row, written, photo, place + 1)),
    );
    const instead = changed ? [before, ...belonged] : [];
    return this.store.add(row, { ...written, fields }, { more: all.filter(Boolean), instead, draft });
  }

  // The ids of the photos that wait for the record with that id.
  async photosOf(id) {
    return (await this.#mineIn(policy.ON_PHONE)).filter(({ of }) => of === id).map((photo) => photo.id);
  }

  // The record of one photo, which goes after all words; none of what cannot be opened any more.
  async #photo({ id: log, ...row }, { title, whom }, id, number) {
    const photo = await this.store.photo(id);
    if (!photo) return null;
    const fields = Object.entries({ id, log, number: String(number), sha256: await hashOf(photo.bytes) });
    const words = { kind: policy.PHOTO, about: "", fields, words: [], what: String(number), title, whom };
    return { row: { ...row, id, of: log, bulky: true }, words: { ...words, person: row.person } };
  }

  // Send what waits, one after another, in order; one tab at a time. now: though the server failed a moment ago.
  drain({ now = false } = {}) {
    return this.turn(async () => {
      if (!now && this.now() < this.#notBefore) return;
      for (;;) {
        const row = policy.next(await this.#mineIn(policy.ON_PHONE));
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
    if (!ROUTES[words.kind]) {
      await this.#note(row, { state: policy.REFUSED, why: policy.REFUSED }); // nobody knows where it goes
      return true;
    }
    const [whole, stopped] = row.bulky ? await this.#sendBytes(row) : [true];
    if (stopped === OVERTAKEN) return true;
    const answer = whole ? await this.#send(row, words) : stopped;
    let said = policy.meaning(row.id, answer);
    if (said === policy.BLOCKED && !(await this.#reaches(row))) said = policy.NO_SIGNAL;
    const different = policy.after(row, said, this.now());
    if (different.state === policy.SENT && words.piece && answer.text) await this.store.keepPiece(row, answer.text);
    if (answer && this.#pressed.has(row.id)) this.#answers.set(row.id, answer);
    const receipt = policy.receipt(row.id, answer?.receipt);
    if (different.sent) different.answer = await this.store.seal(row.author, { seq: answer.seq, receipt });
    await this.#note(row, different);
    this.#pressed.get(row.id)?.come();
    this.#count([policy.NO_SIGNAL, policy.SERVER_ERROR, policy.BLOCKED].includes(said));
    if (different.sent) await this.#meet(receipt.epoch);
    return policy.goesOn(said, { ...row, ...different });
  }

  // Our own server answers to something else: what stands in the way of a record minds only that one.
  async #reaches({ id }) {
    return bytesIn(await this.#ask(`/phone/parts/${id}`, {}, undefined, "GET")) !== null;
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
    if (this.#pressed.get(row.id)?.attended) headers["Record-Attended"] = "yes";
    if (row.recovered) headers["Record-Recovered"] = row.recovered;
    const path = ROUTES[kind].replace("{person}", row.person).replace("{about}", about);
    return this.#ask(path, headers, new URLSearchParams(fields));
  }

  // A photo's bytes, from where the server has them: whether it has all of them now, or else its last answer. Words that
  // were pressed meanwhile go before the rest. Of one whose bytes are not here any more, the server says whether it has them.
  async #sendBytes({ id }) {
    const photo = await this.store.photo(id);
    const path = `/phone/parts/${id}`;
    const size = photo?.bytes.byteLength ?? 0;
    let answer = await this.#ask(path, {}, undefined, "GET");
    for (let has = bytesIn(answer); has !== null && has < size; ) {
      const headers = { "Content-Type": "application/octet-stream", "Part-From": String(has) };
      answer = await this.#ask(path, headers, photo.bytes.slice(has, has + policy.PART), "PATCH");
      const now = bytesIn(answer);
      if (!(now > has)) return [false, answer];
      has = now;
      if (has < size && !policy.next(await this.#mineIn(policy.ON_PHONE))?.bulky) return [false, OVERTAKEN];
    }
    return [bytesIn(answer) !== null, answer];
  }

  // Null where nothing came back.
  async #ask(path, headers, body, method = "POST") {
    try {
      const signal = AbortSignal.timeout(policy.GIVES_UP_SENDING);
      const response = await this.fetch(path, { method, headers, body, redirect: "manual", signal });
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
    const answered = await Promise.all((await this.#mine()).map((row) => this.#answered(row)));
    const had = answered.filter(({ receipt }) => receipt && receipt.epoch !== epoch);
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
      await this.store.change(order, { ...policy.LACKING, recovered: receipt.epoch });
    }
    this.changed();
    return true;
  }

  // With what the server said of it, {seq, receipt}, which is sealed too: a worry has no number, which would tell of it.
  async #answered(row) {
    if (!row.answer) return row; // nothing yet; or by the first versions, in the open
    const name = `${row.id} ${row.sent}`;
    const said = this.#unsealed.get(name) ?? (await this.store.unseal({ author: row.author, sealed: row.answer }));
    if (said) this.#unsealed.set(name, said);
    return { ...row, ...said };
  }

  // All of five weeks, so seldom asked for; the next one is what a page asks for again and again.
  async #mine() {
    return (await this.store.records()).filter(({ author }) => author === this.author);
  }

  async #mineIn(states) {
    return (await this.store.inStates(states)).filter(({ author }) => author === this.author);
  }

  // What its author can be shown of each record that is not simply saved, the oldest first.
  async list() {
    const rows = await this.#mineIn([...policy.ON_PHONE, policy.KEPT]);
    const opened = await Promise.all(rows.map((row) => this.store.unseal(row)));
    return rows.map(({ id, person, at, state, tries, why }, place) => {
      const { kind = "", fields = [], words = [], what = "" } = opened[place] ?? {};
      const { whom = "", title = "", form = "", path = "" } = opened[place] ?? {};
      return { id, person, at: new Date(at), state, tries, why, kind, fields, words, what, whom, title, form, path };
    });
  }

  // What is on this phone only, whoever wrote it.
  waiting() {
    return this.store.inStates(policy.ON_PHONE);
  }

  async counts() {
    const waiting = await this.waiting();
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

  // About these people, whoever wrote it: what the server was given of late, and what is on this phone only. One look for a
  // whole page: each costs a slow phone as much as all of them.
  async recent(people) {
    const here = (await this.waiting()).filter(({ person }) => people.includes(person));
    return [...(await this.store.since(people, this.now() - policy.SHOWS)), ...here];
  }

  // The numbers of those about whom somebody else wrote something that waits here.
  peopleOfOthers(recent) {
    const waits = ({ author, state }) => author !== this.author && policy.ON_PHONE.includes(state);
    return new Set(recent.filter(waits).map(({ person }) => person));
  }

  // Everything once more, what stood aside too.
  async tryNow() {
    for (const row of await this.#mineIn(policy.ON_PHONE)) {
      await this.store.change(row.order, { state: policy.WAITING, tries: 0 });
    }
    await this.drain({ now: true });
    this.changed();
  }

  // Its author said twice that it shall go, its photos with it. What the server has is not here to be thrown away.
  async discard(id) {
    const mine = await this.#mineIn(policy.ON_PHONE);
    await this.store.remove(mine.filter((row) => row.id === id || row.of === id));
    this.changed();
  }

  // What a page that knows this person's records up to that one lacks, opened, in the order in which it is laid over it.
  // recent: where somebody asked for that already.
  async unshown(person, seq, recent = null) {
    const all = recent ?? (await this.recent([person]));
    const mine = all.filter((row) => row.person === person && row.author === this.author);
    const answered = await Promise.all(mine.map((row) => this.#answered(row)));
    const rows = policy.unshown(answered, seq, this.now());
    return Promise.all(
      rows.map(async (row) => ({ ...row, ...(await this.store.unseal(row)), piece: await this.store.piece(row.id) })),
    );
  }

  // Once a day: it looks at everything.
  async tidy() {
    const name = `tidied ${this.author}`;
    if (this.now() - ((await this.store.about(name)) ?? 0) < policy.TIDIES_EVERY) return;
    await this.store.note(name, this.now());
    await this.store.forgetDrafts(this.now() - policy.KEEPS);
    const rows = await this.#mine();
    await this.store.remove(policy.outlived(rows, this.now()));
    const old = rows.filter(({ state, sent }) => state === policy.SENT && this.now() - sent > policy.SHOWS);
    await this.store.forgetPieces(old.map(({ id }) => id));
  }

  async forgetKey() {
    this.#unsealed.clear();
    await this.store.forgetKeys();
  }
}

// By which the server knows that it has all of a photo. Not kept: by it somebody could know a picture again that they have.
async function hashOf(bytes) {
  const hash = await crypto.subtle.digest("SHA-256", bytes);
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// How many bytes of a photo the server has: all, once it is written down; null where it does not say.
function bytesIn(answer) {
  try {
    const { has, written } = JSON.parse(answer.text);
    return written ? Number.POSITIVE_INFINITY : (has ?? null);
  } catch {
    return null; // nothing came back, or somebody else's page
  }
}
