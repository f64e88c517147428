import { customerMoney, printedDate, type PrintableDocument, type PrintableTable } from '../printable.ts';
import { depositsOf, loansOf, type AccountYear, type AnnualStatement } from './annual-statement.ts';
import { feeTitles, totalFees, totalOverdraftFees, totalReturnedItemFees } from './fees.ts';
import { printedRow } from './statement-document.ts';

/** A year of a customer for paper. @param proofCode SHA-256 of its JSON file */
export function annualDocument(statement: AnnualStatement, proofCode: string): PrintableDocument {
  const { customerName, customerNumber, year } = statement;
  const to = `${year}-12-31`;
  return {
    title: 'Annual statement',
    subtitle: `All accounts, ${year}`,
    facts: [
      ['Customer', `${customerName} (${customerNumber})`],
      ['Period', `${printedDate(`${year}-01-01`)} to ${printedDate(to)}`],
      ['SHA-256 of the JSON file', proofCode],
    ],
    tables: [
      ...byCurrency(depositsOf(statement)).flatMap(depositTables),
      ...(loansOf(statement).length > 0 ? [loanTable(statement)] : []),
    ],
    notes: [
      {
        title: 'What this is for',
        paragraphs: [
          'It sums up the monthly statements of the year. Interest that was paid to you is reported to the Internal Revenue Service where ' +
            'Form 1099-INT is due; this statement is no tax form. Interest that was taken back in a later year is here in that year, and on ' +
            'the form in the year in which it had been paid.',
          ...(depositsOf(statement).some(({ currency }) => currency !== 'USD') ? [otherCurrencies] : []),
        ],
      },
    ],
    signatures: [],
    footer: `Annual statement ${year} · customer ${customerNumber} · ${proofCode.slice(0, 16)}`,
    date: to,
  };
}

const otherCurrencies =
  'Amounts in other currencies stand in their own, with sums of their own. Form 1099-INT is in US dollars; interest in another currency is ' +
  'in no box of it, and is for the bank to convert.';

const amount = (title: string): PrintableTable['columns'][number] => ({ title, align: 'end', share: 2 });
const account: PrintableTable['columns'][number] = { title: 'Account', align: 'start', share: 4 };
const nameOf = ({ name, number }: AccountYear): string => `${name} ${number}`;

/** Accounts of one currency: sums go no further. */
interface InOne {
  readonly note: string;
  /** After the titles of its tables; nothing for US dollars. */
  readonly suffix: string;
  readonly accounts: readonly AccountYear[];
}

function byCurrency(accounts: readonly AccountYear[]): readonly InOne[] {
  const groups = [...Map.groupBy(accounts, ({ currency }) => currency)];
  // US dollars first, because everything else of the bank is in them.
  return groups
    .sort(([one], [other]) => Number(other === 'USD') - Number(one === 'USD'))
    .map(([currency, of]) =>
      currency === 'USD'
        ? { note: 'In US dollars', suffix: '', accounts: of }
        : { note: `In ${currency}`, suffix: ` in ${currency}`, accounts: of },
    );
}

function depositTables({ note, suffix, accounts }: InOne): PrintableTable[] {
  const sum = (of: (account: AccountYear) => bigint): string =>
    customerMoney(accounts.reduce((total, each) => total + of(each), 0n));
  const interest: PrintableTable = {
    ...{ title: `Balances and interest${suffix}`, note, onNewPage: false },
    columns: [account, ...['January 1', 'Interest paid', 'Tax withheld', 'December 31'].map(amount)],
    rows: [
      ...accounts.map((each) => {
        const { openingMinor, interestMinor, withheldMinor, closingMinor } = each;
        const amounts = [openingMinor, interestMinor, withheldMinor, closingMinor].map(customerMoney);
        return printedRow([nameOf(each), ...amounts]);
      }),
      printedRow(
        [
          'Total',
          ...[sum((each) => each.openingMinor), sum((each) => each.interestMinor)],
          ...[sum((each) => each.withheldMinor), sum((each) => each.closingMinor)],
        ],
        true,
      ),
    ],
  };
  return [interest, feeTable({ note, suffix, accounts })];
}

function feeTable({ note, suffix, accounts }: InOne): PrintableTable {
  const all = accounts.flatMap(({ fees }) => fees);
  return {
    title: `Fees${suffix}`,
    note: `${note}, less what was given back. Overdraft fees include interest on what was overdrawn.`,
    columns: [account, { title: 'Fee', align: 'start', share: 4 }, amount('Total of the year')],
    rows: [
      ...accounts.flatMap((each) =>
        each.fees.map(({ kind, minor }) => printedRow([nameOf(each), feeTitles[kind], customerMoney(minor)])),
      ),
      printedRow(['', 'Total Overdraft Fees', customerMoney(totalOverdraftFees(all))], true),
      printedRow(['', 'Total Returned Item Fees', customerMoney(totalReturnedItemFees(all))], true),
      printedRow(['', 'All fees', customerMoney(totalFees(all))], true),
    ],
    onNewPage: false,
  };
}

/** Loans are in US dollars. */
function loanTable(statement: AnnualStatement): PrintableTable {
  return {
    title: 'Loans',
    note: 'In US dollars; balances are the principal you owe',
    onNewPage: false,
    columns: [
      account,
      ...['January 1', 'Interest you paid', 'Principal you paid', 'Late fees', 'December 31'].map(amount),
    ],
    rows: loansOf(statement).map((each) => {
      const { openingMinor, closingMinor, loan } = each;
      const amounts = [
        openingMinor,
        loan.interestMinor,
        loan.principalMinor,
        loan.lateFeeMinor,
        closingMinor,
      ];
      return printedRow([nameOf(each), ...amounts.map(customerMoney)]);
    }),
  };
}
