import { randomUUID } from 'node:crypto';
import { beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DatabaseError } from 'pg';
import { brokenRules, wholeBooks } from '../../local/testing/books.ts';
import { aCustomer, anAccount, openBank } from '../../local/testing/cast.ts';
import { useTestDatabase } from '../../local/testing/database.ts';
import { aJournal, post, type JournalDraft } from '../../local/testing/journals.ts';
import {
  aHold,
  call,
  placeHold,
  postBatch,
  postPair,
  releaseHold,
} from '../../local/testing/ledger-calls.ts';
import { Model, ModelRefusal, type ModelJournal, type ModelLine } from '../../local/testing/ledger-model.ts';

/** `LEDGER_SEED=… npx jest sql/tests/model` plays a failing run again; its seed is in the report of the failure. */
const seed = Number(process.env['LEDGER_SEED'] ?? Math.trunc(Math.random() * 2 ** 31));
const steps = Number(process.env['LEDGER_STEPS'] ?? 400);

const database = useTestDatabase();
let model: Model;
let today = new Date('2026-01-15T00:00:00Z');

beforeAll(async () => {
  const { operator } = database();
  await openBank(operator);
  const customer = await aCustomer(operator, 'Model', '00000100');
  const plans = [
    { currency: 'USD', floor: 0n, maxPayments: null },
    { currency: 'USD', floor: -500n, maxPayments: null },
    { currency: 'USD', floor: 0n, maxPayments: 3 },
    { currency: 'USD', floor: null, maxPayments: null },
    { currency: 'EUR', floor: 0n, maxPayments: null },
    { currency: 'EUR', floor: null, maxPayments: null },
  ];
  const accounts = [];
  for (const plan of plans) {
    const id = await anAccount(operator, customer, { currency: plan.currency, floorMinor: plan.floor });
    if (plan.maxPayments !== null)
      await call(operator, 'bank.set_account_limits', {
        account: id,
        floorMinor: '0',
        overdraftMinor: '0',
        velocity: [{ windowDays: 1, maxCount: plan.maxPayments }],
      });
    accounts.push({ id, ...plan, balance: 0n, held: 0n, version: 0, paymentsToday: 0 });
  }
  model = new Model(accounts);
  // Something to start with, so that more is accepted than refused.
  for (const [from, to] of [
    [3, 0],
    [3, 1],
    [3, 2],
    [5, 4],
  ] as const)
    await stepOf.pair({ kind: 'pair', debit: from, credit: to, minor: 2_000n }).run();
  for (const to of [0, 1, 2]) model.post(opening(3, to));
  model.post(opening(5, 4));
});

function opening(from: number, to: number): ModelJournal {
  const [payer, payee] = [model.accounts[from], model.accounts[to]];
  const currency = payer?.currency ?? '';
  return {
    lines: [
      { account: payer, minor: 2_000n, currency },
      { account: payee, minor: -2_000n, currency },
    ],
  };
}

const amount = fc.oneof(
  { weight: 60, arbitrary: fc.bigInt(-300n, 300n) },
  { weight: 1, arbitrary: fc.constantFrom(-(10n ** 14n), 10n ** 14n, 10n ** 14n - 1n) },
);
/** One more account than there are: now and then one that nobody knows. */
const someAccount = fc.oneof(
  { weight: 40, arbitrary: fc.nat({ max: 5 }) },
  { weight: 1, arbitrary: fc.constant(6) },
);
const nowAndThen = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc.oneof({ weight: 7, arbitrary: fc.constant(null) }, { weight: 1, arbitrary });
const rarely = fc.integer({ min: 0, max: 14 }).map((n) => n === 0);
const journalPlan = fc.record({
  entries: fc.array(fc.record({ account: someAccount, minor: amount, wrongCurrency: rarely }), {
    maxLength: 4,
  }),
  unbalanced: rarely,
  capture: nowAndThen(
    fc.record({ hold: fc.nat({ max: 50 }), minor: fc.bigInt(0n, 120n), final: fc.boolean() }),
  ),
  condition: nowAndThen(
    fc.record({ account: fc.nat({ max: 5 }), onVersion: fc.boolean(), off: fc.integer({ min: -1, max: 3 }) }),
  ),
});
type JournalPlan = typeof journalPlan extends fc.Arbitrary<infer T> ? T : never;

