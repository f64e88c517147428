import { DatabaseError } from 'pg';

export interface Refusal {
  readonly sqlState: string;
  readonly message: string;
  /** The numbers of the refusal, where it carries any. */
  readonly detail: Record<string, unknown>;
}

/** What the database refused the call with; fails the test when it accepted it or broke otherwise. */
export async function refusalOf(call: Promise<unknown>): Promise<Refusal> {
  const outcome = await call.then(
    () => 'accepted',
    (error: unknown) => error,
  );
  if (!(outcome instanceof DatabaseError))
    throw new Error('The database did not refuse this.', { cause: outcome });
  return { sqlState: outcome.code ?? '', message: outcome.message, detail: parseDetail(outcome.detail) };
}

function parseDetail(detail: string | undefined): Record<string, unknown> {
  if (!detail?.startsWith('{')) return {};
  const parsed: unknown = JSON.parse(detail);
  return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
}
