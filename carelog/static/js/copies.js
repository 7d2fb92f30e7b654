// The pages that the service worker keeps on this phone, to be read by the pages that are shown without a signal.

const NO_PAGE = "/phone/common/"; // what all of them have in common: worker/common.js

// The addresses of all of them.
export async function addresses() {
  const names = (await caches.keys()).filter((name) => name.startsWith("pages-"));
  const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  const paths = requests.flat().map(({ url }) => url.slice(location.origin.length));
  return paths.filter((path) => !path.startsWith(NO_PAGE));
}

// One of them as a document, and since when it is as it is; null if it is not here.
export async function copyOf(path) {
  const answer = await caches.match(path);
  if (!answer) return null;
  const shown = new DOMParser().parseFromString(await answer.text(), "text/html");
  return { shown, kept: new Date(answer.headers.get("Phone-Kept")) };
}
