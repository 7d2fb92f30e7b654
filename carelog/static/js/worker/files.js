// The files of this version and of those before it: fetched from the start, and given to the pages of their own version.
/* global PHONE */
import { isOurs } from "./session.js";

const VERSIONS_BEFORE = 2; // whose files stay
const filesOf = (version) => `files-${version}`;
const FILES = filesOf(PHONE.fingerprint);
const cacheOf = (path) => filesOf(path.split("/")[2]); // the address of a file begins with /static/ and its version
const inCache = (path, cacheName = cacheOf(path)) => caches.match(path, { cacheName, ignoreVary: true });
const isWhole = (cacheName) => inCache(PHONE.needsSignal, cacheName);
const isFile = (answer) => answer.ok && !/html/.test(answer.headers.get("Content-Type"));

// All or nothing: where something is missing the version before goes on, and this one is tried again at the next page.
export async function begin() {
  const paths = [PHONE.locked, PHONE.signedOut, PHONE.needsSignal];
  const shown = await Promise.all(paths.map((path) => fetch(path, { credentials: "omit" })));
  if (!shown.every(isOurs)) throw new Error("not our server");
  const words = await Promise.all(shown.map((page) => page.clone().text()));
  await keepFiles([...PHONE.files, ...words.flatMap(filesIn)]);
  const there = await Promise.all(PHONE.files.map((path) => inCache(path))); // without a picture it works
  if (!there.every(Boolean)) throw new Error("not all of it came");
  const files = await caches.open(FILES);
  for (const page of shown) await files.put(new URL(page.url).pathname, page); // the last: where they are, all is
  await self.skipWaiting();
}

// Pages of the versions before may be open still, or kept here: their files stay a while.
export async function takeOver() {
  const others = (await caches.keys()).filter((name) => name.startsWith(filesOf("")) && name !== FILES);
  const whole = await Promise.all(others.map(isWhole));
  const stay = others.filter((_name, place) => whole[place]).slice(-VERSIONS_BEFORE);
  for (const name of others) if (!stay.includes(name)) await caches.delete(name);
  await self.clients.claim();
}

// One of the pages that are of this version, and of nobody.
export const ownPage = (path) => inCache(path, FILES);

// By its version a file never changes, and no page is given another version's: they are not made for each other.
export async function file(request) {
  const path = new URL(request.url).pathname;
  const kept = await inCache(path).catch(() => undefined);
  if (kept) return kept;
  const answer = await fetch(request);
  keepFile(path, answer.clone()).catch(() => undefined);
  return answer;
}

async function keepFile(path, answer) {
  if (isFile(answer)) await (await caches.open(cacheOf(path))).put(path, answer);
}

async function keepFiles(paths) {
  for (const path of new Set(paths)) if (!(await inCache(path))) await keepFile(path, await fetch(path));
}

// What a page shows and needs.
export const keepFilesIn = (words) => keepFiles(filesIn(words));

// All but the icon of the first screen, which is there by itself.
function filesIn(words) {
  const named = [...words.matchAll(/"(\/static\/[^"#]+)/g)].map(([, path]) => path);
  return named.filter((path) => !path.endsWith(".png"));
}

// A page of a version whose files are not here gets ours, by their names.
export async function withFiles(words) {
  const [, version] = /"\/static\/([^/"]+)\/app\.css"/.exec(words) ?? [];
  if (!version || (await isWhole(filesOf(version)))) return words;
  return words.replaceAll(`/static/${version}/`, `/static/${PHONE.fingerprint}/`);
}
