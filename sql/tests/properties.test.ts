import { randomUUID } from 'node:crypto';
import { beforeAll, expect, it } from '@jest/globals';
import { DatabaseError } from 'pg';
import fc from 'fast-check';
import { brokenRules, wholeBooks } from '../../local/testing/books.ts';
import { aCustomer, anAccount, openBank } from '../../local/testing/cast.ts';
import { useTestDatabase } from '../../local/testing/database.ts';
import { aJournal, post, type JournalDraft } from '../../local/testing/journals.ts';

const database = useTestDatabase();

interface ModelAccount {
  readonly id: string;
  readonly currency: string;
  /** Lowest balance as the customer sees it, null for none. */
  readonly floor: bigint | null;
  balance: bigint;
}

/** The books as far as postings go, in a few lines of another language. */
const accounts: ModelAccount[] = [];
const usedKeys = new Map<string, string>();

beforeAll(async () => {
  await openBank(database().operator);
  const customer = await aCustomer(database().operator, 'Model', '00000100');
  const plans = [
    ['USD', 0n],
    ['USD', 0n],
    ['USD', -500n],
    ['USD', null],
    ['EUR', 0n],
    ['EUR', null],
  ] as const;
  for (const [currency, floor] of plans) {
    const id = await anAccount(database().operator, customer, { currency, floorMinor: floor });
    accounts.push({ id, currency, floor, balance: 0n });
  }
});

const amount = fc.oneof(
  { weight: 60, arbitrary: fc.bigInt(-300n, 300n) },
  { weight: 1, arbitrary: fc.constantFrom(-(10n ** 14n), 10n ** 14n, 10n ** 14n - 1n) },
);
const entry = fc.record({
  /** One more than there are: now and then an account nobody knows. */
  account: fc.oneof({ weight: 40, arbitrary: fc.nat({ max: 5 }) }, { weight: 1, arbitrary: fc.constant(6) }),
  minor: amount,
  wrongCurrency: fc.integer({ min: 0, max: 39 }),
});
const journal = fc.record({
  entries: fc.array(entry, { minLength: 0, maxLength: 4 }),
  /** Most journals get last entries that balance them. */
  balanced: fc.integer({ min: 0, max: 19 }),
  /** Now and then a request comes again, or its key with another body. */
  again: fc.oneof(
    { weight: 5, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.nat({ max: 1_000 }) },
  ),
  otherBody: fc.integer({ min: 0, max: 9 }),
});
type Draft = typeof journal extends fc.Arbitrary<infer T> ? T : never;

const otherCurrency = (currency: string): string => (currency === 'USD' ? 'EUR' : 'USD');

interface Line {
  readonly account: ModelAccount | undefined;
  readonly id: string;
  readonly minor: bigint;
  readonly currency: string;
}

function linesOf({ entries, balanced }: Draft): Line[] {
  const lines = entries.map(({ account: index, minor, wrongCurrency }): Line => {
    const account = accounts[index];
    const currency = account?.currency ?? 'USD';
    return {
      account,
      id: account?.id ?? randomUUID(),
      minor,
      currency: wrongCurrency === 0 ? otherCurrency(currency) : currency,
    };
  });
  if (balanced === 0) return lines;
  const closing = ['USD', 'EUR'].map((currency): Line => {
    const account = accounts.find((candidate) => candidate.currency === currency && candidate.floor === null);
    const total = lines
      .filter((line) => line.currency === currency)
      .reduce((sum, line) => sum + line.minor, 0n);
    return { account, id: account?.id ?? '', minor: -total, currency };
  });
  return [...lines, ...closing.filter(({ minor }) => minor !== 0n)];
}

