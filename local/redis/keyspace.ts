interface Entry {
  readonly value: Buffer;
  /** Epoch milliseconds; absent for a key that stays. */
  readonly expiresAt: number | undefined;
  /** Grows with each new key, and so orders the keys for SCAN. */
  readonly sequence: number;
}

export interface Page {
  readonly keys: readonly string[];
  /** Where to go on; 0 after the last page. */
  readonly cursor: number;
}

/** All keys of the one database. A key is a latin1 string, so that any bytes make one. */
export class Keyspace {
  readonly #entries = new Map<string, Entry>();
  #sequence = 0;

  /** The entry of a key that has not expired. */
  find(key: string): Entry | undefined {
    const entry = this.#entries.get(key);
    if (entry?.expiresAt === undefined || entry.expiresAt > Date.now()) return entry;
    this.#entries.delete(key);
    return undefined;
  }

  set(key: string, value: Buffer, expiresAt?: number): void {
    const sequence = this.find(key)?.sequence ?? (this.#sequence += 1);
    this.#entries.set(key, { value, expiresAt, sequence });
  }

  delete(key: string): boolean {
    return this.find(key) !== undefined && this.#entries.delete(key);
  }

  clear(): void {
    this.#entries.clear();
  }

  /** Removes what has expired and returns how many keys are left. */
  sweep(): number {
    for (const key of this.#entries.keys()) this.find(key);
    return this.#entries.size;
  }

  /** Up to `count` keys after the cursor. A key that is there from the first page to the last is on one of them. */
  page(cursor: number, count: number): Page {
    const keys: string[] = [];
    let last = cursor;
    for (const [key, { sequence }] of this.#entries) {
      if (sequence <= cursor || this.find(key) === undefined) continue;
      if (keys.length === count) return { keys, cursor: last };
      keys.push(key);
      last = sequence;
    }
    return { keys, cursor: 0 };
  }
}
