import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from '@jest/globals';
import { useTestDatabase } from '../../local/testing/database.ts';
import { refusalOf } from '../../local/testing/refusal.ts';

const database = useTestDatabase();

type ChartRow = Record<'account' | 'name' | 'normal' | 'cls' | 'fs_line', string>;
const chart: ChartRow[] = parse(
  readFileSync(new URL('../seed/chart_of_accounts.csv', import.meta.url), 'utf8'),
  { columns: true },
);

const load = (rows: ChartRow[]): Promise<unknown> =>
  database().owner.query('SELECT books.load_chart($1::jsonb)', [JSON.stringify(rows)]);

const withChange = (account: string, change: Partial<ChartRow>): ChartRow[] =>
  chart.map((row) => (row.account === account ? { ...row, ...change } : row));

describe('The chart of accounts', () => {
  it('is the seed file, account for account', async () => {
    const { rows } = await database().app.query(
      'SELECT * FROM bank.chart_of_accounts ORDER BY ledger_account',
    );
    expect(rows).toHaveLength(chart.length);
    expect(rows.find(({ ledger_account: code }) => code === '2010')).toEqual({
      ledger_account: '2010',
      name: 'Demand deposits, noninterest-bearing: individuals and businesses',
      class: 'Liability',
      normal_side: 'credit',
      statement_line: 'Deposits, noninterest-bearing',
      schedule_item: 'RC 13.a.(1); RC-E 1(A), 7(B)',
      mdrm: 'RCON6631; RCONB549, RCON2210',
      note: 'control account of the DDA subledger',
      postable: true,
      subledger: true,
      retired_on: null,
    });
  });

  it('takes every account but the computed net income', async () => {
    const { rows } = await database().app.query(
      'SELECT ledger_account FROM bank.chart_of_accounts WHERE NOT postable',
    );
    expect(rows).toEqual([{ ledger_account: '3045' }]);
  });

  it('gives every ledger account without a sub-ledger a house account of its own', async () => {
    const { rows } = await database().app.query<{ ledger_account: string; id: string }>(
      'SELECT ledger_account, id FROM bank.account WHERE customer_id IS NULL',
    );
    expect(rows).toHaveLength(chart.length - 6);
    expect(rows.find(({ ledger_account: code }) => code === '1010')?.id).toBe(
      '00000000-0000-8000-8000-000000001010',
    );
    expect(rows.filter(({ ledger_account: code }) => /^20[1-5]0$/.test(code))).toEqual([]);
  });

  it('can be renamed and extended', async () => {
    const extra = {
      account: '1011',
      name: 'Coin machine',
      normal: 'D',
      cls: 'Asset',
      fs_line: 'Cash and due from banks',
    };
    await load(
      [...withChange('1010', { name: 'Vault cash' }), extra].map((row) => ({
        schedule_item: '',
        mdrm: '',
        note: '',
        ...row,
      })),
    );
    const { rows } = await database().app.query(
      "SELECT number, name FROM bank.account WHERE ledger_account IN ('1010', '1011') ORDER BY number",
    );
    expect(rows).toEqual([
      { number: '0000001010', name: 'Vault cash' },
      { number: '0000001011', name: 'Coin machine' },
    ]);
  });

  it.each([
    ['lose an account', (): ChartRow[] => chart.filter(({ account }) => account !== '1010')],
    ['change the class of an account', (): ChartRow[] => withChange('1010', { cls: 'Expense' })],
    ['change the side of an account', (): ChartRow[] => withChange('1010', { normal: 'C' })],
  ])('can’t %s', async (_what, rows) => {
    const refusal = await refusalOf(load(rows()));
    expect(refusal.message).toMatch(/Ledger account 101\d is in the books/);
  });
});
