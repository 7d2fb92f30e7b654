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

// Once its author's key is here. lost: in its author's language, null for nothing; isTold: the server was told that name.
export async function learn({ store, author }, { author: signedIn, lost: words, isTold }) {
  if (!isTold || signedIn !== author || (await store.about(known(author)))) return;
  if (words) await store.note(lost(author), await store.seal(author, words));
  await store.note(known(author), true);
}

export async function unread({ store, author }) {
  const sealed = await store.about(lost(author));
  return sealed && store.unseal({ author, sealed });
}

export const read = ({ store, author }) => store.note(lost(author), "");
