// Signing out: at once on this phone, with or without signal. Without, the server hears of it before it is asked for
// anything else.
import { ABOUT, forget, whose } from "./session.js";

export const SIGN_OUT = "/sign-out";
const OWED = "/phone/sign-out"; // the sessions that were signed out here, until the server has heard of it

export let owes = true; // perhaps, until it was looked: nothing of ours is asked for before the server has heard of it
let settling; // once, though several pages ask

// Nothing else is said to the server before that: an answer to it would take the place of what this one says.
export function signOut(event) {
  owes = true;
  const answer = leave(event);
  settleAfter(answer).catch(() => undefined); // whoever asks next hears of it
  return answer;
}

// The session of the page, and that whose copies are here: an older tab may name one that is over.
async function leave(event) {
  const kept = await whose();
  event.waitUntil(Promise.all([forget(), forgetKeys()]));
  const body = new URLSearchParams(await event.request.text());
  const sessions = [...new Set([body.get("session"), kept])].filter(Boolean).join(" ");
  if (sessions) await (await caches.open(ABOUT)).put(OWED, new Response(sessions)).catch(() => undefined);
  return fetch(SIGN_OUT, { method: "POST", body, redirect: "manual" }).catch(() => Response.redirect("/sign-in", 303));
}

// The names of sessions.
export async function owed() {
  const said = await (await caches.match(OWED, { cacheName: ABOUT }).catch(() => undefined))?.text();
  return said ? said.split(" ") : [];
}

// Rejects while the server has not heard of it.
export function settle() {
  return settling ?? settleAfter(Promise.resolve());
}

function settleAfter(before) {
  const settled = before.then(sayOwed).finally(() => {
    if (settling === settled) settling = undefined;
  });
  settling = settled;
  return settled;
}

async function sayOwed() {
  const sessions = await owed();
  for (const session of sessions) {
    const answer = await fetch(SIGN_OUT, { method: "POST", body: new URLSearchParams({ owed: session }) });
    if (!answer.headers.has("Phone-Page") || answer.status >= 500) throw new Error("not heard");
  }
  if (sessions.length) await (await caches.open(ABOUT)).delete(OWED);
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
      change.onabort = done;
      opening.result.close();
    };
  });
}
