// What becomes of a record on its way to the server: pure rules, no storage, no network, no clock. See docs/offline.md.

export const FORMAT = 1;
const HOUR = 3600_000; // milliseconds, as all times here
export const KEEPS = 35 * 24 * HOUR; // what was receipted, in case the server is restored from an older backup
export const SHOWS = 72 * HOUR; // the server's answer, laid over an older copy of a page
export const RED_AFTER = 24 * HOUR;
export const TIDIES_EVERY = 24 * HOUR;
export const WAITS_FOR_ANSWER = 3000; // of the page; the sending itself goes on
export const GIVES_UP_SENDING = 30_000;
const OFFERS_AT_ONCE = 1000;
export const PART = 128 * 1024; // bytes of a photo that are sent at once
export const PHOTO = "photo"; // the kind of record that has bytes
const BUSY = 429;
const ERRORS = 3; // of the server, or on the way to it, until one record stands aside for the others
const SHORTEST_PAUSE = 5000;
const LONGEST_PAUSE = 60_000;

// States of a record. Those in ON_PHONE are on this phone only.
export const WAITING = "waiting";
export const CHANGE = "change"; // something in it needs changing, its author was told
export const PARKED = "parked"; // three errors of the server
export const REFUSED = "refused"; // the server cannot take it
export const KEPT = "kept"; // on the server, where a person has to look at it
export const SENT = "sent";
export const ON_PHONE = [WAITING, CHANGE, PARKED, REFUSED];

// Of one that the server had and lacks now.
export const LACKING = { state: WAITING, why: "", sent: undefined, answer: undefined, receipt: undefined };

// What an answer means.
export const SAVED = "saved";
export const SIGNED_OUT = "signed_out";
export const LOCKED = "locked"; // its words cannot be read here
export const OTHER_AUTHOR = "other_author";
const PARTS = "parts"; // of a photo: something is missing in what the server has of it, it begins anew
export const SERVER_ERROR = "server_error";
export const NO_SIGNAL = "no_signal"; // or nobody who knows us: a gateway's own page is no answer
export const BLOCKED = "blocked"; // refused by somebody on the way

// The receipt that an answer brings for this record, or null.
export function receipt(id, header) {
  for (const one of (header ?? "").split(",")) {
    const [of, hash, epoch, seq] = one.trim().split(" ");
    if (of === id && hash && epoch) return { hash, epoch, seq: Number(seq) };
  }
  return null;
}

// answer: {status, receipt, problem, seq} as its headers say; null where none came.
export function meaning(id, answer) {
  if (!answer) return NO_SIGNAL;
  const { status, problem } = answer;
  if (status >= 200 && status < 300) {
    if (!receipt(id, answer.receipt)) return NO_SIGNAL;
    return problem === KEPT ? KEPT : SAVED;
  }
  if (status === 401) return SIGNED_OUT;
  if (problem === "author") return OTHER_AUTHOR;
  if (problem === CHANGE || problem === REFUSED) return problem;
  if (status === 500 || problem === PARTS) return SERVER_ERROR;
  return status >= 400 && status < 500 && status !== BUSY ? BLOCKED : NO_SIGNAL;
}

// What is different about a record after that answer.
export function after(record, said, now) {
  const why = said === SAVED ? "" : said;
  if (said === SAVED || said === KEPT) {
    const state = said === SAVED ? SENT : KEPT;
    return { state, why, tries: 0, sent: now };
  }
  if (said === CHANGE || said === REFUSED) return { state: said, why };
  if (said !== SERVER_ERROR && said !== BLOCKED) return { why };
  const tries = record.tries + 1;
  return { why, tries, state: tries < ERRORS ? WAITING : PARKED };
}

// Whether the records behind this one may go now.
export function goesOn(said, changed) {
  return [SAVED, KEPT, CHANGE, REFUSED].includes(said) || changed.state === PARKED;
}

// Which of those on this phone goes next: in the order in which they were pressed, words before photos, and no photo before
// the words that it belongs to are there.
export function next(records) {
  const here = new Set(records.map(({ id }) => id));
  const waiting = records.filter(({ state }) => state === WAITING);
  return waiting.find(({ bulky }) => !bulky) ?? waiting.find(({ of }) => !here.has(of)) ?? null;
}

// How long to leave the server alone after so many failures in a row.
export function pause(failures) {
  return Math.min(SHORTEST_PAUSE * 2 ** (failures - 1), LONGEST_PAUSE);
}

export const onPhone = (records) => records.filter(({ state }) => ON_PHONE.includes(state));
export const isRed = (since, now) => since !== null && now - since > RED_AFTER;

// What need not be kept any longer.
export function outlived(records, now) {
  return records.filter(({ state, sent }) => !ON_PHONE.includes(state) && now - sent > KEEPS);
}

// After a restore: what had a receipt, in parts of which each is a question that the server takes.
export function toOffer(records) {
  const had = records.filter((record) => record.receipt);
  const parts = Math.ceil(had.length / OFFERS_AT_ONCE);
  return Array.from({ length: parts }, (_, part) => had.slice(part * OFFERS_AT_ONCE, (part + 1) * OFFERS_AT_ONCE));
}

// What a page that knows a person's records up to that one does not show: first what the server has, in its order, then
// what is on this phone, in the order of the presses.
export function unshown(records, seq, now) {
  const sent = records.filter((one) => !ON_PHONE.includes(one.state) && one.seq > seq && now - one.sent <= SHOWS);
  return [...sent.sort((one, other) => one.seq - other.seq), ...onPhone(records)];
}

// The field that holds the id of the press; some forms stand beside another and have a prefix.
export const isId = ([name]) => /(^|-)id$/.test(name);

// The ids of the rows that a record is about, as records/pages.row_id makes them.
export function rows(fields) {
  const said = Object.fromEntries(fields.map(([name, value]) => [name.replace(/^.*-/, ""), value]));
  const one = said.item && said.day ? [`${said.item} ${said.day} ${said.number || 1}`] : [];
  const ticked = fields.filter(([name]) => name === "items").map(([, value]) => value);
  return [...one, ...ticked].map((key) => `chance-${key.replaceAll(" ", "-")}`);
}

// needs: what each answer makes necessary, {partly: ["reason"], chose: ["offered", "shown how_shown"]}, and what another
// one does, {"reason=other": ["note"]}; of names in one text any will do. What is missing, by the first name.
export function lacking(fields, needs) {
  const said = Object.fromEntries(fields.filter(([, value]) => value.trim()));
  const answers = [said.said, ...fields.map(([name, value]) => `${name}=${value}`)];
  const asked = answers.flatMap((answer) => needs[answer] ?? []).map((names) => names.split(" "));
  return asked.filter((names) => !names.some((name) => said[name])).map(([first]) => first);
}
