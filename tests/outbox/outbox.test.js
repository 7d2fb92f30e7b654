import assert from "node:assert/strict";
import { before, mock, test } from "node:test";
import fc from "fast-check";
import * as policy from "../../carelog/static/js/outbox/policy.js";
import { NoRoom } from "../../carelog/static/js/outbox/store.js";
import { FAULTS } from "./server.js";
import { Story } from "./story.js";

// Patience with the server is a matter of seconds: no test waits for it.
before(() => mock.timers.enable({ apis: ["setTimeout"] }));

async function told(...steps) {
  const story = new Story();
  for (const step of [["signIn", 1], ...steps]) await story.go(step);
  return story;
}

async function states(story) {
  return (await story.phone.rows()).map(({ state }) => state);
}

test("what is pressed goes at once, and stays on the phone with its receipt", async () => {
  const story = await told(["press", false]);
  assert.deepEqual(await states(story), [policy.SENT]);
  await story.end();
});

test("a reply that got lost is asked for again: one record, one receipt", async () => {
  const story = await told(["fault", "cut after"], ["press", false]);
  assert.deepEqual(await states(story), [policy.WAITING]);
  await story.go(["later"]);
  assert.deepEqual(await states(story), [policy.SENT]);
  assert.equal(story.server.journal.length, 1);
});

test("a gateway that answers with its own page has taken nothing", async () => {
  const story = await told(["fault", "portal"], ["press", false]);
  assert.deepEqual(await states(story), [policy.WAITING]);
});

test("a server that failed is left alone for a while", async () => {
  const story = await told(["fault", "cut before"], ["press", false]);
  const asked = story.server.asked.length;
  await story.phone.box.drain();
  assert.equal(story.server.asked.length, asked);
  await story.go(["later"]);
  assert.equal(story.server.asked.length, asked + 1);
});

test("three errors of the server for one record, and the next ones go", async () => {
  const faults = Array.from({ length: 3 }, () => ["fault", "error"]);
  const story = await told(...faults, ["press", false], ["later"], ["press", false]);
  assert.deepEqual(await states(story), [policy.PARKED, policy.SENT]);
  await story.end();
});

test("what nobody knows the way of stands aside, and the next ones go", async () => {
  const story = await told();
  const unknown = {
    kind: "",
    person: 3,
    about: "",
    fields: [["id", ""]],
    words: [],
    title: "",
    what: "",
    piece: false,
  };
  const { state } = await story.phone.box.press(unknown);
  assert.equal(state, policy.REFUSED);
  await story.go(["press", false]);
  assert.deepEqual(await states(story), [policy.REFUSED, policy.SENT]);
});

test("what somebody on the way lets not through stands aside, if our server answers to the rest", async () => {
  const refused = (then) => [["fault", "portal says no"], ["fault", then], ["later"]];
  const story = await told(["fault", "cut before"], ["press", false], ...[1, 2, 3].flatMap(() => refused("ok")));
  assert.deepEqual(await states(story), [policy.PARKED]);
  await story.end();
  const away = await told(["fault", "cut before"], ["press", false], ...[1, 2, 3].flatMap(() => refused("portal")));
  assert.deepEqual(await states(away), [policy.WAITING]);
  await away.end();
});

test("what another one left on the phone waits until they sign in", async () => {
  const story = await told(["fault", "cut before"], ["press", false], ["signOut"], ["signIn", 2], ["press", false]);
  assert.deepEqual(await states(story), [policy.WAITING, policy.SENT]);
  assert.deepEqual(
    story.server.asked.map(({ headers }) => headers["Record-Author"]),
    ["1", "2"],
  );
  assert.deepEqual(story.phone.box.peopleOfOthers(await story.phone.box.waiting()), new Set([3]));
  await story.end();
});

test("in somebody else's session nothing goes, and nothing is lost", async () => {
  const story = await told(["sessionIs", 2], ["press", false]);
  assert.deepEqual(await states(story), [policy.WAITING]);
  assert.deepEqual(story.server.journal, []);
  await story.end();
});

test("what needs changing waits for its author, whose change takes its place", async () => {
  const story = await told(["fault", "change"], ["press", true]);
  assert.deepEqual(await states(story), [policy.CHANGE]);
  await story.go(["change", 0]);
  assert.deepEqual(await states(story), [policy.SENT]);
  assert.equal(story.server.journal.length, 1);
});

test("two tabs send each record once", async () => {
  const story = await told(["fault", "cut before"], ["press", false]);
  const { box } = story.phone;
  await Promise.all([box.drain({ now: true }), box.drain({ now: true })]);
  assert.equal(story.server.asked.length, 2);
});

test("after a restore the phone brings back what was lost, and says so; also after a second one", async () => {
  const story = await told(["backUp"], ["press", false], ["press", false], ["restore"], ["press", false]);
  const came = () => story.server.journal.map(({ fields, recovered }) => [fields[0][1], recovered]);
  assert.deepEqual(came(), [
    ["words 3", undefined],
    ["words 1", "epoch-1"],
    ["words 2", "epoch-1"],
  ]);
  await story.go(["restore"]);
  await story.phone.box.meet(story.server.epoch);
  assert.deepEqual(came(), [
    ["words 1", "epoch-2"],
    ["words 2", "epoch-2"],
    ["words 3", "epoch-2"],
  ]);
});

