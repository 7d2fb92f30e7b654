// Whose the copies on this phone are, and for how long they stay.
const HOUR = 3600_000; // milliseconds
const OLDEST = 72 * HOUR; // after the last answer of our own server
const LOCKED = "locked"; // there while the phone is in the person's hands
const CONTACT = "/phone/contact";
export const ABOUT = "about"; // what is known of this phone: when we last heard from the server
export const NOBODY = "-"; // nobody is signed in

export let changed = 0; // when the session or the lock last did: what was asked before that is not kept

export const isOurs = (answer) => answer.ok && answer.headers.has("Phone-Page") && !answer.redirected;
export const pagesOf = (session) => `pages-${session}`;
const isPages = (name) => name.startsWith(pagesOf(""));

// All there are, for whoever is signed in.
export async function pages() {
  const name = (await caches.keys()).find(isPages);
  return name ? caches.open(name) : null;
}

// The name of the session whose copies are here.
export async function whose() {
  return (await caches.keys().catch(() => [])).find(isPages)?.slice(pagesOf("").length);
}

export async function forget(but = "") {
  if (!but) changed = Date.now();
  const gone = (await caches.keys()).filter((name) => isPages(name) && name !== but);
  if (gone.length) changed = Date.now();
  await Promise.all(gone.map((name) => caches.delete(name)));
}

export async function forgetOld() {
  const last = await (await caches.open(ABOUT)).match(CONTACT);
  if (Date.now() - Number((await last?.text()) ?? 0) > OLDEST) await forget();
}

export const isLocked = () => caches.has(LOCKED);

export async function lock() {
  changed = Date.now();
  await forget();
  await caches.open(LOCKED);
}

// What an answer of our server says about this phone.
export async function heard(answer) {
  const session = answer.headers.get("Phone-Page");
  if (answer.headers.has("Phone-Locked")) return lock();
  if (session === NOBODY) return forget();
  await caches.delete(LOCKED);
  await forget(pagesOf(session));
  return (await caches.open(ABOUT)).put(CONTACT, new Response(String(Date.now())));
}
