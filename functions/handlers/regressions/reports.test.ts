import { beforeAll, describe, expect, it } from '@jest/globals';
import { useBank } from '../../../local/testing/bank.ts';
import { brokenRules, wholeBooks } from '../../../local/testing/books.ts';
import {
  acc,
  aliceHas,
  journalBody,
  openDesk,
  problem,
  rollTo,
  usd,
  type Desk,
} from '../../../local/testing/front-door.ts';
import type { TrialBalanceView } from '../../contract/books.ts';

const bank = useBank();
let desk: Desk;

beforeAll(async () => {
  desk = await openDesk(bank());
});

const trialBalance = async (): Promise<TrialBalanceView> =>
  (await desk.accountant.get('/api/v1/trial-balance')).body as TrialBalanceView;

describe('Regression 13: a reversed journal drops out of the trial balance and its reversal stays', () => {
  it('both stay, so that the trial balance is as before the journal and still balances', async () => {
    const account = await aliceHas(bank(), 1_000n);
    const before = await trialBalance();
    const { body } = await desk.accountant.post('/api/v1/journals', journalBody(account, '1040', 400n));
    const { id } = body as { id: string };
    expect(await trialBalance()).not.toEqual(before);
    expect((await desk.accountant.post(`/api/v1/journals/${id}/reversals`, {})).status).toBe(201);
    const after = await trialBalance();
    const amounts = ({ lines }: TrialBalanceView): unknown =>
      lines
        .filter(({ debit, credit }) => debit.minor !== credit.minor)
        .map(({ ledgerAccount, debit, credit }) => [ledgerAccount, debit.minor, credit.minor]);
    expect(amounts(after)).toEqual(amounts(before));
    expect([after.totalDebit, after.totalCredit]).toEqual([before.totalDebit, before.totalCredit]);
    const { body: list } = await desk.alice.get(`/api/v1/accounts/${acc(account)}/transactions`);
    const { items } = list as { items: { direction: string; amount: unknown }[] };
    expect(items.map(({ direction, amount }) => [direction, amount])).toEqual([
      ['credit', usd(400)],
      ['debit', usd(400)],
      ['credit', usd(1_000)],
    ]);
  });
});

describe('Regression 14: a value date ahead looks like a difference in the books', () => {
  it('both sides of every check are taken on the same axis, so nothing differs', async () => {
    const account = await aliceHas(bank(), 1_000n);
    const ahead = { ...journalBody(account, '1040', 400n), valueDate: '2026-01-30' };
    expect((await desk.accountant.post('/api/v1/journals', ahead)).status).toBe(201);
    const asOf = async (): Promise<unknown> => {
      const { body } = await desk.alice.get(`/api/v1/accounts/${acc(account)}/balance`);
      return (body as { balance: unknown }).balance;
    };
    for (const date of ['2026-01-16', '2026-02-02']) {
      const { totalDebit, totalCredit } = await trialBalance();
      expect(totalDebit).toEqual(totalCredit);
      expect(await brokenRules(bank().database.owner)).toEqual([]);
      for (const check of ['balances', 'account_movements', 'value_shifts', 'control_accounts']) {
        const query = 'SELECT bank.verify_books($1) AS found';
        const { rows } = await bank().database.operator.query<{ found: unknown }>(query, [check]);
        expect([check, rows[0]?.found]).toEqual([check, null]);
      }
      // Booked at once; it counts for interest from its value date.
      const { body } = await desk.alice.get(`/api/v1/accounts/${acc(account)}`);
      expect(body).toMatchObject({ balance: usd(600) });
      expect(await asOf()).toEqual(usd(1_000));
      await rollTo(bank(), date);
    }
    expect(await asOf()).toEqual(usd(600));
  });
});

describe('Regression 16: an entry on an account that only sums up others vanishes', () => {
  it('every account of the chart that takes no entries of its own refuses them, and all others are in the total', async () => {
    const { body } = await desk.accountant.get('/api/v1/chart-of-accounts');
    const { items } = body as { items: { ledgerAccount: string; class: string }[] };
    const { rows } = await bank().database.app.query<{ code: string }>(
      'SELECT ledger_account AS code FROM bank.account WHERE customer_id IS NULL',
    );
    const own = new Set(rows.map(({ code }) => code));
    const sums = items.filter(({ ledgerAccount }) => !own.has(ledgerAccount));
    expect(sums.map(({ ledgerAccount }) => ledgerAccount)).toContain('2010');
    const before = await wholeBooks(bank().database.owner);
    for (const { ledgerAccount } of sums) {
      const entry = journalBody('1010', ledgerAccount, 1n);
      expect([ledgerAccount, problem(await desk.accountant.post('/api/v1/journals', entry))]).toEqual([
        ledgerAccount,
        { status: 422, code: 'account-not-postable' },
      ]);
    }
    expect(await wholeBooks(bank().database.owner)).toEqual(before);
    const money = items.filter((each) => own.has(each.ledgerAccount) && each.class !== 'Memo');
    const postable = money.filter(({ ledgerAccount }) => ledgerAccount !== '1010');
    const journals = postable.map(({ ledgerAccount }) => journalBody('1010', ledgerAccount, 7n));
    const answer = await desk.accountant.post('/api/v1/journals:batch', { journals });
    expect(answer.body).toMatchObject({ batch: { posted: postable.length } });
    const { lines, totalDebit, totalCredit } = await trialBalance();
    expect(totalDebit).toEqual(totalCredit);
    const shown = lines.map(({ ledgerAccount }) => ledgerAccount);
    expect(postable.filter(({ ledgerAccount }) => !shown.includes(ledgerAccount))).toEqual([]);
  });
});
