// Copies of the pages that somebody will want without signal, made beforehand.
import { isCommon } from "./common.js";
import { ask, IN_BACKGROUND, keep, keptAt } from "./pages.js";
import { pages } from "./session.js";

const FRESH = 900_000; // milliseconds: a quarter of an hour
const ENOUGH = [401, 429]; // signed out; or asked to wait

let keeping = false;

// One after another, and only what is missing or no longer fresh. Whether all of them came.
export async function keepAll(paths) {
  if (keeping) return false;
  keeping = true;
  try {
    for (const path of paths) {
      const kept = await (await pages())?.match(path);
      if (kept && Date.now() - keptAt(kept) < FRESH) continue;
      const asked = Date.now();
      const answer = await ask(new Request(path, IN_BACKGROUND));
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
    if (!paths.includes(pathname + search) && !isCommon(pathname)) await mine.delete(request);
  }
}