/** What the books shall say to a journal whose key is new: posted (and applied to the balances) or refused. */
function accepts(lines: Line[], balances: Map<ModelAccount, bigint>): boolean {
  const sums = new Map<string, bigint>();
  for (const { currency, minor } of lines) sums.set(currency, (sums.get(currency) ?? 0n) + minor);
  const wellFormed =
    lines.length >= 2 &&
    lines.every(({ minor }) => minor !== 0n && minor > -(10n ** 14n) && minor < 10n ** 14n) &&
    [...sums.values()].every((sum) => sum === 0n);
  if (!wellFormed) return false;
  const changes = new Map<ModelAccount, bigint>();
  for (const { account, currency, minor } of lines) {
    if (!account || account.currency !== currency) return false;
    changes.set(account, (changes.get(account) ?? 0n) - minor);
  }
  for (const [account, change] of changes) {
    const after = (balances.get(account) ?? 0n) + change;
    if (change < 0n && account.floor !== null && after < account.floor) return false;
    balances.set(account, after);
  }
  return true;
}

interface Sent {
  readonly draft: JournalDraft;
  readonly lines: Line[];
}

/** Accepted so far; what comes again is taken from here. */
const sent: Sent[] = [];

function sendable(plan: Draft): Sent {
  const lines = linesOf(plan);
  const draft = aJournal(lines.map(({ id, minor, currency }) => ({ account: id, minor, currency })));
  const earlier = plan.again === undefined ? undefined : sent[plan.again % sent.length];
  if (!earlier) return { draft, lines };
  return plan.otherBody === 0 ? { draft: { ...draft, key: earlier.draft.key }, lines } : earlier;
}

/** The outcome of each journal, or undefined when the batch shall be refused. Applies what is posted to the balances. */
function judge(batch: Sent[], balances: Map<ModelAccount, bigint>): string[] | undefined {
  const keys = new Map(usedKeys);
  const outcomes: string[] = [];
  for (const { draft, lines } of batch) {
    const hash = String(draft['requestHash']);
    const used = keys.get(draft.key);
    if (used !== undefined && used !== hash) return undefined;
    if (used === undefined && !accepts(lines, balances)) return undefined;
    outcomes.push(used === undefined ? 'posted' : 'replayed');
    keys.set(draft.key, hash);
  }
  for (const [key, hash] of keys) usedKeys.set(key, hash);
  return outcomes;
}

it('Whatever is posted, the books agree with the model and keep every rule', async () => {
  const { app, owner } = database();
  const tally = { accepted: 0, replayed: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(journal, { minLength: 1, maxLength: 4 }), async (plans) => {
      const batch = plans.map(sendable);
      const balances = new Map(accounts.map((account) => [account, account.balance]));
      const expected = judge(batch, balances);
      const before = await wholeBooks(owner);
      const outcome = await post(app, ...batch.map(({ draft }) => draft)).catch((error: unknown) => error);
      if (expected) {
        expect(outcome).toEqual(expected.map((each) => expect.objectContaining({ outcome: each })));
        for (const [account, balance] of balances) account.balance = balance;
        sent.push(...batch);
        tally.accepted += 1;
        tally.replayed += expected.filter((each) => each === 'replayed').length;
      } else {
        expect(outcome).toBeInstanceOf(DatabaseError);
        expect(outcome).toMatchObject({ code: expect.stringMatching(/^LB0(01|02|05|06|07|08|14)$/) });
        expect(await wholeBooks(owner)).toEqual(before);
        tally.refused += 1;
      }
    }),
    // A failing case depends on all before it, so shrinking it alone would only mislead.
    { numRuns: 200, endOnFailure: true },
  );
  expect(Math.min(tally.accepted, tally.replayed, tally.refused)).toBeGreaterThan(10);
  const { rows } = await app.query<{ id: string; balance_minor: string }>(
    'SELECT id, balance_minor FROM bank.account',
  );
  const actual = new Map(rows.map(({ id, balance_minor: balance }) => [id, BigInt(balance)]));
  expect(accounts.map(({ id }) => actual.get(id))).toEqual(accounts.map(({ balance }) => balance));
  expect(await brokenRules(owner)).toEqual([]);
}, 120_000);
