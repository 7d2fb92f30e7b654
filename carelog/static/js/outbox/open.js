// The outbox of this page: opened once, with the key that the server gives, and seen to whenever it could go on.
import { forgetPages, told } from "../phone.js";
import { heard } from "../version.js";
import * as emptied from "./emptied.js";
import { Outbox } from "./outbox.js";
import { openStore } from "./store.js";

const CHANGED = "outbox:changed";
const LOOKS_EVERY = 5000; // milliseconds
const OPENS_AGAIN = 10_000;
const tabs = new BroadcastChannel(CHANGED);
let opened;

// This browser keeps nothing for us; the cause is its own.
class KeepsNothing extends Error {
  name = "KeepsNothing";
}

// Rejects with that, or where there is no key here and no signal to get one: then whoever looks at it is asked to again.
export function outbox() {
  opened ??= open().catch((problem) => {
    opened = undefined;
    if (!(problem instanceof KeepsNothing)) setTimeout(tell, OPENS_AGAIN);
    throw problem;
  });
  return opened;
}

async function open() {
  const { author, session } = document.body.dataset;
  const store = await stored();
  const box = new Outbox({
    store,
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

async function stored() {
  try {
    const store = await openStore();
    // Before those who store something as their page is left.
    window.addEventListener("pagehide", ({ persisted }) => persisted && store.rest(), true);
    window.addEventListener("pageshow", () => store.goOn(), true);
    await emptied.name(store);
    return store;
  } catch (cause) {
    throw new KeepsNothing("This browser keeps nothing.", { cause });
  }
}

// Whoever is signed out may not read here any more; what they write is kept, and goes when they are signed in again.
async function asked(...what) {
  const answer = await fetch(...what);
  heard(answer);
  if (answer.status === 401) forgetPages();
  return answer;
}

// Once in each session: the key for what is kept here, and in which life the server is.
async function introduce(box, session) {
  const { store, author } = box;
  if ((await store.about("session")) === session && (await store.hasKey(author))) return;
  const what = await told(box);
  if (what.author !== author) throw new Error("Somebody else is signed in.");
  await store.giveKeys(author, what.keys);
  await emptied.learn(box, what);
  await store.note("session", session);
  box.meet(what.epoch);
}

function goOn(box) {
  const drain = () => box.drain();
  tabs.onmessage = tell;
  window.addEventListener("online", () => box.drain({ now: true }));
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && drain());
  setInterval(drain, LOOKS_EVERY);
  drain();
}

function tell() {
  document.dispatchEvent(new CustomEvent(CHANGED));
}