const plan = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('post' as const),
      journals: fc.array(journalPlan, { minLength: 1, maxLength: 4 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('pair' as const),
      debit: someAccount,
      credit: someAccount,
      minor: amount,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('batch' as const),
      journals: fc.array(journalPlan, { minLength: 1, maxLength: 6 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('hold' as const),
      account: fc.nat({ max: 5 }),
      minor: fc.bigInt(1n, 1_500n),
      days: fc.nat({ max: 3 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('release' as const), hold: fc.nat({ max: 50 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('reverse' as const), journal: fc.nat({ max: 500 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('again' as const),
      journal: fc.nat({ max: 500 }),
      otherBody: rarely,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('roll' as const) }) },
);
type Plan = typeof plan extends fc.Arbitrary<infer T> ? T : never;

/** What was posted, to be reversed and sent again. */
const posted: {
  readonly draft: JournalDraft;
  readonly lines: readonly ModelLine[];
  reversed: boolean;
  readonly isReversal: boolean;
}[] = [];

function linesOf({ entries, unbalanced }: JournalPlan): ModelLine[] {
  const lines = entries.map(({ account: index, minor, wrongCurrency }): ModelLine => {
    const account = model.accounts[index];
    const currency = account?.currency ?? 'USD';
    return { account, minor, currency: wrongCurrency ? (currency === 'USD' ? 'EUR' : 'USD') : currency };
  });
  if (unbalanced) return lines;
  const balancing = ['USD', 'EUR'].map((currency): ModelLine => {
    const account = model.accounts.find((each) => each.currency === currency && each.floor === null);
    return {
      account,
      minor: -lines.filter((line) => line.currency === currency).reduce((sum, { minor }) => sum + minor, 0n),
      currency,
    };
  });
  return [...lines, ...balancing.filter(({ minor }) => minor !== 0n)];
}

function prepared(each: JournalPlan): { draft: JournalDraft; journal: ModelJournal } {
  const lines = linesOf(each);
  const hold = each.capture ? model.holds[each.capture.hold % Math.max(model.holds.length, 1)] : undefined;
  const at = each.condition ? model.accounts[each.condition.account] : undefined;
  const off = each.condition?.off ?? 0;
  const condition = at
    ? {
        account: at,
        ...(each.condition?.onVersion
          ? { version: Math.max(at.version + (off === 3 ? 1 : 0), 0) }
          : { minBalance: at.balance + BigInt(off) - 2n }),
      }
    : undefined;
  const draft = aJournal(
    lines.map(({ account, minor, currency }) => ({ account: account?.id ?? randomUUID(), minor, currency })),
    {
      ...(each.capture && {
        captures: [
          { hold: hold?.id ?? randomUUID(), minor: each.capture.minor.toString(), final: each.capture.final },
        ],
      }),
      ...(condition && {
        conditions: [
          {
            account: condition.account.id,
            ...('version' in condition
              ? { version: String(condition.version) }
              : { minBalanceMinor: condition.minBalance?.toString() }),
          },
        ],
      }),
    },
  );
  return {
    draft,
    journal: {
      lines,
      ...(each.capture && { capture: { ...each.capture, hold } }),
      ...(condition && { condition }),
    },
  };
}

const remember = (each: { draft: JournalDraft; journal: ModelJournal }): void => {
  posted.push({ draft: each.draft, lines: each.journal.lines, reversed: false, isReversal: false });
};

interface Step {
  /** What the model makes of it; throws ModelRefusal, having changed nothing. */
  readonly expect: () => void;
  readonly run: () => Promise<unknown>;
}

const stepOf: { [K in Plan['kind']]: (plan: Extract<Plan, { kind: K }>) => Step } = {
  post({ journals }) {
    const all = journals.map(prepared);
    return {
      expect: () => {
        model.attempt(() => {
          for (const { journal } of all) model.post(journal);
        });
        all.forEach(remember);
      },
      run: () => post(database().app, ...all.map(({ draft }) => draft)),
    };
  },
  pair({ debit, credit, minor }) {
    const [from, to] = [model.accounts[debit], model.accounts[credit]];
    const currency = from?.currency ?? 'USD';
    return {
      expect: () => {
        if (minor < 1n) throw new ModelRefusal('amount');
        model.attempt(() => {
          model.post({
            lines: [
              { account: from, minor, currency },
              { account: to, minor: -minor, currency },
            ],
          });
        });
      },
      run: () =>
        postPair(database().app, {
          debit: from?.id ?? randomUUID(),
          credit: to?.id ?? randomUUID(),
          minor,
          currency,
        }),
    };
  },
  batch({ journals }) {
    const all = journals.map(prepared);
    let accepted = 0;
    return {
      expect: () => {
        for (const { journal } of all) {
          try {
            model.attempt(() => {
              model.post(journal);
            });
            accepted += 1;
          } catch (error) {
            if (!(error instanceof ModelRefusal)) throw error;
          }
        }
      },
      run: async () => {
        expect(
          (
            await postBatch(
              database().app,
              'independent',
              all.map(({ draft }) => draft),
            )
          ).posted,
        ).toBe(accepted);
      },
    };
  },
  hold({ account: index, minor, days }) {
    const account = model.accounts[index];
    if (!account) throw new Error(`There is no account ${index}`);
    const expiresOn = new Date(today.getTime() + days * 86_400_000).toISOString().slice(0, 10);
    const hold = aHold(account.id, minor, { currency: account.currency, expiresOn });
    return {
      expect: () => {
        model.hold({ id: hold.id, account, left: minor, daysLeft: days, expiresInDays: days });
      },
      run: () => placeHold(database().app, hold),
    };
  },
  release({ hold: index }) {
    const hold = model.holds[index % Math.max(model.holds.length, 1)];
    return {
      expect: () => {
        if (!hold) throw new ModelRefusal('unknown');
        model.release(hold);
      },
      run: () => releaseHold(database().app, hold?.id ?? randomUUID()),
    };
  },
  reverse({ journal: index }) {
    const original = posted[index % Math.max(posted.length, 1)];
    const lines = (original?.lines ?? []).map((line) => ({ ...line, minor: -line.minor }));
    const draft = aJournal(
      lines.map(({ account, minor, currency }) => ({ account: account?.id ?? '', minor, currency })),
      { type: 'REVERSAL', reversesId: original?.draft.id ?? randomUUID() },
    );
    return {
      expect: () => {
        if (!original || original.reversed || original.isReversal) throw new ModelRefusal('reversal');
        model.attempt(() => {
          model.post({ lines, reversal: true });
        });
        original.reversed = true;
        posted.push({ draft, lines, reversed: false, isReversal: true });
      },
      run: () => post(database().app, draft),
    };
  },
  again({ journal: index, otherBody }) {
    const original = posted[index % Math.max(posted.length, 1)]?.draft;
    return {
      expect: () => {
        if (!original || otherBody) throw new ModelRefusal('key or shape');
      },
      run: () =>
        post(
          database().app,
          original
            ? { ...original, id: randomUUID(), ...(otherBody && { requestHash: 'other' }) }
            : aJournal([]),
        ),
    };
  },
  roll() {
    return {
      expect: () => {
        today = new Date(today.getTime() + 86_400_000);
        model.rollDay();
      },
      run: () =>
        database().operator.query('SELECT bank.roll_business_date($1)', [today.toISOString().slice(0, 10)]),
    };
  },
};

function accepts(step: Step): boolean {
  try {
    step.expect();
    return true;
  } catch (error) {
    if (error instanceof ModelRefusal) return false;
    throw error;
  }
}

async function agreesWithModel(): Promise<void> {
  const { rows } = await database().app.query<{ id: string; balance: string; held: string; version: string }>(
    'SELECT id, balance_minor AS balance, held_minor AS held, version::text FROM bank.account',
  );
  const actual = new Map(rows.map(({ id, ...state }) => [id, state]));
  for (const { id, balance, held, version } of model.accounts)
    expect(actual.get(id)).toEqual({
      balance: balance.toString(),
      held: held.toString(),
      version: version.toString(),
    });
  expect(await brokenRules(database().owner)).toEqual([]);
}

const tally = new Map<string, number>();

it('Whatever is done, the books agree with the model after each step and keep every rule', async () => {
  const { owner } = database();
  await fc.assert(
    fc.asyncProperty(plan, async (each) => {
      const step = stepOf[each.kind](each as never);
      const accepted = accepts(step);
      const before = accepted ? undefined : await wholeBooks(owner);
      const outcome: unknown = await step.run().then(
        () => undefined,
        (error: unknown) => error,
      );
      if (accepted && outcome !== undefined) throw outcome;
      if (!accepted) {
        expect(outcome).toBeInstanceOf(DatabaseError);
        expect(outcome).toMatchObject({ code: expect.stringMatching(/^LB/) });
        expect(await wholeBooks(owner)).toEqual(before);
      }
      await agreesWithModel();
      const name = `${each.kind} ${accepted ? 'accepted' : 'refused'}`;
      tally.set(name, (tally.get(name) ?? 0) + 1);
    }),
    // A failing step depends on all before it, so shrinking it alone would only mislead.
    { numRuns: steps, endOnFailure: true, seed },
  );
  for (const kind of ['post', 'pair', 'hold', 'reverse', 'again'])
    for (const outcome of ['accepted', 'refused'])
      expect([kind, outcome, (tally.get(`${kind} ${outcome}`) ?? 0) > 0]).toEqual([kind, outcome, true]);
}, 240_000);
