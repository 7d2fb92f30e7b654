// Of which version of the app this page is, and whether the server runs another one: then "version:newer" is said to the
// document, once that version can take over. What is open goes on as it is.
const EVERY = 15 * 60 * 1000; // milliseconds
const OURS = /\/static\/([^/]+)\//.exec(document.querySelector("script[type=module]")?.src)?.[1];
let servers = OURS;
let looked = 0;
let said = false;

// Where there is a service worker it has to have all of the new version first. Until then this one works without signal.
export function heard({ headers }) {
  servers = headers.get("Phone-Version") ?? servers;
  if (servers === OURS) return;
  if (!navigator.serviceWorker?.controller) say();
  else if (Date.now() - looked > EVERY) update();
}

async function update() {
  looked = Date.now();
  const registration = await navigator.serviceWorker.getRegistration();
  await registration?.update().catch(() => undefined); // no signal, or a script that does not start
  askWorker();
}

const askWorker = () => navigator.serviceWorker.controller?.postMessage({ version: OURS });

function say() {
  if (said) return;
  said = true;
  document.dispatchEvent(new CustomEvent("version:newer"));
}

navigator.serviceWorker?.addEventListener("controllerchange", askWorker);
navigator.serviceWorker?.addEventListener("message", ({ data }) => {
  if (data.version && data.version !== OURS && [data.version, OURS].includes(servers)) say();
});
document.addEventListener("htmx:after:request", ({ detail }) => heard(detail.ctx.response));
