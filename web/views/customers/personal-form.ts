import { redirect } from 'react-router';
import * as z from 'zod';
import { personalFields, type PersonalField } from '../../../functions/domain/personal-data.ts';
import type { Port } from '../../client/port.ts';
import { parseFields, refused, refusedByBank, type Refused } from '../shared/form.ts';
import { proofOf } from '../shared/hidden.tsx';
import { shown, type Outcome, type Submission } from '../shared/screen-module.ts';

/** What a form of this part was answered with: why it was not accepted, or the value that was asked for. */
export type PersonalAnswer = Refused | { readonly field: PersonalField; readonly value: string };

const field = z.enum(personalFields, 'Choose what it is.');
const storeFields = z.object({
  field,
  value: z.string().trim().min(1, 'Enter a value.').max(400, 'Use at most 400 characters.'),
});
const unmaskFields = z.object({
  unmask: field,
  reason: z.string().trim().min(1, 'Say why you need to see it.').max(200, 'Use at most 200 characters.'),
});

/** Keeps a value, or shows one for this once: it stands in the answer to the form and at no address. */
export async function personalAct(
  port: Port,
  { params, fields }: Submission,
): Promise<Outcome<PersonalAnswer> | Response> {
  const customerId = params['customerId'] ?? '';
  try {
    if (fields['_do'] === 'unmask') {
      const asked = parseFields(unmaskFields, { unmask: '', reason: '', ...fields });
      if (!asked.ok) return refused(asked.problems, fields);
      const { unmask, reason } = asked.value;
      const input = { params: { customerId, field: unmask }, body: { reason } };
      return shown(await port.write('unmaskPersonalData', input, proofOf(fields)));
    }
    const typed = parseFields(storeFields, { field: '', value: '', ...fields });
    if (!typed.ok) return refused(typed.problems, fields);
    await port.write('storePersonalData', { params: { customerId }, body: typed.value }, proofOf(fields));
    return redirect(`/customers/${customerId}`, 303);
  } catch (error) {
    return refusedByBank(error, fields, { '/value': 'value', '/reason': 'reason' });
  }
}
