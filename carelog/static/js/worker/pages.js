// A page: asked of the server first; its copy where there is no signal, or not soon enough.
/* global PHONE */
import { commonOf, withCommon } from "./common.js";
import { keepFilesIn, ownPage, withFiles } from "./files.js";
import { changed, forgetOld, heard, isLocked, isOurs, lock, NOBODY, pages, pagesOf } from "./session.js";
import { owed, settle } from "./sign-out.js";

const PATIENCE = 3000; // milliseconds with the network, where there is a copy
const QUESTIONS = "/answers"; // what comes after handing over
export const IN_BACKGROUND = { headers: { "Phone-Keep": "apart" } }; // and without what all pages have in common
const FIRST = ["/today", "/my-week"]; // what the address without a path leads to
const GONE = [403, 404, 410]; // not shared any more, or not there
const NOT_KEPT = ["Content-Encoding", "Content-Length", "Vary", "Set-Cookie"]; // of the headers

let handing = false; // the phone is just being handed over, and no page has come since

export function handsOver() {
  handing = true;
}

// From our server, or an error; one that brings the answer where somebody else gave it.
export async function ask(request) {
  await settle();
  const asked = Date.now();
  const answer = await fetch(request);
  if (answer.type === "opaqueredirect") return answer;
  if (!answer.headers.has("Phone-Page")) throw Object.assign(new Error("not our server"), { answer });
  if (asked >= changed) await heard(answer).catch(() => undefined); // a full phone keeps nobody from reading
  return answer;
}

// Only what we asked for ourselves is kept, and brought up to date when somebody looks at it.
export async function keep(path, answer, asked, wanted) {
  const session = answer.headers.get("Phone-Page");
  if (asked < changed || session === NOBODY || answer.headers.has("Phone-Locked")) return;
  const mine = await caches.open(pagesOf(session));
  if (!wanted && !(await mine.match(path))) return;
  if (GONE.includes(answer.status)) await mine.delete(path);
  if (!isOurs(answer)) return;
  const headers = headersOf(answer);
  const words = await answer.text();
  if (wanted) await keepCommon(commonOf(words), mine);
  if (asked < changed) return;
  await mine.put(path, new Response(words, { headers }));
  if (wanted) await keepFilesIn(words);
}

async function keepCommon(path, mine) {
  if (!path || (await mine.match(path))) return;
  const asked = Date.now();
  await keep(path, await ask(new Request(path, IN_BACKGROUND)), asked, true);
}

function headersOf(answer) {
  const headers = new Headers(answer.headers);
  for (const name of NOT_KEPT) headers.delete(name);
  for (const [name, value] of Object.entries(PHONE.headers)) headers.set(name, value);
  headers.set("Phone-Kept", new Date().toISOString());
  return headers;
}

export const keptAt = (copied) => Date.parse(copied.headers.get("Phone-Kept"));

export async function page(event, path) {
  const asked = Date.now();
  const network = ask(event.request).then((answer) => {
    handing = false;
    if (answer.type === "basic") event.waitUntil(keep(path, answer.clone(), asked, false));
    return answer;
  });
  event.waitUntil(network.catch(() => undefined));
  try {
    return (await Promise.race([network, copyAfter(PATIENCE, path).catch(() => undefined)])) ?? (await network);
  } catch (problem) {
    if (handing && path === QUESTIONS) await lock().catch(() => undefined);
    if (await isLocked()) return ownPage(PHONE.locked);
    if ((await owed()).length) return ownPage(PHONE.signedOut);
    return (await copy(path)) ?? problem.answer ?? ownPage(PHONE.needsSignal);
  }
}

async function copyAfter(patience, path) {
  await new Promise((done) => setTimeout(done, patience));
  return (await isLocked()) ? undefined : copy(path);
}

// The page as it was, marked with when; else a form that can be filled in instead of it.
async function copy(path) {
  await forgetOld();
  const mine = await pages();
  const instead = PHONE.standIns.find(([pattern]) => new RegExp(`^/people/[0-9]+/(?:${pattern})(?:$|[?])`).test(path));
  const there = await Promise.all(
    [path, ...(path === "/" ? FIRST : []), instead?.[1]].map((one) => one && mine?.match(one)),
  );
  const kept = there.find(Boolean);
  if (!kept) return undefined;
  const whole = await withCommon(await kept.text(), mine);
  if (!whole) return undefined;
  const words = await withFiles(whole);
  const marked = words.replace("<body", `<body data-copy="${kept.headers.get("Phone-Kept")}"`);
  return new Response(marked, { headers: kept.headers });
}
