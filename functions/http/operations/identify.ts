import { uuidOf, type IdKind } from '../../domain/ids.ts';
import { BankError } from '../../domain/errors.ts';

/** The UUID inside a public id; the contract has checked its form, so anything else is simply not there. */
export function innerId(kind: IdKind, id: string): string {
  const inner = uuidOf(kind, id);
  if (inner === undefined) throw new BankError('not-found', 'Nothing has an id like this.');
  return inner;
}
