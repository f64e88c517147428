import { beforeAll, expect, it } from '@jest/globals';
import { openBank } from '../../local/testing/cast.ts';
import { useTestDatabase } from '../../local/testing/database.ts';
import { postToyBank, signedMinor, toyBank } from '../../local/testing/toy-bank.ts';

const database = useTestDatabase();

beforeAll(async () => {
  await openBank(database().operator, '2026-01-02');
  await postToyBank(database().operator);
});

const expectedLines = toyBank.yearEndClose.expected.lines.map((line) => ({
  ledger_account: line[0],
  amount_minor: signedMinor(line).toString(),
}));

it(`closes the books of the toy bank line by line (${toyBank.yearEndClose.id})`, async () => {
  const { rows } = await database().owner.query<{ ledger_account: string; amount_minor: string }>(
    "SELECT ledger_account, amount_minor::text FROM books.closing_entries('2026-01-01', '2026-03-31') ORDER BY line_no",
  );
  expect(rows).toEqual(expectedLines);
});

it('says the same of the year while it is open, without a journal', async () => {
  const { rows } = await database().app.query<{
    ledger_account: string;
    amount_minor: string;
    journal_id: null;
  }>('SELECT ledger_account, amount_minor, journal_id FROM bank.year_closing(2026) ORDER BY line_no');
  expect(rows).toEqual(expectedLines.map((line) => ({ ...line, journal_id: null })));
});
