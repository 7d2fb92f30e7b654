// A browser as far as the server can tell: its cookies, and that it asks from one of our own pages.
const AGAIN_AFTER = 100; // milliseconds
const GIVES_UP = 10_000;
export const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));
const OURS = { "Sec-Fetch-Site": "same-origin" };

let turn = Promise.resolve();

// Signing in is slowed for those who try at the same time from one place.
export function oneAfterAnother(work) {
  const mine = turn.then(work);
  turn = mine.catch(() => {});
  return mine;
}

export class Browser {
  #cookies = new Map();

  constructor({ url, password }, username, heard) {
    Object.assign(this, { url, password, username, heard });
  }

  // Its whole answer or an error in time. What node's own fetch waits for has been seen never to come, whatever its
  // signal said, after the server was killed in the middle of an answer.
  fetch(path, asked = {}) {
    const inTime = pause(GIVES_UP).then(() => {
      throw new TypeError("no answer");
    });
    return Promise.race([this.#ask(path, asked), inTime]);
  }

  async #ask(path, asked) {
    const cookie = [...this.#cookies].map((pair) => pair.join("=")).join("; ");
    const headers = { ...OURS, ...asked.headers, cookie };
    const response = await fetch(this.url + path, { redirect: "manual", ...asked, headers });
    const body = await response.arrayBuffer();
    for (const one of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(one);
      this.#cookies.set(name, value);
    }
    this.signedOut = response.status === 401;
    const receipt = response.headers.get("Record-Receipt");
    if (receipt) {
      const [id, , epoch] = receipt.split(" ");
      this.heard({ receipt: id, epoch });
    }
    const { status } = response;
    return new Response(body.byteLength ? body : null, { status, headers: response.headers });
  }

  // What the server tells this phone when a page is opened there; signs in first, if that is needed. Until it works.
  async introduce() {
    for (;;) {
      const told = await this.fetch("/phone", { headers: { Accept: "application/json" } }).catch(() => null);
      const what = told?.ok ? await told.json().catch(() => null) : null; // its half, or somebody else's page
      if (what) return what;
      if (told?.status === 401) await this.#signIn().catch(() => null);
      else await pause(AGAIN_AFTER); // the server is away just now, or the network is
    }
  }

  #signIn() {
    const form = new URLSearchParams({ username: this.username, password: this.password, kind: "own_phone" });
    return this.fetch("/sign-in", { method: "POST", body: form });
  }

  // As if somebody had ended this device's session elsewhere: the page that is open knows nothing of it.
  async signOut() {
    await this.fetch("/sign-out", { method: "POST" }).catch(() => {});
  }
}
