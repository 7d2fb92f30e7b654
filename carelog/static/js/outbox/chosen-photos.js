// Photos chosen for a form: kept on this phone with what is typed into it; where nothing can be kept, only in the page.
import { draftId } from "./drafts.js";
import { outbox } from "./open.js";
import { NoRoom } from "./store.js";
import { idField } from "./written.js";

const KIND = "image/jpeg"; // as photos.js makes them

export class ChosenPhotos {
  all = []; // {id, blob}; id: of what is kept

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
    const found = await Promise.all(ids.map(async (id) => ({ id, photo: await box.store.photo(id) })));
    const here = found.filter(({ photo }) => photo); // and their key with them
    this.all = here.map(({ id, photo }) => ({ id, blob: new Blob([photo.bytes], { type: KIND }) }));
  }

  // Throws NoRoom.
  async add(blob) {
    const photo = { id: null, blob };
    await this.keep(photo);
    this.all.push(photo);
    return photo;
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
    const [id, at] = [crypto.randomUUID(), Date.now()];
    await box.store.keepPhoto({ id, author: box.author, draft, at }, await photo.blob.arrayBuffer());
    photo.id = id;
  }

  async drop(photo) {
    this.all = this.all.filter((one) => one !== photo);
    if (!photo.id) return;
    const box = await this.box();
    await box.discard(photo.id);
    await box.store.forgetPhotos([photo.id]);
  }

  async dropAll() {
    for (const photo of this.all) await this.drop(photo);
  }

  // Null where nothing is kept of this form.
  box() {
    return this.form.matches("[data-record]") ? outbox().catch(() => null) : null;
  }
}
