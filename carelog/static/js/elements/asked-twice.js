// What cannot be brought back is asked about a second time, in its place: [data-acts] makes room for [data-asked].
import { settleDown } from "../swaps.js";

// The second question comes to stand where the finger still is.
export function ask(piece, asked) {
  const question = piece.querySelector("[data-asked]");
  question.hidden = !asked;
  piece.querySelector("[data-acts]").hidden = asked;
  settleDown(question);
  piece.querySelector(`[data-press=${asked ? "keep" : "discard"}]`).focus();
}
