import assert from "node:assert/strict";
import { test } from "node:test";
import * as emptied from "../../carelog/static/js/outbox/emptied.js";
import { before, EARLIER } from "./earlier.js";
import { KEYS, Phone } from "./phone.js";
import { Server } from "./server.js";

const SECRET = "canary";
const said = {
  kind: "log",
  person: 3,
  about: "",
  fields: [["worked", SECRET]],
  words: [["What", SECRET]],
  title: SECRET,
};

async function phoneWithOne() {
  const phone = new Phone(new Server());
  phone.server.faults.push("cut before");
  const box = await phone.signIn(1);
  await box.press({ ...said, what: SECRET, piece: false });
  return phone;
}

function everything(rows) {
  return rows
    .map((row) => JSON.stringify({ ...row, sealed: null }) + Buffer.from(row.sealed.data).toString("latin1"))
    .join();
}

test("what the server said of a record is not readable there either: a worry has no number, which would tell", async () => {
  const phone = new Phone(new Server());
  const box = await phone.signIn(1);
  await box.press({ ...said, what: SECRET, piece: false });
  const [{ hash, id }] = phone.server.journal;
  const [row] = await phone.rows();
  assert.equal(row.state, "sent");
  assert.equal("seq" in row || "receipt" in row, false);
  assert.equal(JSON.stringify({ ...row, sealed: null }).includes(hash), false);
  assert.deepEqual(
    (await box.unshown(3, 0)).map((one) => [one.id, one.seq]),
    [[id, 1]],
  );
});

test("nothing of what was said is readable in the phone's storage", async () => {
  const phone = await phoneWithOne();
  const rows = await phone.rows();
  assert.equal(rows.length, 1);
  assert.equal(everything(rows).includes(SECRET), false);
});

test("after signing out nobody reads it, and signing in again gives it back", async () => {
  const phone = await phoneWithOne();
  await phone.signOut();
  const store = await phone.store();
  const [row] = await store.records();
  assert.equal(await store.unseal(row), null);
  await store.giveKeys(2, KEYS.get(2));
  assert.equal(await store.unseal(row), null);
  const box = await phone.signIn(1);
  const [{ fields }] = await box.list();
  assert.deepEqual(fields[0], ["worked", SECRET]);
});

test("a key of somebody else does not open it, even under its author's name", async () => {
  const phone = await phoneWithOne();
  const store = await phone.store();
  await store.forgetKeys();
  await store.giveKeys(1, KEYS.get(2));
  assert.equal(await store.unseal((await store.records())[0]), null);
});

test("whose device is taken for another one and gets another key still reads what was sealed before", async () => {
  const phone = await phoneWithOne();
  const store = await phone.store();
  await store.giveKeys(1, KEYS.get(2));
  assert.equal((await store.unseal((await store.records())[0])).what, SECRET);
});

test("after the server's own key changed, what was sealed before still opens and goes", async () => {
  const phone = await phoneWithOne();
  const store = await phone.store();
  await store.giveKeys(1, [...KEYS.get(2), ...KEYS.get(1)]);
  const box = await phone.open(1);
  await box.drain();
  assert.equal(phone.server.journal.length, 1);
});

test("without a key nothing is kept, and nobody is told that it was", async () => {
  const phone = new Phone(new Server());
  const box = await phone.open(1);
  let told = false;
  const stored = () => {
    told = true;
  };
  await assert.rejects(box.press({ ...said, what: SECRET, piece: false }, { stored }));
  assert.equal(told, false);
  assert.deepEqual(await phone.rows(), []);
});

test("the key itself cannot be read out of the storage", async () => {
  const phone = await phoneWithOne();
  const store = await phone.store();
  const { keys } = await store.db.get("keys", 1);
  assert.deepEqual(
    keys.map(({ extractable }) => extractable),
    [false],
  );
});

test("what was lost is said until it is read, and not readable without its author's key", async () => {
  const phone = new Phone(new Server());
  const store = await phone.store();
  await emptied.name(store);
  const box = { store, author: 1 };
  const told = { author: 1, lost: SECRET, isTold: true };
  await store.giveKeys(1, KEYS.get(1));
  await emptied.learn(box, { ...told, author: 2 }); // somebody else's
  assert.equal(await emptied.unread(box), undefined);
  await emptied.learn(box, told);
  assert.deepEqual(await emptied.headers(box), {});
  assert.equal(await emptied.unread(box), SECRET);
  assert.equal(JSON.stringify(await store.db.getAll("about")).includes(SECRET), false);
  await store.forgetKeys();
  assert.equal(await emptied.unread(box), null);
  await store.giveKeys(1, KEYS.get(1));
  await emptied.read(box);
  await emptied.learn(box, told); // the same page's answer again
  assert.equal(await emptied.unread(box), "");
});

test("the server's piece of page is kept for overlays, and sealed too", async () => {
  const phone = new Phone(new Server());
  const box = await phone.signIn(1);
  await box.press({ ...said, what: SECRET, piece: true });
  const [record] = await box.unshown(3, 0);
  assert.equal(record.piece, `<li id="row-${record.id}"></li>`);
  await phone.signOut();
  const store = await phone.store();
  assert.equal(await store.piece(record.id), null);
});

test("a page that is put aside holds no other one up, and goes on when it is back", async () => {
  const phone = await phoneWithOne();
  const [aside, other] = [await phone.store(), await phone.store()];
  const broken = [aside.records(), aside.note("name", "before")].map((one) => assert.rejects(one));
  while (aside.running.size < broken.length) await Promise.resolve();
  aside.rest();
  await Promise.all(broken);
  assert.equal(aside.running.size, 0);
  const later = aside.about("name");
  await other.note("name", "meanwhile");
  assert.equal(aside.running.size, 0);
  aside.goOn();
  assert.equal(await later, "meanwhile");
});

for (const version of EARLIER.keys()) {
  test(`what lies on a phone of version ${version} of the storage is read by this one, and goes`, async () => {
    const phone = await phoneWithOne();
    await phone.box.press({ ...said, what: SECRET, piece: true }); // both go
    phone.server.faults.push("cut before");
    await phone.box.press({ ...said, what: SECRET, piece: false });
    phone.disk = await before(version, phone.disk);
    const box = await phone.open(1);
    const shown = await box.unshown(said.person, 1);
    assert.deepEqual(
      shown.map(({ what, state, piece }) => [what, state, piece !== null]),
      [
        [SECRET, "sent", true],
        [SECRET, "waiting", false],
      ],
    );
    await box.drain({ now: true });
    assert.deepEqual(await box.list(), []);
    assert.equal(phone.server.journal.length, 3);
  });
}
