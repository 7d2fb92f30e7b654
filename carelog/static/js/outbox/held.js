// Which drafts are open in a page: it holds a lock for each, which ends with the page, however that ends.
const held = new Map(); // by id

const lockOf = (id) => `draft ${id}`;

// Whether it is this page's now.
export function hold(id) {
  if (held.has(id)) return true;
  return new Promise((resolve) => {
    const given = (lock) => {
      resolve(Boolean(lock));
      return lock && new Promise((release) => held.set(id, { release, over }));
    };
    const over = navigator.locks.request(lockOf(id), { ifAvailable: true }, given).catch(() => resolve(false));
  });
}

export async function letGo(id) {
  const { release, over } = held.get(id) ?? {};
  held.delete(id);
  release?.();
  await over;
}

export const letAllGo = () => Promise.all([...held.keys()].map(letGo));

// Those of no page.
export async function free(drafts) {
  const names = new Set((await navigator.locks.query()).held.map(({ name }) => name));
  return drafts.filter(({ id }) => !names.has(lockOf(id)));
}
