import { readFileSync } from 'node:fs';
import * as z from 'zod';

const vectors = z
  .array(
    z.object({
      id: z.string(),
      inputs: z.record(z.string(), z.union([z.string(), z.number()])),
      expected: z.record(z.string(), z.unknown()),
    }),
  )
  .parse(
    JSON.parse(
      readFileSync(new URL('../../functions/domain/testing/vectors/loans.json', import.meta.url), 'utf8'),
    ),
  );
export type LoanVector = (typeof vectors)[number];

/** A worked example of loans, by its id; amounts are texts in dollars. */
export function loanVector(id: string): LoanVector {
  const found = vectors.find((each) => each.id === id);
  if (!found) throw new Error(`There is no vector ${id}`);
  return found;
}
