// Keeps pages and files on this phone, so that they open without a signal. It sends no records and takes none: see
// docs/offline.md. Served at /sw.js by offline/worker_views.py, which puts PHONE in front: what is kept from the start.
/* global PHONE */
const HOUR = 3600_000; // milliseconds, as all times here
const OLDEST = 72 * HOUR; // after the last answer of our own server
const FRESH = HOUR / 4;
const PATIENCE = 3000; // with the network, where there is a copy
const FILES = `files-${PHONE.fingerprint}`;
const ABOUT = "about"; // when we last heard from the server
const LOCKED = "locked"; // there while the phone is in the person's hands
const CONTACT = "/phone/contact";
const NOBODY = "-"; // nobody is signed in
const GONE = [403, 404, 410]; // not shared any more, or not there
const FIRST = ["/today", "/my-week"]; // what the address without a path leads to
const ENOUGH = [401, 429]; // signed out; or asked to wait

let changed = 0; // when the session or the lock last did: what was asked before that is not kept
let keeping = false;

self.addEventListener("install", (event) => event.waitUntil(begin()));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.method === "POST" && url.pathname.endsWith("/sign-out")) event.waitUntil(forget());
  if (request.method !== "GET") return;
  if (url.pathname.startsWith("/static/")) event.respondWith(file(request));
  else if (request.mode === "navigate") event.respondWith(page(event, url.pathname + url.search));
});

self.addEventListener("message", (event) => {
  if (event.data.keep) event.waitUntil(keepAll(event.data.keep));
  if (event.data.forget) event.waitUntil(forget());
});

// The pages send; where the browser wakes us for that, we wake them.
self.addEventListener("sync", (event) => event.waitUntil(wake()));

async function wake() {
  for (const shown of await self.clients.matchAll()) shown.postMessage({ send: true });
}

// ours: files

async function begin() {
  const answers = [PHONE.needsSignal, PHONE.locked].map((path) => fetch(path, { credentials: "omit" }));
  const pages = await Promise.all(answers);
  if (!pages.every(isOurs)) throw new Error("not our server");
  const files = await caches.open(FILES);
  for (const shown of pages) await files.put(new URL(shown.url).pathname, shown.clone());
  const words = await Promise.all(pages.map((shown) => shown.text()));
  await keepFiles([...PHONE.files, ...words.flatMap(filesIn), ...(await before())]);
  const there = await Promise.all(PHONE.files.map((path) => files.match(path, { ignoreVary: true })));
  if (!there.every(Boolean)) throw new Error("not all of it came");
  await self.skipWaiting();
}

// What an earlier version kept, by its address in this one.
async function before() {
  const names = (await caches.keys()).filter((name) => name.startsWith("files-"));
  const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  return requests.flat().map(({ url }) => now(new URL(url).pathname));
}

async function takeOver() {
  for (const name of await caches.keys()) if (name.startsWith("files-") && name !== FILES) await caches.delete(name);
  await self.clients.claim();
}

// By its fingerprint a file never changes. A page that is older or newer than this worker gets ours of the same name.
async function file(request) {
  const path = new URL(request.url).pathname;
  const files = await caches.open(FILES);
  const kept = await files.match(path, { ignoreVary: true });
  if (kept) return kept;
  const answer = await fetch(request).catch(() => null);
  if (isFile(answer)) {
    if (path.startsWith(`/static/${PHONE.fingerprint}/`)) await files.put(path, answer.clone());
    return answer;
  }
  return (await files.match(now(path), { ignoreVary: true })) ?? answer ?? Response.error();
}

const now = (path) => path.replace(/^\/static\/[^/]+/, `/static/${PHONE.fingerprint}`);
const isFile = (answer) => Boolean(answer?.ok) && !/html/.test(answer.headers.get("Content-Type"));

async function keepFiles(paths) {
  const files = await caches.open(FILES);
  for (const path of new Set(paths)) {
    if (!path.startsWith(`/static/${PHONE.fingerprint}/`) || (await files.match(path, { ignoreVary: true }))) continue;
    const answer = await fetch(path);
    if (isFile(answer)) await files.put(path, answer);
  }
}

