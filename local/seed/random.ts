/** Chance that comes out the same on every machine: whole numbers drawn from a seed. */
export interface Random {
  /** From 0 up to a limit, the limit excluded. */
  below(limit: number): number;
  /** From a lowest to a highest amount, both included. */
  between(lowest: bigint, highest: bigint): bigint;
  pick<T>(items: readonly T[]): T;
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}

/** One step of mulberry32: 32 even bits of a state that counts up. */
function bitsOf(state: number): number {
  let bits = Math.imul(state ^ (state >>> 15), state | 1);
  bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
  return (bits ^ (bits >>> 14)) >>> 0;
}

/**
 * Draws of their own for each purpose, named by its seed, so that a change of one habit leaves the others as they were.
 */
export function randomOf(seed: string): Random {
  let state = hashOf(seed);
  const below = (limit: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    return bitsOf(state) % limit;
  };
  return {
    below,
    between: (lowest, highest) => lowest + BigInt(below(Number(highest - lowest) + 1)),
    pick: (items) => {
      const item = items[below(items.length)];
      if (item === undefined) throw new RangeError('There is nothing to pick from');
      return item;
    },
  };
}
