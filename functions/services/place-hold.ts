import type { Hold, HoldRequest } from '../domain/hold.ts';
import type { Principal } from '../domain/session.ts';
import { BankError } from '../domain/errors.ts';
import type { AccountReader, Ids } from './ports.ts';
import type { HoldLedger, HoldReader } from './ports/ledger.ts';
import { requestKeyOf, type IdempotentRequest } from './post-journal.ts';

export interface HoldPorts {
  readonly accounts: AccountReader;
  readonly holds: HoldLedger & HoldReader;
  readonly ids: Ids;
}

export interface HoldAnswer {
  readonly hold: Hold;
  readonly replayed: boolean;
}

/** Sets money of a customer's account aside. */
export async function placeHold(
  ports: HoldPorts,
  principal: Principal,
  { command, request }: { command: HoldRequest; request: IdempotentRequest },
): Promise<HoldAnswer> {
  const account = await ports.accounts.accountAnywhere(command.accountId);
  if (!account) throw new BankError('account-not-found', 'There is no customer account with this id.');
  const { id, outcome } = await ports.holds.place({
    ...command,
    id: ports.ids.next(),
    actor: principal.subject,
    ...requestKeyOf(principal, 'placeHold', request),
  });
  return { hold: await holdOf(ports.holds, id), replayed: outcome === 'replayed' };
}

/** Gives back what is still held. */
export async function releaseHold(
  ports: HoldPorts,
  principal: Principal,
  { holdId, request }: { holdId: string; request: IdempotentRequest },
): Promise<HoldAnswer> {
  const { outcome } = await ports.holds.release({
    id: ports.ids.next(),
    hold: holdId,
    actor: principal.subject,
    ...requestKeyOf(principal, 'releaseHold', request),
  });
  return { hold: await holdOf(ports.holds, holdId), replayed: outcome === 'replayed' };
}

/** @throws BankError not-found */
export async function holdOf(holds: HoldReader, holdId: string): Promise<Hold> {
  const hold = await holds.hold(holdId);
  if (!hold) throw new BankError('not-found', 'There is no hold with this id.');
  return hold;
}
