// What is being typed into one form, kept on this phone at most every second.
import { hold, letGo } from "./held.js";
import { outbox } from "./open.js";
import { about, asItCame, fillIn, firstWords, has, idField, same, texts, typed } from "./written.js";

const EVERY = 1000; // milliseconds

export class Draft {
  id = null;
  at = 0; // when it was begun
  photos = false; // there may be some
  fixed = false; // it is being sent or filled in: what changes now is not its author's doing
  changed = false; // since it was kept
  kept = 0; // when
  keeping = Promise.resolve(true);

  constructor(form) {
    this.form = form;
    this.came = asItCame(form);
    this.changed = this.isBegun;
  }

  // Whether its author put something in.
  get isBegun() {
    return !same(typed(this.form), this.came);
  }

  typing(now) {
    if (this.fixed) return;
    this.changed = true;
    if (now) this.keep();
    else this.later ??= setTimeout(() => this.keep(), Math.max(0, this.kept + EVERY - Date.now()));
  }

  // With the words of this moment. Resolves with whether that could be done; if not, it is tried with the next letter.
  keep() {
    clearTimeout(this.later);
    this.later = null;
    if (!this.changed || this.fixed) return this.keeping;
    this.changed = false;
    this.kept = Date.now();
    const words = this.words();
    const failed = () => {
      this.changed = true;
      return false;
    };
    this.keeping = this.keeping.then(() => this.store(words)).catch(failed);
    return this.keeping;
  }

  // Nothing more is kept of it, unless it goes on.
  rest() {
    clearTimeout(this.later);
    this.later = null;
    this.fixed = true;
    return this.keeping;
  }

  goOn() {
    this.fixed = false;
  }

  words() {
    const { form, came, isBegun } = this;
    return {
      ...about(form),
      fields: typed(form),
      texts: texts(form),
      isBegun,
      first: firstWords(form, came),
      before: idField(form)?.value,
    };
  }

  async store(words) {
    const { store, author } = await outbox();
    if (words.isBegun || this.photos) {
      await this.own();
      await store.keepDraft({ id: this.id, author, at: this.at }, words);
    } else if (this.id) await store.dropDraft(this.id);
    return true;
  }

  // While this page was put aside another one may have taken it over.
  async own() {
    this.at ||= Date.now();
    this.id ??= crypto.randomUUID();
    if (await hold(this.id)) return;
    this.id = crypto.randomUUID();
    await hold(this.id);
  }

  // The form goes on with that one, which this page holds; what was in it stays a draft of its own.
  async goOnWith({ id, at, fields, texts: words = [], before }) {
    await this.keep();
    await letGo(this.id);
    this.fixed = true;
    fillIn(this.form, fields);
    if (before) idField(this.form).value = before;
    this.fixed = false;
    const there = typed(this.form);
    if (words.every(([name, value]) => has(there, { name, value }))) return this.be(id, at);
    await letGo(id); // words that have no place here any more stay in it
    this.be(null, 0);
    this.typing(true);
  }

  // id: null where it goes on with no draft, but with a record that needs changing.
  be(id, at) {
    [this.id, this.at, this.changed] = [id, at, false];
    this.form.dispatchEvent(new CustomEvent("draft:restored", { bubbles: true, detail: { id } }));
  }
}
