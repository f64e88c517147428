import { sql } from 'drizzle-orm';
import * as z from 'zod';
import { longHoldReasons, type AvailablePart } from '../../domain/availability.ts';
import { checkKinds, type CheckDeposit, type CheckFacts } from '../../domain/check-deposit.ts';
import type { CheckBooks, CheckCommand } from '../../services/ports/payments.ts';
import { callFunction, jsonOf, type BooksDatabase } from './database.ts';
import { reachable } from './errors.ts';
import { posting } from './ledger.ts';
import { instantText, minorText } from './parse.ts';

const outcome = z.object({ id: z.string(), outcome: z.enum(['posted', 'replayed']) });

const facts = z
  .object({ businessDate: z.string(), isNew: z.boolean(), specialMinor: minorText, otherMinor: minorText })
  .nullable();

const checkRow = z.object({
  journalId: z.string(),
  accountId: z.string(),
  accountNumber: z.string(),
  kind: z.enum(checkKinds),
  minor: minorText,
  currency: z.string(),
  businessDate: z.string(),
  recordedAt: instantText,
  collectedOn: z.string().nullable(),
  returnedOn: z.string().nullable(),
  returnReason: z.string().nullable(),
  returnJournalId: z.string().nullable(),
});

const partRow = z.object({
  availableOn: z.string(),
  minor: minorText,
  reason: z.enum(longHoldReasons).nullable(),
});

/** Checks by the functions of the books, and as its views show them. */
export function postgresChecks(database: BooksDatabase): CheckBooks {
  return {
    async facts(accountId) {
      const call = sql`SELECT bank.deposited_before(${accountId}::uuid)::text`;
      return facts.parse(jsonOf(await callFunction(database, call))) ?? undefined;
    },
    async deposit(check) {
      const call = sql`SELECT bank.deposit_check(${checkJson(check)}::jsonb) AS answer`;
      return outcome.parse(jsonOf(await posting(database, call)));
    },
    async returnCheck(command) {
      const call = sql`SELECT bank.return_check(${JSON.stringify(command)}::jsonb) AS answer`;
      return outcome.parse(jsonOf(await posting(database, call)));
    },
    check: (journalId) => readCheck(database, journalId),
  };
}

const factsJson = ({ specialMinor, otherMinor, ...rest }: CheckFacts): object => ({
  ...rest,
  specialMinor: specialMinor.toString(),
  otherMinor: otherMinor.toString(),
});

function checkJson({ accountId, amount, kind, facts: seen, parts, ...check }: CheckCommand): string {
  return JSON.stringify({
    ...check,
    account: accountId,
    minor: amount.minor.toString(),
    currency: amount.currency,
    class: kind,
    facts: factsJson(seen),
    parts: parts.map(({ minor, ...part }) => ({ ...part, minor: minor.toString() })),
  });
}

async function readCheck(database: BooksDatabase, journalId: string): Promise<CheckDeposit | undefined> {
  const [row] = await reachable(
    database.rows(sql`
      SELECT journal_id::text AS "journalId", account_id::text AS "accountId", account_number AS "accountNumber",
        class AS kind, amount_minor AS minor, currency, business_date::text AS "businessDate",
        recorded_at::text AS "recordedAt", collected_on::text AS "collectedOn", returned_on::text AS "returnedOn",
        return_reason AS "returnReason", return_journal_id::text AS "returnJournalId"
      FROM bank.check_deposit WHERE journal_id = ${journalId}::uuid`),
  );
  if (!row) return undefined;
  const { minor, currency, returnedOn, returnReason, returnJournalId, ...check } = checkRow.parse(row);
  const returned =
    returnedOn === null || returnReason === null || returnJournalId === null
      ? null
      : { on: returnedOn, reason: returnReason, journalId: returnJournalId };
  return { ...check, amount: { minor, currency }, returned, parts: await partsOf(database, journalId) };
}

async function partsOf(database: BooksDatabase, journalId: string): Promise<AvailablePart[]> {
  const rows = await reachable(
    database.rows(sql`
      SELECT available_on::text AS "availableOn", amount_minor AS minor, reason
      FROM bank.check_part WHERE check_id = ${journalId}::uuid ORDER BY available_on`),
  );
  return rows.map((row) => partRow.parse(row));
}
