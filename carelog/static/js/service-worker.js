// Keeps pages and files on this phone, so that they open without a signal. It sends no records and takes none: see
// docs/offline.md. Served at /sw.js by offline/worker_views.py, which puts PHONE in front: what is kept from the start.
/* global PHONE */
const HOUR = 3600_000; // milliseconds, as all times here
const OLDEST = 72 * HOUR; // after the last answer of our own server
const FRESH = HOUR / 4;
const PATIENCE = 3000; // with the network, where there is a copy
const filesOf = (version) => `files-${version}`;
const FILES = filesOf(PHONE.fingerprint);
const VERSIONS_BEFORE = 2; // whose files stay
const ABOUT = "about"; // when we last heard from the server
const LOCKED = "locked"; // there while the phone is in the person's hands
const CONTACT = "/phone/contact";
const OWED = "/phone/sign-out"; // beside it: the session that was signed out here, until the server has heard of it
const SIGN_OUT = "/sign-out";
const HANDING_OVER = /^\/people\/\d+\/handing-over$/;
const QUESTIONS = "/answers"; // what comes after handing over
const NOBODY = "-"; // nobody is signed in
const GONE = [403, 404, 410]; // not shared any more, or not there
const FIRST = ["/today", "/my-week"]; // what the address without a path leads to
const ENOUGH = [401, 429]; // signed out; or asked to wait
const nothing = () => undefined;

let changed = 0; // when the session or the lock last did: what was asked before that is not kept
let keeping = false;
let handing = false; // the phone is just being handed over, and no page has come since
let settling; // once, though several pages ask
let owes = false; // nothing of ours is asked for before the server has heard of it
owed().then((sessions) => {
  owes ||= sessions.length > 0;
});

self.addEventListener("install", (event) => event.waitUntil(begin()));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.method === "POST" && isFromHere(request)) {
    if (url.pathname === SIGN_OUT) event.respondWith(signOut(event));
    handing ||= HANDING_OVER.test(url.pathname);
  }
  const asksOurs = owes && url.pathname !== SIGN_OUT && !url.pathname.startsWith("/static/");
  if (request.method !== "GET" && asksOurs) event.respondWith(settle().then(() => fetch(request)));
  if (request.method !== "GET") return;
  if (url.pathname.startsWith("/static/")) event.respondWith(file(request));
  else if (request.mode === "navigate") event.respondWith(page(event, url.pathname + url.search));
  else if (asksOurs || url.pathname === "/phone") event.respondWith(settle().then(() => fetch(request)));
});

self.addEventListener("message", (event) => {
  if (event.data.keep) event.waitUntil(keepAll(event.data.keep).then((all) => event.ports[0]?.postMessage(all)));
  if (event.data.forget) event.waitUntil(forget());
  if (event.data.version) event.source.postMessage({ version: PHONE.fingerprint });
});

// ours: files

// All or nothing: where something is missing the version before goes on, and this one is tried again at the next page.
async function begin() {
  const paths = [PHONE.locked, PHONE.signedOut, PHONE.needsSignal];
  const pages = await Promise.all(paths.map((path) => fetch(path, { credentials: "omit" })));
  if (!pages.every(isOurs)) throw new Error("not our server");
  const words = await Promise.all(pages.map((shown) => shown.clone().text()));
  await keepFiles([...PHONE.files, ...words.flatMap(filesIn)]);
  const there = await Promise.all(PHONE.files.map((path) => inCache(path))); // without a picture it works
  if (!there.every(Boolean)) throw new Error("not all of it came");
  const files = await caches.open(FILES);
  for (const shown of pages) await files.put(new URL(shown.url).pathname, shown); // the last: where they are, all is
  await self.skipWaiting();
}

// Pages of the versions before may be open still, or kept here: their files stay a while.
async function takeOver() {
  const others = (await caches.keys()).filter((name) => name.startsWith(filesOf("")) && name !== FILES);
  const whole = await Promise.all(others.map(isWhole));
  const stay = others.filter((_name, place) => whole[place]).slice(-VERSIONS_BEFORE);
  for (const name of others) if (!stay.includes(name)) await caches.delete(name);
  await self.clients.claim();
}

const cacheOf = (path) => filesOf(path.split("/")[2]); // the address of a file begins with /static/ and its version
const inCache = (path, cacheName = cacheOf(path)) => caches.match(path, { cacheName, ignoreVary: true });
const isWhole = (cacheName) => inCache(PHONE.needsSignal, cacheName);
const isFile = (answer) => answer.ok && !/html/.test(answer.headers.get("Content-Type"));

// By its version a file never changes, and no page is given another version's: they are not made for each other.
async function file(request) {
  const path = new URL(request.url).pathname;
  const kept = await inCache(path).catch(nothing);
  if (kept) return kept;
  const answer = await fetch(request);
  keepFile(path, answer.clone()).catch(nothing);
  return answer;
}

