// What a page has to do with the service worker: register it, tell it what to keep, and say of a copy how old it is.
// Comes after the page; where there are no service workers, everything goes on as a page from the server.
import { moment } from "./words.js";

const EVERY = 15 * 60 * 1000; // milliseconds
const ASKED = "asked-what-to-keep";
const MOST_NEEDED = /^\/(?:today|my-week|phone\/|people\/\d+\/visit$)/; // where data is dear

async function tell(message) {
  const { active } = (await navigator.serviceWorker?.ready) ?? {};
  active?.postMessage(message);
}

// Nobody is signed in on this phone any more: its copies go at once.
export const forgetPages = () => tell({ forget: true });

function sayHowOld() {
  const { copy } = document.body.dataset;
  const notice = document.getElementById("a-copy")?.content.cloneNode(true);
  if (!copy || !notice) return;
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

// What the server tells this phone: {author, keys, epoch, keep}. Rejects where there is no signal, or nobody signed in.
export function told(box) {
  answered ??= ask(box).catch((problem) => {
    answered = undefined;
    throw problem;
  });
  return answered;
}

async function ask(box) {
  const headers = { Accept: "application/json", "Phone-Keep": "yes", "Phone-Waiting": await waiting(box) };
  const answer = await fetch("/phone", { headers });
  if (answer.status === 401) await forgetPages();
  return answer.ok ? answer.json() : Promise.reject(new Error(answer.statusText));
}

async function keepPages(session) {
  const now = Date.now();
  const [whose, when] = (localStorage.getItem(ASKED) ?? "").split(" ");
  if (whose === session && now - Number(when) < EVERY) return;
  const box = await outbox();
  const { keep, epoch } = await told(box);
  box?.meet(epoch);
  await tell({ keep: navigator.connection?.saveData ? keep.filter((path) => MOST_NEEDED.test(path)) : keep });
  localStorage.setItem(ASKED, `${session} ${now}`);
}

async function begin() {
  sayHowOld();
  for (const name of ["install-hint", "on-this-phone"]) {
    if (document.querySelector(name)) import(`./elements/${name}.js`);
  }
  if (!("serviceWorker" in navigator)) return;
  try {
    await navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" });
    const { session } = document.body.dataset;
    if (session) await keepPages(session);
  } catch {
    // No signal, or a browser that keeps nothing for us.
  }
}

begin();
