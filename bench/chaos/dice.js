// Chance that falls the same way each time: the generator called mulberry32.
export class Dice {
  #state;

  constructor(seed) {
    this.#state = seed;
  }

  // From 0 to 1.
  next() {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  below(number) {
    return Math.floor(this.next() * number);
  }

  falls(often) {
    return this.next() < often;
  }

  one(things) {
    return things[this.below(things.length)];
  }
}