async function keepFile(path, answer) {
  if (isFile(answer)) await (await caches.open(cacheOf(path))).put(path, answer);
}

async function keepFiles(paths) {
  for (const path of new Set(paths)) if (!(await inCache(path))) await keepFile(path, await fetch(path));
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
  if (!but) changed = Date.now();
  const gone = (await caches.keys()).filter((name) => isPages(name) && name !== but);
  if (gone.length) changed = Date.now();
  await Promise.all(gone.map((name) => caches.delete(name)));
}

async function lock() {
  changed = Date.now();
  await forget();
  await caches.open(LOCKED);
}

// From a page of ours: what another site sends says so, or nothing.
const isFromHere = ({ referrer }) => referrer.startsWith(`${location.origin}/`);

// At once on this phone, with or without signal. Without, the server hears of it before it is asked for anything else.
// That of the page, and that whose pages are kept here: an older tab may name one that is over.
async function signOut(event) {
  owes = true;
  const kept = (await caches.keys().catch(() => [])).find(isPages)?.slice(pagesOf("").length);
  event.waitUntil(Promise.all([forget(), forgetKeys()]));
  const said = await event.request.clone().formData().catch(nothing);
  const sessions = [...new Set([said?.get("session"), kept])].filter(Boolean).join(" ");
  if (sessions) await (await caches.open(ABOUT)).put(OWED, new Response(sessions)).catch(nothing);
  return fetch(event.request).catch(() => Response.redirect("/sign-in", 303));
}

// The names of sessions.
async function owed() {
  const said = await (await caches.match(OWED, { cacheName: ABOUT }).catch(nothing))?.text();
  return said ? said.split(" ") : [];
}

// Rejects while the server has not heard of it.
function settle() {
  settling ??= sayOwed().finally(() => {
    settling = undefined;
  });
  return settling;
}

async function sayOwed() {
  for (const session of await owed()) {
    const answer = await fetch(SIGN_OUT, { method: "POST", body: new URLSearchParams({ owed: session }) });
    if (!answer.headers.has("Phone-Page") || answer.status >= 500) throw new Error("not heard");
  }
  await (await caches.open(ABOUT)).delete(OWED);
  owes = false;
}

// What waits is sealed with these. Whatever version the pages made it; where they made nothing, nothing is made.
function forgetKeys() {
  return new Promise((done) => {
    const opening = indexedDB.open("carelog");
    opening.onupgradeneeded = () => opening.transaction.abort();
    opening.onerror = done;
    opening.onsuccess = () => {
      const change = opening.result.transaction("keys", "readwrite", { durability: "strict" });
      change.objectStore("keys").clear();
      change.oncomplete = done;
      opening.result.close();
    };
  });
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
  await settle();
  const asked = Date.now();
  const answer = await fetch(request);
  if (answer.type === "opaqueredirect") return answer;
  if (!answer.headers.has("Phone-Page")) throw Object.assign(new Error("not our server"), { answer });
  if (asked >= changed) await heard(answer).catch(nothing); // a full phone keeps nobody from reading
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
    handing = false;
    if (answer.type === "basic") event.waitUntil(keep(path, answer.clone(), asked, false));
    return answer;
  });
  event.waitUntil(network.catch(() => undefined));
  try {
    return (await Promise.race([network, copyAfter(PATIENCE, path).catch(nothing)])) ?? (await network);
  } catch (problem) {
    if (handing && path === QUESTIONS) await lock().catch(nothing);
    if (await caches.has(LOCKED)) return inCache(PHONE.locked, FILES);
    if ((await owed()).length) return inCache(PHONE.signedOut, FILES);
    return (await copy(path)) ?? problem.answer ?? inCache(PHONE.needsSignal, FILES);
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
  const words = await withFiles(await kept.text());
  const marked = words.replace("<body", `<body data-copy="${kept.headers.get("Phone-Kept")}"`);
  return new Response(marked, { headers: kept.headers });
}

// A page of a version whose files are not here gets ours, by their names.
async function withFiles(words) {
  const [, version] = /"\/static\/([^/"]+)\/app\.css"/.exec(words) ?? [];
  if (!version || (await isWhole(filesOf(version)))) return words;
  return words.replaceAll(`/static/${version}/`, `/static/${PHONE.fingerprint}/`);
}

// One after another, and only what is missing or no longer fresh. Whether all of them came.
async function keepAll(paths) {
  if (keeping) return false;
  keeping = true;
  try {
    for (const path of paths) {
      const kept = await (await pages())?.match(path);
      if (kept && Date.now() - Date.parse(kept.headers.get("Phone-Kept")) < FRESH) continue;
      const asked = Date.now();
      const answer = await ask(new Request(path, { headers: { "Phone-Keep": "yes" } }));
      await keep(path, answer, asked, true);
      if (ENOUGH.includes(answer.status)) return false;
    }
    await tidy(paths);
    return true;
  } catch {
    return false; // no signal any more: the rest comes with the next look
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