test("killed at any step of a press before a restore, the phone has the record or brings it back", async () => {
  for (let steps = 0; steps < 25; steps += 1) {
    const story = await told(["backUp"], ["killIn", steps], ["press", false], ["restore"], ["press", false]);
    await story.end();
  }
});

test("nobody throws away what is not theirs", async () => {
  const story = await told(["fault", "cut before"], ["press", false], ["signOut"], ["signIn", 2]);
  const [{ id }] = await story.phone.rows();
  await story.phone.box.discard(id);
  assert.deepEqual(await states(story), [policy.WAITING]);
});

test("words go before photos, and a photo goes on from where it stopped", async () => {
  const story = await told(["fault", "ok"], ["fault", "ok"], ["fault", "ok"], ["fault", "cut before"], ["photos", 1]);
  assert.deepEqual(await states(story), [policy.SENT, policy.WAITING]);
  await story.go(["press", false]);
  await story.go(["later"]);
  assert.deepEqual(await states(story), [policy.SENT, policy.SENT, policy.SENT]);
  const parts = story.server.asked
    .filter(({ method }) => method === "PATCH")
    .map(({ headers }) => headers["Part-From"]);
  assert.deepEqual(parts, ["0", String(policy.PART), String(policy.PART), String(2 * policy.PART)]);
  assert.deepEqual(
    story.server.journal.map(({ kind }) => kind),
    ["logs", "logs", "photos"],
  );
  await story.end();
});

test("of a photo whose receipt got lost no byte is sent again", async () => {
  const cutAtItsRecord = Array.from({ length: 5 }, () => ["fault", "ok"]);
  const story = await told(...cutAtItsRecord, ["fault", "cut after"], ["photos", 1]);
  const before = story.server.asked.filter(({ method }) => method === "PATCH").length;
  await story.go(["later"]);
  assert.deepEqual(await states(story), [policy.SENT, policy.SENT]);
  assert.equal(story.server.asked.filter(({ method }) => method === "PATCH").length, before);
  await story.end();
});

test("where there is no room words are still taken, and photos that the server has make room", async () => {
  const story = await told(["photos", 1]);
  const { store, author } = story.phone.box;
  const [sent] = story.taken.keys();
  const [photo, bytes] = [{ id: crypto.randomUUID(), author, draft: "", at: 0 }, new Uint8Array(9).buffer];
  story.phone.room = 0;
  await assert.rejects(store.keepPhoto(photo, bytes), NoRoom);
  assert.equal(await store.photo(sent), null);
  assert.equal(await store.photo(photo.id), null);
  await story.go(["press", false]);
  await story.end();
});

test("what is typed is its author's, and goes in the moment in which it is stored as a record", async () => {
  const story = await told();
  const { store } = story.phone.box;
  const typed = [["did", "She sang"]];
  await store.keepDraft({ id: "one", author: 1, at: 7 }, { form: "log 3", fields: typed });
  assert.deepEqual(await store.drafts(1), [{ id: "one", at: 7, form: "log 3", fields: typed }]);
  assert.deepEqual(await store.drafts(2), []);
  const written = { kind: "log", person: 3, about: "", fields: typed, words: [], title: "", what: "", piece: false };
  story.server.faults.push("cut before");
  await story.phone.box.press(written, { draft: "one" });
  assert.deepEqual(await store.drafts(1), []);
  await story.end();
});

test("more receipts than one question takes are offered in several", async () => {
  const offered = policy.toOffer(Array.from({ length: 2500 }, (_, order) => ({ order, receipt: {} })));
  assert.deepEqual(
    offered.map(({ length }) => length),
    [1000, 1000, 500],
  );
  assert.deepEqual(
    offered.flat().map(({ order }) => order),
    Array.from({ length: 2500 }, (_, order) => order),
  );
});

const step = (name, about = fc.constant(undefined)) => about.map((value) => [name, value]);
const user = fc.constantFrom(1, 2);
const steps = fc.oneof(
  { arbitrary: step("press", fc.boolean()), weight: 8 },
  { arbitrary: step("fault", fc.constantFrom(...FAULTS)), weight: 6 },
  { arbitrary: step("killIn", fc.nat(12)), weight: 4 },
  { arbitrary: step("photos", fc.integer({ min: 1, max: 3 })), weight: 2 },
  { arbitrary: step("later"), weight: 3 },
  { arbitrary: step("change", fc.nat(9)), weight: 1 },
  { arbitrary: step("discard", fc.nat(9)), weight: 1 },
  { arbitrary: step("tryNow"), weight: 1 },
  { arbitrary: step("backUp"), weight: 1 },
  { arbitrary: step("restore"), weight: 1 },
  { arbitrary: step("sessionIs", fc.constantFrom(null, 1, 2)), weight: 2 },
  { arbitrary: step("signIn", user), weight: 2 },
  { arbitrary: step("signOut"), weight: 1 },
);

test("whatever happens, each record arrives once, unchanged, in its author's order and name", async () => {
  const whatever = fc.asyncProperty(fc.array(steps, { minLength: 5, maxLength: 40 }), async (happening) => {
    const story = await told(...happening);
    await story.end();
  });
  await fc.assert(whatever, { seed: 5, numRuns: 150, endOnFailure: false });
});
