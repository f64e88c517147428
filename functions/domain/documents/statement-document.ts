import { ownRoutingNumber } from '../nacha/routing.ts';
import {
  customerMoney,
  printedDate,
  printedDay,
  printedMonth,
  type PrintableDocument,
  type PrintableRow,
  type PrintableTable,
} from '../printable.ts';
import type { AccountStatement } from './account-statement.ts';
import { feeTitles, totalOverdraftFees, totalReturnedItemFees } from './fees.ts';
import { statementNotes } from './statement-notes.ts';

/** A statement for paper. @param proofCode SHA-256 of its JSON file */
export function statementDocument(statement: AccountStatement, proofCode: string): PrintableDocument {
  const { accountName, accountNumber, customerName, customerNumber, month, from, to, days } = statement;
  const ending = accountNumber.slice(-4);
  return {
    title: 'Account statement',
    subtitle: `${accountName}, ${printedMonth(month)}`,
    facts: [
      ['Customer', `${customerName} (${customerNumber})`],
      ['Account number', accountNumber],
      ['Routing number', ownRoutingNumber],
      ['Statement period', `${printedDate(from)} to ${printedDate(to)}, ${days} days`],
      ['SHA-256 of the JSON file', proofCode],
    ],
    tables: [
      summaryTable(statement),
      ...(bearsInterest(statement) ? [interestTable(statement)] : []),
      feeTable(statement),
      entryTable(statement),
    ],
    notes: statementNotes,
    signatures: [],
    footer: `Statement ${month} · account ending ${ending} · ${proofCode.slice(0, 16)}`,
    date: to,
  };
}

export const printedRow = (cells: readonly string[], isTotal = false): PrintableRow => ({
  cells,
  isTotal,
  depth: 0,
});

/** What a table says of its amounts; an account may be in another currency than the bank. */
const inUnits = ({ currency }: Pick<AccountStatement, 'currency'>): string =>
  currency === 'USD' ? 'In US dollars' : `In ${currency}`;

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

function summaryTable(statement: AccountStatement): PrintableTable {
  const { from, to, entries, openingMinor, creditMinor, debitMinor, closingMinor } = statement;
  const count = (side: 'credit' | 'debit'): number =>
    entries.filter(({ direction }) => direction === side).length;
  return {
    title: 'Summary',
    note: inUnits(statement),
    columns: [
      { title: 'Balance', align: 'start', share: 6 },
      { title: 'Amount', align: 'end', share: 2 },
    ],
    rows: [
      printedRow([`Opening balance on ${printedDate(from)}`, customerMoney(openingMinor)]),
      printedRow([counted(count('credit'), 'credit'), customerMoney(creditMinor)]),
      printedRow([counted(count('debit'), 'debit'), customerMoney(-debitMinor)]),
      printedRow([`Closing balance on ${printedDate(to)}`, customerMoney(closingMinor)], true),
    ],
    onNewPage: false,
  };
}

const bearsInterest = ({ earned, yearInterestMinor }: AccountStatement): boolean =>
  earned !== null || yearInterestMinor !== 0n;

function interestTable(statement: AccountStatement): PrintableTable {
  const { days, earnedMinor, yield: earned } = statement;
  const yieldRows = earned
    ? [
        printedRow([`Interest earned in ${days} days`, customerMoney(earnedMinor), '']),
        printedRow(['Average daily balance', customerMoney(earned.averageDailyBalanceMinor), '']),
        printedRow(['Annual percentage yield earned', `${earned.apye} %`, '']),
      ]
    : [];
  const { interestMinor, yearInterestMinor, withheldMinor, yearWithheldMinor } = statement;
  const withheldRow =
    yearWithheldMinor === 0n
      ? []
      : [
          printedRow([
            'Federal tax withheld',
            customerMoney(withheldMinor),
            customerMoney(yearWithheldMinor),
          ]),
        ];
  return {
    title: 'Interest',
    note: `${inUnits(statement)}. Interest is earned each day and paid at the times your terms name.`,
    columns: columnsOfSums('Interest'),
    rows: [
      ...yieldRows,
      printedRow(['Interest paid', customerMoney(interestMinor), customerMoney(yearInterestMinor)]),
      ...withheldRow,
    ],
    onNewPage: false,
  };
}

const columnsOfSums = (title: string): PrintableTable['columns'] => [
  { title, align: 'start', share: 5 },
  { title: 'Total for this period', align: 'end', share: 2 },
  { title: 'Total year to date', align: 'end', share: 2 },
];

/** The last two rows stand there whatever was charged, in the words of sample form B-10 (12 CFR 1030, appendix B). */
function feeTable({ fees, currency }: AccountStatement): PrintableTable {
  const ofYear = fees.map(({ kind, yearMinor }) => ({ kind, minor: yearMinor }));
  const total = (title: string, of: typeof totalOverdraftFees): PrintableRow =>
    printedRow([title, customerMoney(of(fees)), customerMoney(of(ofYear))], true);
  return {
    title: 'Fees',
    note: `${inUnits({ currency })}, less what was given back. Overdraft fees include interest on what was overdrawn.`,
    columns: columnsOfSums('Fee'),
    rows: [
      ...fees.map(({ kind, minor, yearMinor }) =>
        printedRow([feeTitles[kind], customerMoney(minor), customerMoney(yearMinor)]),
      ),
      total('Total Overdraft Fees', totalOverdraftFees),
      total('Total Returned Item Fees', totalReturnedItemFees),
    ],
    onNewPage: false,
  };
}

function entryTable({
  from,
  to,
  entries,
  openingMinor,
  closingMinor,
  ...sums
}: AccountStatement): PrintableTable {
  const rows = entries.map((entry) => {
    const { direction, businessDate, description, reference, amountMinor, balanceAfterMinor } = entry;
    const words = reference === '' ? description : `${description} · ${reference}`;
    const amounts =
      direction === 'debit' ? [customerMoney(-amountMinor), ''] : ['', customerMoney(amountMinor)];
    return printedRow([printedDay(businessDate), words, ...amounts, customerMoney(balanceAfterMinor)]);
  });
  const totals = [customerMoney(-sums.debitMinor), customerMoney(sums.creditMinor)];
  return {
    title: 'Transactions',
    note:
      entries.length === 0
        ? 'Nothing was booked in this month.'
        : `${inUnits(sums)}, by the day they were booked`,
    columns: [
      { title: 'Date', align: 'start', share: 0.9 },
      { title: 'Description', align: 'start', share: 5.6 },
      { title: 'Debit', align: 'end', share: 1.6 },
      { title: 'Credit', align: 'end', share: 1.6 },
      { title: 'Balance', align: 'end', share: 1.8 },
    ],
    rows: [
      printedRow([printedDay(from), 'Opening balance', '', '', customerMoney(openingMinor)]),
      ...rows,
      printedRow([printedDay(to), 'Closing balance', ...totals, customerMoney(closingMinor)], true),
    ],
    onNewPage: false,
    carried: { forward: 'Balance carried forward', brought: 'Balance brought forward' },
  };
}
