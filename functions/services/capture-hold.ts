import { BankError } from '../domain/errors.ts';
import type { Hold } from '../domain/hold.ts';
import type { EntryTarget, PostedJournal } from '../domain/journal.ts';
import { holdCaptured } from '../domain/journal-templates.ts';
import type { Money } from '../domain/money.ts';
import type { Principal } from '../domain/session.ts';
import type { HoldPorts } from './place-hold.ts';
import { holdOf } from './place-hold.ts';
import { postJournal, type IdempotentRequest, type PostingPorts } from './post-journal.ts';

export interface CaptureCommand {
  readonly holdId: string;
  /** All that remains where undefined. */
  readonly amount: Money | undefined;
  readonly final: boolean;
  readonly to: EntryTarget;
  readonly description: string;
  readonly reference: string;
}

/**
 * Pays held money to a counter account. Without an amount it is what remains now: what another capture takes first
 * is missing then, and the books refuse.
 * @throws BankError hold-not-active when nothing remains, or less than is asked for
 */
export async function captureHold(
  ports: HoldPorts & PostingPorts,
  principal: Principal,
  { command, request }: { command: CaptureCommand; request: IdempotentRequest },
): Promise<{ readonly posted: PostedJournal; readonly hold: Hold }> {
  const hold = await holdOf(ports.holds, command.holdId);
  const amount = command.amount ?? (await wholeOf(ports, hold));
  const draft = {
    ...holdCaptured(hold.accountId, command.to, amount),
    description: command.description,
    captures: [{ hold: hold.id, minor: amount.minor, final: command.final }],
  };
  const { reference } = command;
  const posted = await postJournal(ports, { principal, purpose: 'captureHold', request, draft, reference });
  return { posted, hold: await holdOf(ports.holds, hold.id) };
}

/** After the last capture nothing remains: what was captured is then what a repeated request finds again. */
async function wholeOf({ holds }: HoldPorts, hold: Hold): Promise<Money> {
  if (hold.remainingMinor > 0n) return { minor: hold.remainingMinor, currency: hold.currency };
  const captured = (await holds.events(hold.id)).findLast(({ kind }) => kind === 'captured');
  if (!captured) throw new BankError('hold-not-active', 'Nothing of this hold is left.');
  return { minor: captured.minor, currency: hold.currency };
}
