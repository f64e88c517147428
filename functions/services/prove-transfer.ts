import { isFresh, needsProof } from '../domain/fresh-proof.ts';
import type { Principal } from '../domain/session.ts';
import { requireFreshProof, type ProofHolder } from './fresh-proof.ts';
import type { AccountReader, Clock } from './ports.ts';
import type { SessionStore } from './ports/sessions.ts';

export interface TransferProofPorts {
  readonly accounts: AccountReader;
  readonly sessions: SessionStore;
  readonly clock: Clock;
}

export interface TransferToProve {
  readonly principal: Principal;
  /** Account id or number of the payee. */
  readonly to: string;
  readonly amountMinor: bigint;
  /** Whether this very request was carried out before: then nothing new happens, and no proof is used up. */
  readonly wasDone: () => Promise<boolean>;
}

/**
 * Demands a fresh proof of who asks for a transfer to somebody they have never paid, or of a large amount.
 * @throws BankError `step-up-required`
 */
export async function proveTransfer(
  ports: TransferProofPorts,
  { principal, to, amountMinor, wasDone }: TransferToProve,
  holder: ProofHolder,
): Promise<void> {
  if (isFresh(holder.enteredAt, ports.clock.now())) return;
  const { customerId } = principal;
  const payee = await ports.accounts.accountAnywhere(to);
  // Whatever else is wrong, the posting says.
  if (!payee || customerId === null) return;
  const isKnownPayee = await ports.accounts.knowsPayee(customerId, payee.id);
  if (!needsProof({ amountMinor, isKnownPayee }) || (await wasDone())) return;
  await requireFreshProof(ports, holder);
}
