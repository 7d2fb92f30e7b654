// Photos chosen for a form: kept on this phone with what is typed into it; where nothing can be kept, only in the page.
import { draftId } from "./drafts.js";
import { outbox } from "./open.js";
import { NoRoom } from "./store.js";
import { idField } from "./written.js";

const KIND = "image/jpeg"; // as photos.js makes them

export class ChosenPhotos {
  all = []; // {id, blob, at}; id: of what is kept; at: when it was chosen
  removed = []; // kept nowhere but in this page, which can put them back

  constructor(form) {
    this.form = form;
  }

  // Those that belong to the words in the form: to a record that needs changing, and to that draft.
  async bringBack(draft) {
    const box = await this.box();
    const record = idField(this.form)?.value;
    const ids = [
      ...((record && (await box?.photosOf(record))) || []),
      ...((draft && (await box?.store.photosOf(draft))) || []),
    ];
    const found = await Promise.all(ids.map(async (id) => [id, await box.store.photo(id)]));
    const here = found.filter(([, photo]) => photo); // and their key with them
    this.all = here.map(([id, { bytes, at }]) => ({ id, at, blob: new Blob([bytes], { type: KIND }) }));
    this.removed = [];
  }

  // Throws NoRoom.
  async add(blob) {
    await this.take({ id: null, blob, at: Date.now() });
  }

  async take(photo) {
    await this.keep(photo);
    this.all.push(photo);
    this.all.sort((one, other) => one.at - other.at);
  }

  // What could not be kept when it was chosen.
  async keepAll() {
    for (const photo of this.all.filter(({ id }) => !id)) await this.keep(photo);
  }

  async keep(photo) {
    const box = await this.box();
    if (!box) return;
    const draft = await draftId(this.form);
    if (!draft) throw new NoRoom();
    const [id, { at, blob }] = [crypto.randomUUID(), photo];
    await box.store.keepPhoto({ id, author: box.author, draft, at }, await blob.arrayBuffer());
    photo.id = id;
  }

  async drop(photo) {
    this.all = this.all.filter((one) => one !== photo);
    if (!photo.id) return;
    const box = await this.box();
    await box.discard(photo.id);
    await box.store.forgetPhotos([photo.id]);
    photo.id = null;
  }

  async dropAll() {
    for (const photo of this.all) await this.drop(photo);
    this.removed = [];
  }

  async remove(photo) {
    await this.drop(photo);
    this.removed.push(photo);
  }

  // Where it was. Throws NoRoom.
  async putBack(photo) {
    await this.take(photo);
    this.removed = this.removed.filter((one) => one !== photo);
  }

  // Null where nothing is kept of this form.
  box() {
    return this.form.matches("[data-record]") ? outbox().catch(() => null) : null;
  }
}
