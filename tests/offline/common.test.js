// What a copy is shown with: the parts that all pages have in common, each in its place, or nothing at all.
import assert from "node:assert/strict";
import { test } from "node:test";
import { withCommon } from "../../carelog/static/js/worker/common.js";

const PLACE = "<!--common /phone/common/one-en-->";
const PAGE = `<html>${PLACE}<body>${PLACE}</html>`;
const kept = (text) => ({ match: async () => (text === undefined ? undefined : { text: async () => text }) });

test("each part stands in its place", async () => {
  assert.equal(await withCommon(PAGE, kept("<head></head><!--and-->words")), "<html><head></head><body>words</html>");
  assert.equal(await withCommon("whole", kept(undefined)), "whole");
});

test("a page is not put together of what does not belong together", async () => {
  for (const other of [undefined, "one", "one<!--and-->two<!--and-->three"])
    assert.equal(await withCommon(PAGE, kept(other)), undefined);
});
