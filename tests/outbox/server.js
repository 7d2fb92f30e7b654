// A server in the same process that keeps the journal's rules: each record once, under its author, and a receipt for it.
import { createHash } from "node:crypto";

const RECORDS = /^\/people\/(\d+)\/(marks|logs|photos)$/;
const PARTS = "/phone/parts/";

// What may happen to a request. Those in TAKES reach the server.
const CUT_BEFORE = "cut before";
const CUT_AFTER = "cut after";
export const TWICE = "twice";
export const OK = "ok";
const TAKES = [OK, CUT_AFTER, TWICE];
const PAGE = "<!doctype html><title>Welcome to our Wi-Fi</title>";
const ANSWERS = {
  portal: [200, {}],
  "portal says no": [403, {}],
  gateway: [502, {}],
  busy: [503, {}],
  error: [500, {}],
  refused: [403, { "Record-Problem": "refused" }],
  change: [422, { "Record-Problem": "change" }],
};
export const FAULTS = [CUT_BEFORE, CUT_AFTER, TWICE, ...Object.keys(ANSWERS)];

export class Server {
  constructor() {
    this.epoch = "epoch-1";
    this.journal = [];
    this.faults = []; // what happens to the next requests
    this.rule = () => true; // what is written down at once; the rest is kept for a person
    this.said = []; // the receipts that ever left
    this.asked = [];
    this.parts = new Map(); // by id: the bytes of a photo so far
    this.photos = new Map(); // by id: all of them
  }

  backUp() {
    this.backup = [...this.journal];
  }

  restore() {
    this.journal = [...(this.backup ?? [])];
    this.parts.clear();
    this.epoch = `epoch-${Number(this.epoch.slice(6)) + 1}`;
  }

  // What a phone on which `user` is signed in calls to fetch.
  async fetch(user, path, { method, headers, body }) {
    const fault = this.faults.shift() ?? OK;
    this.asked.push({ method, path, headers, user });
    if (fault === CUT_BEFORE) throw new TypeError("fetch failed");
    if (!TAKES.includes(fault)) return new Response(PAGE, { status: ANSWERS[fault][0], headers: ANSWERS[fault][1] });
    const answer = this.#answer(user, path, headers, body);
    if (fault === CUT_AFTER) throw new TypeError("fetch failed");
    return fault === TWICE ? this.#answer(user, path, headers, body) : answer;
  }

  #answer(user, path, headers, body) {
    if (user === null) return new Response(PAGE, { status: 401 });
    if (path.startsWith(PARTS)) return this.#take(path.slice(PARTS.length), headers["Part-From"], body);
    if (path === "/recovery") return this.#recovery(user, body.get("ids"));
    if (Number(headers["Record-Author"]) !== user) {
      return new Response(PAGE, { status: 409, headers: { "Record-Problem": "author" } });
    }
    return this.#receive(user, path, headers, body);
  }

  #take(id, from, body) {
    const had = this.parts.get(id) ?? Buffer.alloc(0);
    if (body && Number(from) === had.length) this.parts.set(id, Buffer.concat([had, Buffer.from(body)]));
    const has = (this.parts.get(id) ?? had).length;
    const written = this.journal.some((row) => row.id === id);
    return Response.json({ has, written }, { status: body && Number(from) !== had.length ? 409 : 200 });
  }

  #whole(id, fields) {
    const bytes = this.parts.get(id) ?? Buffer.alloc(0);
    this.parts.delete(id);
    const whole = createHash("sha256").update(bytes).digest("hex") === Object.fromEntries(fields).sha256;
    if (whole) this.photos.set(id, bytes);
    return whole;
  }

  #recovery(user, ids) {
    const there = new Set(this.journal.filter(({ author }) => author === user).map(({ id, hash }) => `${id} ${hash}`));
    const lacking = ids.split("\n").filter((line) => !there.has(line));
    return Response.json({ epoch: this.epoch, lacking: lacking.map((line) => line.split(" ")[0]) });
  }

  #receive(author, path, headers, body) {
    const [, person, kind] = RECORDS.exec(path);
    const id = headers["Record-Id"];
    const fields = [...body];
    const hash = createHash("sha256")
      .update(JSON.stringify([person, kind, fields]))
      .digest("hex");
    let row = this.journal.find((one) => one.id === id && one.author === author);
    if (!row && kind === "photos" && !this.#whole(id, fields)) {
      return new Response(PAGE, { status: 409, headers: { "Record-Problem": "parts" } });
    }
    if (!row) {
      const kept = !this.rule(fields);
      row = { id, author, person: Number(person), kind, fields, hash, kept, recovered: headers["Record-Recovered"] };
      this.journal.push(row);
    }
    return this.#receipt(row);
  }

  #receipt(row) {
    const seq = this.journal.indexOf(row) + 1;
    const receipt = `${row.id} ${row.hash} ${this.epoch} ${seq}`;
    this.said.push(row.id);
    const headers = { "Record-Receipt": receipt, "Record-Person-Seq": String(seq) };
    if (!row.kept) return new Response(`<li id="row-${row.id}"></li>`, { headers });
    return new Response(null, { status: 202, headers: { ...headers, "Record-Problem": "kept" } });
  }
}
