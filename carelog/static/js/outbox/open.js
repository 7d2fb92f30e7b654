// The outbox of this page: opened once, with the key that the server gives, and seen to whenever it could go on.
import { forgetPages, told } from "../phone.js";
import { Outbox } from "./outbox.js";
import { openStore } from "./store.js";

const CHANGED = "outbox:changed";
const LOOKS_EVERY = 5000; // milliseconds
const tabs = new BroadcastChannel(CHANGED);
let opened;

// Rejects where this browser keeps nothing for us, or has no key and no signal to get one.
export function outbox() {
  opened ??= open().catch((problem) => {
    opened = undefined;
    throw problem;
  });
  return opened;
}

async function open() {
  const { author, session } = document.body.dataset;
  const box = new Outbox({
    store: await openStore(),
    author: Number(author),
    fetch: asked,
    turn: (work) => navigator.locks.request("outbox", work),
    now: Date.now,
    changed: () => {
      tell();
      tabs.postMessage("");
    },
  });
  await introduce(box, session);
  box.tidy();
  goOn(box);
  return box;
}

// Whoever is signed out may not read here any more; what they write is kept, and goes when they are signed in again.
async function asked(...what) {
  const answer = await fetch(...what);
  if (answer.status === 401) forgetPages();
  return answer;
}

// Once in each session: the key for what is kept here, and in which life the server is.
async function introduce(box, session) {
  const { store, author } = box;
  if ((await store.about("session")) === session && (await store.hasKey(author))) return;
  const { author: signedIn, keys, epoch } = await told(box);
  if (signedIn !== author) throw new Error("Somebody else is signed in.");
  await store.giveKeys(author, keys);
  await store.note("session", session);
  box.meet(epoch);
}

function goOn(box) {
  const drain = () => box.drain();
  tabs.onmessage = tell;
  window.addEventListener("online", () => box.drain({ now: true }));
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && drain());
  navigator.serviceWorker?.addEventListener("message", drain);
  setInterval(drain, LOOKS_EVERY);
  drain();
}

function tell() {
  document.dispatchEvent(new CustomEvent(CHANGED));
}
