import { ProblemError } from '../../client/client.ts';
import type { Port } from '../../client/port.ts';

/**
 * The id of the transfer that was made from a draft, null when there is none yet. Undefined while the ledger can't
 * say: the draft is shown all the same, because its key lets it be paid only once.
 */
export async function paidAs(port: Port, draftId: string): Promise<string | null | undefined> {
  try {
    const { items } = await port.read('findTransfer', { query: { key: draftId } });
    return items[0]?.id ?? null;
  } catch (error) {
    if (error instanceof ProblemError && error.status >= 500) return undefined;
    throw error;
  }
}
