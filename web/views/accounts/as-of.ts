import * as z from 'zod';
import type { AccountView } from '../../../functions/contract/accounts.ts';
import type { BalanceAsOfView } from '../../../functions/contract/balances.ts';
import { businessDate } from '../../../functions/contract/schemas.ts';
import { ProblemError } from '../../client/client.ts';
import type { Port } from '../../client/port.ts';
import type { FieldProblem } from '../../ui/error-summary.tsx';
import { instantInBankTime } from '../../ui/format.ts';
import { parseFields } from '../shared/form.ts';

/** The question the address asks, and what the books answer; null where it asks nothing, or nothing that makes sense. */
export interface AsOf {
  readonly fields: Readonly<Record<'asOf' | 'knownAt', string>>;
  readonly answer: BalanceAsOfView | null;
  readonly problems: readonly FieldProblem[];
}

const asOfFields = z
  .object({
    asOf: z
      .string()
      .refine((text) => text === '' || businessDate.safeParse(text).success, 'Enter a date like 2026-10-05.'),
    knownAt: z
      .string()
      .transform((text) => (text === '' ? undefined : (instantInBankTime(text) ?? text)))
      .refine(
        (text) => text === undefined || /[+-]\d\d:\d\d$/.test(text),
        'Enter a day and a time like 2026-10-05T09:30.',
      ),
  })
  .transform(({ asOf, knownAt }) => ({ asOf: asOf === '' ? undefined : asOf, knownAt }));

/** Reads what the address asks about the past of an account. */
export async function readAsOf(port: Port, account: AccountView, query: URLSearchParams): Promise<AsOf> {
  const fields = { asOf: (query.get('asOf') ?? '').trim(), knownAt: (query.get('knownAt') ?? '').trim() };
  const parsed = parseFields(asOfFields, fields);
  if (!parsed.ok) return { fields, answer: null, problems: parsed.problems };
  // While the ledger is away, nobody can say what was.
  const isAsked = account.staleAsOf === null && Object.values(fields).some((text) => text !== '');
  if (!isAsked) return { fields, answer: null, problems: [] };
  try {
    const answer = await port.read('getBalanceAsOf', {
      params: { accountId: account.id },
      query: parsed.value,
    });
    return { fields, answer, problems: [] };
  } catch (error) {
    if (!(error instanceof ProblemError && error.code === 'validation-failed')) throw error;
    const problems = error.errors.map(({ pointer, message }) => ({
      field: pointer.replace('/query/', ''),
      message,
    }));
    return { fields, answer: null, problems };
  }
}
