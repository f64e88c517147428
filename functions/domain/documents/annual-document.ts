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
      ...depositTables(depositsOf(statement)),
      ...(loansOf(statement).length > 0 ? [loanTable(statement)] : []),
    ],
    notes: [
      {
        title: 'What this is for',
        paragraphs: [
          'It sums up the monthly statements of the year. Interest that was paid to you is reported to the Internal Revenue Service where ' +
            'Form 1099-INT is due; this statement is no tax form.',
        ],
      },
    ],
    signatures: [],
    footer: `Annual statement ${year} · customer ${customerNumber} · ${proofCode.slice(0, 16)}`,
    date: to,
  };
}

const amount = (title: string): PrintableTable['columns'][number] => ({ title, align: 'end', share: 2 });
const account: PrintableTable['columns'][number] = { title: 'Account', align: 'start', share: 4 };
const nameOf = ({ name, number }: AccountYear): string => `${name} ${number}`;
const common = { note: 'In US dollars', onNewPage: false } as const;

function depositTables(deposits: readonly AccountYear[]): PrintableTable[] {
  if (deposits.length === 0) return [];
  const sum = (of: (account: AccountYear) => bigint): string =>
    customerMoney(deposits.reduce((total, each) => total + of(each), 0n));
  const interest: PrintableTable = {
    ...common,
    title: 'Balances and interest',
    columns: [account, ...['January 1', 'Interest paid', 'Tax withheld', 'December 31'].map(amount)],
    rows: [
      ...deposits.map((each) => {
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
  return [interest, feeTable(deposits)];
}

function feeTable(deposits: readonly AccountYear[]): PrintableTable {
  const all = deposits.flatMap(({ fees }) => fees);
  return {
    ...common,
    title: 'Fees',
    note: 'In US dollars, less what was given back. Overdraft fees include interest on what was overdrawn.',
    columns: [account, { title: 'Fee', align: 'start', share: 4 }, amount('Total of the year')],
    rows: [
      ...deposits.flatMap((each) =>
        each.fees.map(({ kind, minor }) => printedRow([nameOf(each), feeTitles[kind], customerMoney(minor)])),
      ),
      printedRow(['', 'Total Overdraft Fees', customerMoney(totalOverdraftFees(all))], true),
      printedRow(['', 'Total Returned Item Fees', customerMoney(totalReturnedItemFees(all))], true),
      printedRow(['', 'All fees', customerMoney(totalFees(all))], true),
    ],
  };
}

function loanTable(statement: AnnualStatement): PrintableTable {
  return {
    ...common,
    title: 'Loans',
    note: 'In US dollars; balances are the principal you owe',
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
