// Photos on the phone: how small they are made, and in which order they go.
import assert from "node:assert/strict";
import { test } from "node:test";
import { PART } from "../../carelog/static/js/outbox/policy.js";
import { within } from "../../carelog/static/js/photos.js";
import { KEYS, Phone } from "./phone.js";
import { Server } from "./server.js";

test("the longer side of a large picture becomes 1280 pixels, lying or standing", () => {
  assert.deepEqual(within(4000, 3000), [1280, 960]);
  assert.deepEqual(within(3000, 4000), [960, 1280]);
  assert.deepEqual(within(8000, 6000), [1280, 960]);
});

test("a small picture stays as it is, and of a long strip something is left", () => {
  assert.deepEqual(within(640, 480), [640, 480]);
  assert.deepEqual(within(1, 20_000), [1, 1280]);
});

test("photos come in the order in which they were taken, and only those of what is typed", async () => {
  const { store } = await new Phone(new Server()).signIn(1);
  const taken = ["d", "c", "b", "a"];
  for (const [at, id] of taken.entries()) {
    await store.keepPhoto({ id, author: 1, draft: "this", at }, new Uint8Array([at]).buffer);
  }
  await store.keepPhoto({ id: "e", author: 1, draft: "that", at: 9 }, new Uint8Array([9]).buffer);
  assert.deepEqual(await store.photosOf("this"), taken);
});

const written = { kind: "log", person: 3, about: "", words: [], title: "", what: "", piece: false };
const did = (words, before = "") => [
  ["did", words],
  ["id", before],
];

async function phoneWithPhoto() {
  const server = new Server();
  const box = await new Phone(server).signIn(1);
  const photo = { id: crypto.randomUUID(), author: 1, draft: "this", at: 1 };
  await box.store.keepPhoto(photo, new Uint8Array(2 * PART + 1).buffer);
  return { server, box, id: photo.id };
}

test("words that are pressed while a photo goes overtake the rest of it", async () => {
  const { server, box, id } = await phoneWithPhoto();
  const take = server.fetch.bind(server);
  let words;
  server.fetch = async (...asked) => {
    if (asked[2].method === "PATCH" && !words) {
      await new Promise((stored) => {
        words = box.press({ ...written, fields: did("She sang") }, { stored });
      });
    }
    return take(...asked);
  };
  await box.press({ ...written, fields: did("A walk"), photos: [id] });
  await box.drain();
  await words;
  assert.deepEqual(
    server.asked.map(({ method, path }) => [method, path.split("/")[3]]),
    [
      ["POST", "logs"],
      ["GET", id],
      ["PATCH", id],
      ["POST", "logs"],
      ["GET", id],
      ["PATCH", id],
      ["PATCH", id],
      ["POST", "photos"],
    ],
  );
});

test("a photo waits for words that need changing, and goes with what takes their place", async () => {
  const { server, box, id } = await phoneWithPhoto();
  server.faults.push("change");
  await box.press({ ...written, fields: did(""), photos: [id] }, { attended: true });
  await box.drain({ now: true });
  assert.deepEqual(server.journal, []);
  const [{ id: before }] = await box.list();
  assert.deepEqual(await box.photosOf(before), [id]);
  await box.press({ ...written, fields: did("She sang", before) }, { attended: true });
  await box.drain();
  const [log, photo] = server.journal;
  assert.equal(Object.fromEntries(photo.fields).log, log.id);
  assert.deepEqual(await box.list(), []);
});

test("who throws words away throws their photos away", async () => {
  const { server, box, id } = await phoneWithPhoto();
  server.faults.push("cut before");
  await box.press({ ...written, fields: did("A walk"), photos: [id] });
  const [{ id: log }] = await box.list();
  await box.discard(log);
  assert.deepEqual(await box.list(), []);
  assert.equal(await box.store.photo(id), null);
});

test("on a phone that two share a photo is its author's only", async () => {
  const { box, id } = await phoneWithPhoto();
  await box.store.giveKeys(2, KEYS.get(2));
  assert.equal(await box.store.photo(id), null);
  await box.store.giveKeys(1, KEYS.get(1));
  assert.equal((await box.store.photo(id)).bytes.byteLength, 2 * PART + 1);
});
