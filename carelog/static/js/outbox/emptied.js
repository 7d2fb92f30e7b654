// A browser may empty its storage, and with it what waited. The server knows what the phone said last: a storage that is
// new has a name, which the server is told until it has answered, and what it says was lost stays here until it is read.
const NAME = "storage";
const known = (author) => `known ${author}`;
const lost = (author) => `lost ${author}`;

// Nobody has been here before.
export async function name(store) {
  if (!(await store.about("session"))) await store.note(NAME, crypto.randomUUID());
}

export async function headers({ store, author }) {
  const storage = await store.about(NAME);
  return !storage || (await store.about(known(author))) ? {} : { "Phone-Storage": storage };
}

// words: what was lost, in its author's language; null for nothing.
export async function learn({ store, author }, words) {
  if (words) await store.note(lost(author), words);
  await store.note(known(author), true);
}

export const unread = ({ store, author }) => store.about(lost(author));
export const read = ({ store, author }) => store.note(lost(author), "");
