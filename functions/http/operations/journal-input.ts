import type { JournalBody } from '../../contract/journals.ts';
import type { BatchJournal, Capture, Condition, EntryDraft, EntryTarget } from '../../domain/journal.ts';
import type { Money } from '../../domain/money.ts';
import { innerId } from './identify.ts';

/** Posting rule of what people and programs post themselves. */
const manualTemplate = 'MANUAL';

interface Target {
  readonly accountId?: string | undefined;
  readonly ledgerAccount?: string | undefined;
}

/** The contract has made sure that one of the two is there. */
export function targetOf({ accountId, ledgerAccount = '' }: Target): EntryTarget {
  return accountId === undefined ? { gl: ledgerAccount } : { account: innerId('account', accountId) };
}

export function moneyOf({ minor, currency }: { minor: string; currency: string }): Money {
  return { minor: BigInt(minor), currency };
}

function entryOf(entry: JournalBody['entries'][number]): EntryDraft {
  const minor = BigInt(entry.amount.minor);
  return {
    ...targetOf(entry),
    minor: entry.side === 'debit' ? minor : -minor,
    currency: entry.amount.currency,
  };
}

function conditionOf(condition: NonNullable<JournalBody['conditions']>[number]): Condition {
  const { minBalanceMinor, version = 0 } = condition;
  const target = targetOf(condition);
  return minBalanceMinor === undefined
    ? { ...target, version }
    : { ...target, minBalanceMinor: BigInt(minBalanceMinor) };
}

function captureOf({ holdId, amount, final }: NonNullable<JournalBody['captures']>[number]): Capture {
  return {
    hold: innerId('hold', holdId),
    final,
    ...(amount === undefined ? {} : { minor: BigInt(amount.minor), currency: amount.currency }),
  };
}

/** A journal of the contract in the terms of the domain. */
export function journalOf(body: JournalBody): Omit<BatchJournal, 'id'> {
  const { valueDate, adjustsOn, occurredAt, metadata, conditions = [], captures = [] } = body;
  return {
    type: body.type,
    template: manualTemplate,
    description: body.description,
    reference: body.reference,
    entries: body.entries.map(entryOf),
    ...(valueDate === undefined ? {} : { valueDate }),
    ...(adjustsOn === undefined ? {} : { adjustsOn }),
    ...(occurredAt === undefined ? {} : { occurredAt }),
    ...(metadata === undefined ? {} : { metadata }),
    ...(conditions.length > 0 ? { conditions: conditions.map(conditionOf) } : {}),
    ...(captures.length > 0 ? { captures: captures.map(captureOf) } : {}),
  };
}
