import { BankError } from '../domain/errors.ts';
import type { Hold, HoldEvent, HoldState } from '../domain/hold.ts';
import type { Principal } from '../domain/session.ts';
import type { AccountReader } from './ports.ts';
import type { HoldReader } from './ports/ledger.ts';
import { holdOf } from './place-hold.ts';
import { readableAccount } from './readable-account.ts';

export interface ReadHoldPorts {
  readonly accounts: AccountReader;
  readonly holds: HoldReader;
}

/** Holds on an account that the principal may see. */
export async function readHolds(
  ports: ReadHoldPorts,
  principal: Principal,
  { accountId, state }: { accountId: string; state: HoldState },
): Promise<readonly Hold[]> {
  const account = await readableAccount(ports.accounts, principal, accountId);
  return ports.holds.ofAccount(account.id, state);
}

/** One hold with what happened to it; on somebody else's account it is not there. */
export async function readHold(
  ports: ReadHoldPorts,
  principal: Principal,
  holdId: string,
): Promise<{ readonly hold: Hold; readonly events: readonly HoldEvent[] }> {
  const hold = await holdOf(ports.holds, holdId);
  await readableAccount(ports.accounts, principal, hold.accountId).catch((error: unknown) => {
    if (error instanceof BankError && error.code === 'not-found')
      throw new BankError('not-found', 'There is no hold with this id.');
    throw error;
  });
  return { hold, events: await ports.holds.events(holdId) };
}