// All but the icon of the first screen, which is there by itself.
function filesIn(words) {
  const named = [...words.matchAll(/"(\/static\/[^"#]+)/g)].map(([, path]) => path);
  return named.filter((path) => !path.endsWith(".png"));
}

// whose pages these are, and for how long

const isOurs = (answer) => answer.ok && answer.headers.has("Phone-Page") && !answer.redirected;
const pagesOf = (session) => `pages-${session}`;
const isPages = (name) => name.startsWith(pagesOf(""));

async function pages() {
  const name = (await caches.keys()).find(isPages);
  return name ? caches.open(name) : null;
}

async function forget(but = "") {
  const gone = (await caches.keys()).filter((name) => isPages(name) && name !== but);
  if (gone.length || !but) changed = Date.now();
  await Promise.all(gone.map((name) => caches.delete(name)));
}

async function lock() {
  await caches.open(LOCKED);
  await forget();
}

// What an answer of our server says about this phone.
async function heard(answer) {
  const session = answer.headers.get("Phone-Page");
  if (answer.headers.has("Phone-Locked")) return lock();
  if (session === NOBODY) return forget();
  await caches.delete(LOCKED);
  await forget(pagesOf(session));
  return (await caches.open(ABOUT)).put(CONTACT, new Response(String(Date.now())));
}

async function forgetOld() {
  const last = await (await caches.open(ABOUT)).match(CONTACT);
  if (Date.now() - Number((await last?.text()) ?? 0) > OLDEST) await forget();
}

// pages

// From our server, or an error; one that brings the answer where somebody else gave it.
async function ask(request) {
  const asked = Date.now();
  const answer = await fetch(request);
  if (answer.type === "opaqueredirect") return answer;
  if (!answer.headers.has("Phone-Page")) throw Object.assign(new Error("not our server"), { answer });
  if (asked >= changed) await heard(answer);
  return answer;
}

// Only what we asked for ourselves is kept, and brought up to date when somebody looks at it.
async function keep(path, answer, asked, wanted) {
  const session = answer.headers.get("Phone-Page");
  if (asked < changed || session === NOBODY || answer.headers.has("Phone-Locked")) return;
  const mine = await caches.open(pagesOf(session));
  if (!wanted && !(await mine.match(path))) return;
  if (GONE.includes(answer.status)) await mine.delete(path);
  if (!isOurs(answer)) return;
  const headers = new Headers(answer.headers);
  for (const name of ["Content-Encoding", "Content-Length", "Vary", "Set-Cookie"]) headers.delete(name);
  for (const [name, value] of Object.entries(PHONE.headers)) headers.set(name, value);
  headers.set("Phone-Kept", new Date().toISOString());
  const words = await answer.text();
  if (asked < changed) return;
  await mine.put(path, new Response(words, { headers }));
  if (wanted) await keepFiles(filesIn(words));
}

async function page(event, path) {
  const asked = Date.now();
  const network = ask(event.request).then((answer) => {
    if (answer.type === "basic") event.waitUntil(keep(path, answer.clone(), asked, false));
    return answer;
  });
  event.waitUntil(network.catch(() => undefined));
  try {
    return (await Promise.race([network, copyAfter(PATIENCE, path)])) ?? (await network);
  } catch (problem) {
    if (path.startsWith("/answers")) await lock();
    if (await caches.has(LOCKED)) return caches.match(PHONE.locked);
    return (await copy(path)) ?? problem.answer ?? caches.match(PHONE.needsSignal);
  }
}

async function copyAfter(patience, path) {
  await new Promise((done) => setTimeout(done, patience));
  return (await caches.has(LOCKED)) ? undefined : copy(path);
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
  const words = await kept.text();
  const marked = words.replace("<body", `<body data-copy="${kept.headers.get("Phone-Kept")}"`);
  return new Response(marked, { headers: kept.headers });
}

// One after another, and only what is missing or no longer fresh.
async function keepAll(paths) {
  if (keeping) return;
  keeping = true;
  try {
    for (const path of paths) {
      const kept = await (await pages())?.match(path);
      if (kept && Date.now() - Date.parse(kept.headers.get("Phone-Kept")) < FRESH) continue;
      const asked = Date.now();
      const answer = await ask(new Request(path, { headers: { "Phone-Keep": "yes" } }));
      await keep(path, answer, asked, true);
      if (ENOUGH.includes(answer.status)) return;
    }
    await tidy(paths);
  } catch {
    // No signal any more: the rest comes with the next look.
  } finally {
    keeping = false;
  }
}

// What is not to be kept any longer goes.
async function tidy(paths) {
  const mine = await pages();
  for (const request of (await mine?.keys()) ?? []) {
    const { pathname, search } = new URL(request.url);
    if (!paths.includes(pathname + search)) await mine.delete(request);
  }
}
