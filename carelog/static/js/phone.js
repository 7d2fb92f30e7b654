// What a page has to do with the service worker: register it, tell it what to keep, and say of a copy how old it is.
// Comes after the page; where there are no service workers, everything goes on as a page from the server.
import "./elements/app-update.js";
import * as emptied from "./outbox/emptied.js";
import { heard } from "./version.js";
import { moment } from "./words.js";

const EVERY = 15 * 60 * 1000; // milliseconds
const SOON = 60 * 1000;
const GIVES_UP = 10 * 1000;
const ASKED = "asked-what-to-keep";
const MOST_NEEDED = /^\/(?:today|my-week|phone\/|people\/\d+\/visit$)/; // where data is dear
const FIRST = /^\/(?:today|my-week)?$/;
const nothing = () => undefined; // no signal, or a browser that keeps nothing for us
let registered;

// Nobody is signed in on this phone any more: its copies go at once. Where nothing is kept there are none.
export async function forgetPages() {
  const registration = await navigator.serviceWorker?.getRegistration().catch(nothing);
  registration?.active?.postMessage({ forget: true });
}

function sayHowOld() {
  const { copy } = document.body.dataset;
  const words = document.getElementById("a-form") ?? document.getElementById("a-copy");
  if (!copy || !words) return;
  const notice = words.content.cloneNode(true);
  for (const slot of notice.querySelectorAll("time")) {
    slot.dateTime = copy;
    slot.textContent = moment(new Date(copy));
  }
  document.getElementById("notices").append(notice);
}

// Where nothing can be kept there is none.
async function outbox() {
  try {
    return await (await import("./outbox/open.js")).outbox();
  } catch {
    return null;
  }
}

// How many records wait here, and since when: coordinators see which phones are silent with something on them.
async function waiting(box) {
  const { mine, since } = (await box?.counts()) ?? { mine: 0 };
  return since ? `${mine} ${since.toISOString()}` : String(mine);
}

let answered; // once on a page: the outbox asks for its key, this for the pages
let saidThatSomeWait = false;

// What the server tells this phone: {author, keys, epoch, keep, lost}; isTold: it was told the name of its storage. Rejects
// where there is no signal, or nobody signed in.
export function told(box) {
  answered ??= ask(box).catch((problem) => {
    answered = undefined;
    throw problem;
  });
  return answered;
}

async function ask(box) {
  const says = { "Phone-Waiting": await waiting(box), ...(box && (await emptied.headers(box))) };
  const headers = { Accept: "application/json", "Phone-Keep": "yes", ...says };
  const answer = await fetch("/phone", { headers, signal: AbortSignal.timeout(GIVES_UP) });
  heard(answer);
  if (answer.status === 401) await forgetPages();
  if (!answer.ok) throw new Error(answer.statusText);
  saidThatSomeWait = !says["Phone-Waiting"].startsWith("0");
  return { ...(await answer.json()), isTold: "Phone-Storage" in says };
}

// Once all of it is here, not again within a quarter of an hour, on whichever page.
async function look() {
  const now = Date.now();
  const { session } = document.body.dataset;
  const [whose, when] = (localStorage.getItem(ASKED) ?? "").split(" ");
  if (!session || (whose === session && now - Number(when) < EVERY)) return;
  const box = await outbox();
  const what = await told(box);
  if (box) await emptied.learn(box, what);
  box?.meet(what.epoch);
  if (registered && !(await keepPages(what.keep))) setTimeout(lookAgain, SOON);
  else localStorage.setItem(ASKED, `${session} ${now}`);
}

// Once nothing waits any more: what is told together with sending it may be counted after what came.
async function tellThatNoneWait() {
  const box = saidThatSomeWait && (await outbox());
  if (!box || (await box.counts()).mine || !saidThatSomeWait) return;
  saidThatSomeWait = false;
  answered = undefined;
  await told(box);
}

// Whether all of them came. A worker that was ended in the middle says nothing: the next page asks again.
async function keepPages(paths) {
  const { active } = await navigator.serviceWorker.ready;
  const { port1, port2 } = new MessageChannel();
  const said = new Promise((resolve) => {
    port1.onmessage = ({ data }) => resolve(data);
  });
  const keep = navigator.connection?.saveData ? paths.filter((path) => MOST_NEEDED.test(path)) : paths;
  active.postMessage({ keep }, [port2]);
  return said;
}

// A page may stay open for days.
function lookAgain() {
  if (document.visibilityState !== "visible") return;
  answered = undefined;
  look().catch(nothing);
}

async function begin() {
  sayHowOld();
  for (const name of ["install-hint", "on-this-phone"]) {
    if (document.querySelector(name)) import(`./elements/${name}.js`);
  }
  const writes = document.querySelector("form[data-record]") || FIRST.test(location.pathname);
  if (writes) import("./elements/storage-notice.js");
  registered = await navigator.serviceWorker?.register("/sw.js", { updateViaCache: "none" }).catch(nothing);
  document.addEventListener("visibilitychange", lookAgain);
  document.addEventListener("outbox:changed", () => tellThatNoneWait().catch(nothing));
  await look().catch(nothing);
}

begin();
