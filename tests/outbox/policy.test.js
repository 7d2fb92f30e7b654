import assert from "node:assert/strict";
import { test } from "node:test";
import * as policy from "../../carelog/static/js/outbox/policy.js";

const ID = "0b6e9a3c-6f0e-4a58-9d0c-6a8f0b4f0001";
const RECEIPT = `${ID} abc the-epoch 41`;
const HOUR = 3600_000;

// What each answer means, by hand: status, receipt, problem.
const MEANINGS = [
  [200, RECEIPT, null, policy.SAVED],
  [204, RECEIPT, null, policy.SAVED],
  [204, `other def the-epoch 40, ${RECEIPT}`, null, policy.SAVED],
  [202, RECEIPT, "kept", policy.KEPT],
  [200, null, null, policy.NO_SIGNAL],
  [200, `other def the-epoch 40`, null, policy.NO_SIGNAL],
  [200, ID, null, policy.NO_SIGNAL],
  [0, null, null, policy.NO_SIGNAL],
  [303, null, null, policy.NO_SIGNAL],
  [401, null, null, policy.SIGNED_OUT],
  [409, null, "author", policy.OTHER_AUTHOR],
  [422, null, "change", policy.CHANGE],
  [403, null, "refused", policy.REFUSED],
  [404, null, "refused", policy.REFUSED],
  [413, null, "refused", policy.REFUSED],
  [403, null, null, policy.BLOCKED],
  [404, null, null, policy.BLOCKED],
  [409, null, null, policy.BLOCKED],
  [500, null, null, policy.SERVER_ERROR],
  [500, RECEIPT, null, policy.SERVER_ERROR],
  [429, null, null, policy.NO_SIGNAL],
  [502, null, null, policy.NO_SIGNAL],
  [503, null, null, policy.NO_SIGNAL],
  [504, null, null, policy.NO_SIGNAL],
];

for (const [status, receipt, problem, meant] of MEANINGS) {
  test(`${status} with ${receipt ?? "no receipt"} and ${problem ?? "no problem"} means ${meant}`, () => {
    assert.equal(policy.meaning(ID, { status, receipt, problem }), meant);
  });
}

test("no answer means no signal", () => {
  assert.equal(policy.meaning(ID, null), policy.NO_SIGNAL);
});

test("what was saved starts counting errors anew", () => {
  const expected = { state: policy.SENT, why: "", tries: 0, sent: 5 };
  assert.deepEqual(policy.after({ id: ID, tries: 2 }, policy.SAVED, 5), expected);
});

test("only errors of the server, and refusals on the way, count, and the third lets the others pass", () => {
  const row = { id: ID, state: policy.WAITING, tries: 1 };
  assert.deepEqual(policy.after(row, policy.NO_SIGNAL, 5), { why: policy.NO_SIGNAL });
  const second = policy.after(row, policy.SERVER_ERROR, 5);
  assert.deepEqual(second, { why: policy.SERVER_ERROR, tries: 2, state: policy.WAITING });
  assert.equal(policy.goesOn(policy.SERVER_ERROR, second), false);
  const third = policy.after({ ...row, ...second }, policy.BLOCKED, 5);
  assert.equal(third.state, policy.PARKED);
  assert.equal(policy.goesOn(policy.SERVER_ERROR, third), true);
});

test("whoever is signed out, or has no signal, waits with everything", () => {
  for (const said of [policy.SIGNED_OUT, policy.OTHER_AUTHOR, policy.NO_SIGNAL]) {
    assert.equal(policy.goesOn(said, { state: policy.WAITING }), false);
  }
});

test("the pauses grow until five minutes", () => {
  assert.deepEqual([1, 2, 3, 7, 20].map(policy.pause), [5000, 10_000, 20_000, 60_000, 60_000]);
});

test("after a day of waiting it is red", () => {
  assert.equal(policy.isRed(0, 24 * HOUR), false);
  assert.equal(policy.isRed(0, 24 * HOUR + 1), true);
  assert.equal(policy.isRed(null, 99 * HOUR), false);
});

test("only what has a receipt is forgotten, and not before 35 days", () => {
  const rows = policy.ON_PHONE.map((state) => ({ state, sent: 0 }));
  const receipted = [policy.SENT, policy.KEPT].map((state) => ({ state, sent: 0 }));
  assert.deepEqual(policy.outlived([...rows, ...receipted], policy.KEEPS), []);
  assert.deepEqual(policy.outlived([...rows, ...receipted], policy.KEEPS + 1), receipted);
});

test("an older page is laid over with what came after it: the server's order first, then the phone's", () => {
  const row = (id, state, seq) => ({ id, state, seq, sent: 0 });
  const rows = [row("late", policy.SENT, 9), row("here", policy.WAITING), row("shown", policy.SENT, 4)];
  rows.push(row("kept", policy.KEPT, 6), row("parked", policy.PARKED));
  const laid = policy.unshown(rows, 4, 0).map(({ id }) => id);
  assert.deepEqual(laid, ["kept", "late", "here", "parked"]);
  assert.deepEqual(
    policy.unshown(rows, 4, policy.SHOWS + 1).map(({ id }) => id),
    ["here", "parked"],
  );
});

test("the rows that a record is about have the ids of the page", () => {
  const one = [
    ["account-item", "a"],
    ["account-day", "2026-11-18"],
  ];
  assert.deepEqual(policy.rows(one), ["chance-a-2026-11-18-1"]);
  assert.deepEqual(policy.rows([...one, ["account-number", "2"]]), ["chance-a-2026-11-18-2"]);
  assert.deepEqual(policy.rows([["items", "a 2026-11-18 1"]]), ["chance-a-2026-11-18-1"]);
});

test("what an answer makes necessary is asked for by its first name", () => {
  const needs = { partly: ["reason"], chose: ["offered", "shown how_shown"] };
  assert.deepEqual(policy.lacking([["said", "partly"]], needs), ["reason"]);
  const chose = [
    ["said", "chose"],
    ["offered", " "],
    ["how_shown", "nodded"],
  ];
  assert.deepEqual(policy.lacking(chose, needs), ["offered"]);
  assert.deepEqual(policy.lacking([["said", "happened"]], needs), []);
  assert.deepEqual(policy.lacking([["reason", "other"]], { "reason=other": ["note"] }), ["note"]);
});
