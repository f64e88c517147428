import type { TransferPreviewView } from '../../../functions/contract/transfers.ts';
import { ProblemError } from '../../client/client.ts';
import type { Port } from '../../client/port.ts';
import type { FieldOfCode } from '../shared/form.ts';
import type { Transfer } from './form.ts';

/** Which field a refusal of the ledger is about. */
export const fieldOfRefusal: FieldOfCode = {
  'account-not-found': 'to',
  'account-closed': 'to',
  'currency-mismatch': 'to',
  'loan-not-postable': 'to',
  'insufficient-funds': 'amount',
  'velocity-exceeded': 'amount',
  '/fields/reference': 'reference',
};

/**
 * What the transfer would do now, without doing it. Null while the ledger can't say.
 * @throws ProblemError when it would be refused
 */
export async function previewOf(
  port: Port,
  csrf: string | null,
  { from, to, amount, reference }: Transfer,
): Promise<TransferPreviewView | null> {
  const body = { fromAccountId: from.id, to, amount, reference, dryRun: true };
  try {
    const answer = await port.write('transferFunds', { body }, { csrf: csrf ?? '' });
    return answer.status === 'previewed' ? answer : null;
  } catch (error) {
    if (error instanceof ProblemError && error.status >= 500) return null;
    throw error;
  }
}
