// Keeps pages and files on this phone, so that they open without a signal. It sends no records and takes none: see
// docs/offline.md. Served at /sw.js as one classic script: offline/worker_script.py puts what is imported here in front
// of it, and offline/worker_views.py in front of that PHONE: what is kept from the start.
/* global PHONE */
import { begin, file, takeOver } from "./worker/files.js";
import { keepAll } from "./worker/keeping.js";
import { handsOver, page } from "./worker/pages.js";
import { forget } from "./worker/session.js";
import { owes, SIGN_OUT, settle, signOut } from "./worker/sign-out.js";

const HANDING_OVER = /^\/people\/\d+\/handing-over$/;

self.addEventListener("install", (event) => event.waitUntil(begin()));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.method === "POST" && isFromHere(request)) {
    if (url.pathname === SIGN_OUT) event.respondWith(signOut(event));
    if (HANDING_OVER.test(url.pathname)) handsOver();
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

// From a page of ours: what another site sends says so, or nothing.
const isFromHere = ({ referrer }) => referrer.startsWith(`${location.origin}/`);
