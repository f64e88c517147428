import { beforeAll, describe, expect, it } from '@jest/globals';
import { useBank, type Caller } from '../../local/testing/bank.ts';
import { problem, usd } from '../../local/testing/front-door.ts';
import { aCashDeposit, aJournal, post } from '../../local/testing/journals.ts';
import { closeLastYear, openReportDesk, pathOf, type ReportDesk } from '../../local/testing/report-desk.ts';
import type { ReportContentView, StatementLineView } from '../contract/reports.ts';
import type { StatementCellView } from '../contract/statement-cells.ts';

const bank = useBank({}, '2024-12-31');
const statements = ['balanceSheet', 'incomeStatement', 'equityChanges', 'cashFlow'] as const;
const columns = [
  ['period', 'amount'],
  ['before', 'before'],
  ['year-before', 'yearBefore'],
] as const;
let desk: ReportDesk;
let accountant: Caller;
let content: ReportContentView;

/** Something on both sides of each statement: fees, interest, wear, a security, a dividend. */
beforeAll(async () => {
  const { database, cast } = bank();
  await post(database.app, aCashDeposit(cast.bob.accountId, 200_000_000n));
  await database.operator.query("SELECT bank.roll_business_date('2025-02-03')");
  await post(
    database.app,
    aJournal([
      { account: cast.bob.accountId, minor: 700n },
      { account: '6020', minor: -700n },
    ]),
    aJournal([
      { account: '5020', minor: 5_000n },
      { account: '2300', minor: -5_000n },
    ]),
    aJournal([
      { account: '7035', minor: 9_000n },
      { account: '1529', minor: -9_000n },
    ]),
    aJournal([
      { account: '1220', minor: 100_000_000n },
      { account: '1010', minor: -100_000_000n },
    ]),
    aJournal([
      { account: '3050', minor: 2_500n },
      { account: '2380', minor: -2_500n },
    ]),
  );
  await closeLastYear(bank());
  desk = await openReportDesk(bank());
  ({ accountant } = desk);
  await desk.make('2025Q1');
  const page = await desk.read('2025Q1');
  if (page.content === null) throw new Error('The report was not made.');
  content = page.content;
});

async function cellOf(statement: string, line: number, column = 'period'): Promise<StatementCellView> {
  const path = `${pathOf('2025Q1')}/versions/1/statements/${statement}/${line}?column=${column}`;
  const { status, body } = await accountant.get(path);
  expect(status).toBe(200);
  return body as StatementCellView;
}

const signed = ({ parts }: StatementCellView): bigint =>
  parts.reduce((sum, { subtracted, amount }) => sum + (subtracted ? -1n : 1n) * BigInt(amount.minor), 0n);

const placeOf = (statement: (typeof statements)[number], label: string): number =>
  content[statement].findIndex((line: StatementLineView) => line.label === label);

describe('Every cell of a statement', () => {
  it.each(statements)('of %s is the sum of its parts, in each column that has it', async (statement) => {
    for (const [place, line] of content[statement].entries())
      for (const [column, name] of columns) {
        const amount = line[name];
        if (amount === null) continue;
        const cell = await cellOf(statement, place, column);
        expect([cell.label, cell.amount, cell.known]).toEqual([line.label, amount, amount]);
        expect(signed(cell)).toBe(BigInt(amount.minor));
      }
  });
});

describe('A cell of a statement', () => {
  it('leads from a total to its lines, from a line to its accounts', async () => {
    const total = await cellOf('balanceSheet', placeOf('balanceSheet', 'Total deposits'));
    const [part] = total.parts.filter(({ amount }) => amount.minor !== '0');
    expect(part).toMatchObject({ kind: 'line', label: 'Deposits, noninterest-bearing' });
    const leaf = await cellOf('balanceSheet', part?.line ?? -1);
    expect(leaf.parts).toMatchObject([{ kind: 'account', name: '2010', subtracted: false }]);
  });

  it('says what is subtracted, and which dates it is about', async () => {
    const before = await cellOf(
      'incomeStatement',
      placeOf('incomeStatement', 'Net interest income'),
      'before',
    );
    expect([before.from, before.to]).toEqual(['2024-10-01', '2024-12-31']);
    expect(before.parts.map(({ label, subtracted }) => [label, subtracted])).toEqual([
      ['Interest income', false],
      ['Interest expense', true],
    ]);
  });

  it('tells what the version says from what is known since', async () => {
    const { database, cast } = bank();
    const place = placeOf('balanceSheet', 'Deposits, noninterest-bearing');
    const before = await cellOf('balanceSheet', place);
    await post(
      database.app,
      aJournal(
        [
          { account: '7090', minor: 300n },
          { account: '2340', minor: -300n },
        ],
        { type: 'ADJUSTING', adjustsOn: '2025-03-31' },
      ),
    );
    await post(database.app, aCashDeposit(cast.bob.accountId, 100n));
    expect(await cellOf('balanceSheet', place)).toEqual(before);
    const owed = await cellOf('balanceSheet', placeOf('balanceSheet', 'Other liabilities'));
    const known = BigInt(owed.known?.minor ?? '0');
    expect(known - BigInt(owed.amount.minor)).toBe(300n);
    expect(signed(owed)).toBe(known);
  });

  it('never shows another line’s accounts once the statement has other lines, and says so', async () => {
    const { owner } = bank().database;
    const [label, place] = ['Premises and equipment', placeOf('balanceSheet', 'Premises and equipment')];
    const before = await cellOf('balanceSheet', place);
    // Another order of the lines, and one more before all of them.
    const { rows } = await owner.query<{ code: string }>(
      `UPDATE books.statement_line SET position = 90 + position WHERE label = '${label}' RETURNING code`,
    );
    expect(rows).toHaveLength(1);
    expect(await cellOf('balanceSheet', place)).toEqual(before);
    await owner.query(
      `INSERT INTO books.statement_line (code, statement, parent, position, side, label)
       SELECT 'wear', statement, parent, 1000, side, 'Wear' FROM books.statement_line WHERE label = '${label}'`,
    );
    await owner.query("UPDATE books.ledger_account SET statement_line = 'wear' WHERE code = '1529'");
    const after = await cellOf('balanceSheet', place);
    expect([after.known, after.changedLines]).toEqual([usd(0), ['Wear']]);
    await owner.query("UPDATE books.ledger_account SET statement_line = $1 WHERE code = '1529'", [
      rows[0]?.code,
    ]);
    await owner.query("DELETE FROM books.statement_line WHERE code = 'wear'");
    expect(await cellOf('balanceSheet', place)).toEqual(before);
  });

  it.each([
    ['a line that is none', '/versions/1/statements/cashFlow/99', 404, 'report-not-found'],
    ['a version that is none', '/versions/9/statements/cashFlow/0', 404, 'report-not-found'],
    ['a statement that is none', '/versions/1/statements/weather/0', 404, 'not-found'],
  ])('is refused of %s', async (_what, rest, status, code) => {
    expect(problem(await accountant.get(`${pathOf('2025Q1')}${rest}`))).toEqual({ status, code });
  });

  it('is for those who read reports', async () => {
    const path = `${pathOf('2025Q1')}/versions/1/statements/cashFlow/0`;
    for (const [userName, status] of [
      ['alice', 403],
      ['teller', 403],
      ['auditor', 200],
    ] as const)
      expect((await (await bank().signIn(userName)).get(path)).status).toBe(status);
    expect((await cellOf('balanceSheet', 0)).amount.currency).toBe(usd(0).currency);
  });
});
