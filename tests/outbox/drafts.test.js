import assert from "node:assert/strict";
import { test } from "node:test";
import * as policy from "../../carelog/static/js/outbox/policy.js";
import { Phone } from "./phone.js";
import { Server } from "./server.js";

const DAY = 24 * 3600_000; // milliseconds
const SECRET = "canary";

async function typed(phone, author, at) {
  const box = await phone.signIn(author);
  const id = crypto.randomUUID();
  await box.store.keepDraft({ id, author, at }, { form: `concern ${SECRET}`, fields: [["seen", SECRET]] });
  await box.store.keepPhoto({ id: crypto.randomUUID(), author, draft: id, at }, new ArrayBuffer(9));
  return id;
}

async function kept(phone) {
  const { db } = await phone.store();
  const [drafts, photos] = await Promise.all(["drafts", "photos"].map((name) => db.getAll(name)));
  db.close();
  return [drafts.map(({ id }) => id), photos.map(({ draft }) => draft)];
}

test("what was begun five weeks ago goes with its photos, whoever began it", async () => {
  const phone = new Phone(new Server());
  const begun = phone.now();
  await typed(phone, 2, begun);
  await typed(phone, 1, begun);
  const younger = await typed(phone, 1, begun + DAY);
  phone.clock = begun + policy.KEEPS + DAY / 2;
  await phone.box.tidy();
  assert.deepEqual(await kept(phone), [[younger], [younger]]);
});

test("not even what kind of form it was begun in is readable without its author's key, nor which picture is with it", async () => {
  const phone = new Phone(new Server());
  await typed(phone, 1, phone.now());
  const { db } = await phone.store();
  const [{ sealed, ...open }] = await db.getAll("drafts");
  const [{ sealed: _, ...photo }] = await db.getAll("photos");
  db.close();
  assert.deepEqual(Object.keys(open).sort(), ["at", "author", "id"]);
  assert.deepEqual(Object.keys(photo).sort(), ["at", "author", "draft", "id"]);
  assert.equal(Buffer.from(sealed.data).toString("latin1").includes(SECRET), false);
});
