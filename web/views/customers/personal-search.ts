import * as z from 'zod';
import type { CustomerView } from '../../../functions/contract/counter.ts';
import type { Port } from '../../client/port.ts';
import { parseFields, refused, refusedByBank, type Refused } from '../shared/form.ts';
import { proofOf } from '../shared/hidden.tsx';
import { shown, type Outcome, type Submission } from '../shared/screen-module.ts';

/** What a search by personal data was answered with. */
export type PersonalSearch = Refused | { readonly customers: readonly CustomerView[] };

const searched = z.object({
  personal: z.string().trim().min(1, 'Enter all of it.').max(400, 'Use at most 400 characters.'),
});

/** A form that is sent and no address: what was searched for stands nowhere afterwards. */
export async function searchByPersonalData(
  port: Port,
  { fields }: Submission,
): Promise<Outcome<PersonalSearch> | Response> {
  const parsed = parseFields(searched, { personal: '', ...fields });
  if (!parsed.ok) return refused(parsed.problems, fields);
  try {
    const body = { value: parsed.value.personal };
    const { items } = await port.write('findByPersonalData', { body }, proofOf(fields));
    return shown({ customers: items });
  } catch (error) {
    return refusedByBank(error, fields, { '/value': 'personal' });
  }
}
