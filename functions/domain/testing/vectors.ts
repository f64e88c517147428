import { readFileSync } from 'node:fs';
import * as z from 'zod';

const vector = z.object({ id: z.string(), inputs: z.unknown(), expected: z.unknown() });
export type Vector = z.output<typeof vector>;

/** Test vectors of a family of areas, kept beside this file as they were given; each is found by its id. */
export function vectorsOf(family: 'apy' | 'deposit-interest' | 'reports'): (id: string) => Vector {
  const text = readFileSync(new URL(`vectors/${family}.json`, import.meta.url), 'utf8');
  const vectors = z.array(vector).parse(JSON.parse(text));
  return (id) => {
    const found = vectors.find((each) => each.id === id);
    if (!found) throw new Error(`There is no vector ${id}`);
    return found;
  };
}
