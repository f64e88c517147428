import {
  printedMoney,
  printedWhole,
  type PrintableColumn,
  type PrintableRow,
  type PrintableTable,
} from '../../printable.ts';
import type { ReportEvent } from '../../report-version.ts';
import type {
  InterestSide,
  PayeeForm,
  PayeeTotals,
  SharedTaxId,
  Tie,
  UnplacedCorrection,
  YearClosing,
  YearEnd,
} from '../year-end.ts';

type Explanations = ReportEvent['explanations'];

/** The end of a year for paper: closing entries, forms 1099-INT, and how they tie to the ledger. */
export function yearEndTables(yearEnd: YearEnd, explanations: Explanations): PrintableTable[] {
  const { closing, forms, sides, ties, unplaced = [], sharedTaxIds = [], unclear = [] } = yearEnd;
  const corrected = forms.some(({ changes = [] }) => changes.length > 0);
  return [
    closingTable(closing),
    formsTable(yearEnd),
    ...(corrected ? [correctedTable(forms)] : []),
    ...(unplaced.length > 0 ? [unplacedTable(unplaced)] : []),
    ...(sharedTaxIds.length > 0 ? [sharedTable(sharedTaxIds)] : []),
    ...(unclear.length > 0 ? [unclearTable(unclear)] : []),
    sidesTable(sides),
    tiesTable(ties, explanations),
  ];
}

const text = (title: string, share: number): PrintableColumn => ({ title, align: 'start', share });
const amount = (title: string, share = 2): PrintableColumn => ({ title, align: 'end', share });
const row = (cells: readonly string[], isTotal = false): PrintableRow => ({ cells, isTotal, depth: 0 });
const money = (minor: bigint): string => (minor === 0n ? '' : printedMoney(minor));

function closingTable({ journalId, countsOn, lines }: YearClosing): PrintableTable {
  const total = lines.reduce((sum, { amountMinor }) => (amountMinor > 0n ? sum + amountMinor : sum), 0n);
  const posted = `As posted on ${countsOn ?? ''}, journal ${journalId ?? ''}`;
  return {
    title: 'Closing entries',
    note: `${journalId === null ? 'The year is open: these entries would close it' : posted}; in US dollars`,
    columns: [text('Account', 1), text('Name', 5), amount('Debit'), amount('Credit')],
    rows: [
      ...lines.map(({ code, name, amountMinor }) =>
        row([
          code,
          name,
          amountMinor > 0n ? printedMoney(amountMinor) : '',
          amountMinor < 0n ? printedMoney(-amountMinor) : '',
        ]),
      ),
      row(['', 'Total', printedMoney(total), printedMoney(total)], true),
    ],
    onNewPage: true,
  };
}

function formsTable({ forms, due, notDue }: YearEnd): PrintableTable {
  const totals = (name: string, { interestMinor, penaltyMinor, withheldMinor }: PayeeTotals): PrintableRow =>
    row(['', name, '', printedMoney(interestMinor), money(penaltyMinor), money(withheldMinor)], true);
  return {
    title: 'Forms 1099-INT',
    note: 'Box 1 interest, box 2 penalties, box 4 federal tax withheld; in US dollars',
    columns: [
      text('Customer', 1.3),
      text('Payee', 4),
      text('Taxpayer number', 1.8),
      amount('Box 1', 1.6),
      amount('Box 2', 1.6),
      amount('Box 4', 1.6),
    ],
    rows: [
      ...forms.slice(0, printedRows).map(formRow),
      ...(forms.length > printedRows ? [moreForms(forms)] : []),
      totals(`${due.count} forms that are due`, due),
      totals(`${notDue.count} payees without a form`, notDue),
    ],
    onNewPage: true,
  };
}

/** As many rows of a table as the memory and the time of a function print; the other formats have them all. */
const printedRows = 1000;

function shortened(rows: readonly PrintableRow[]): readonly PrintableRow[] {
  const more = rows.length - printedRows;
  if (more <= 0) return rows;
  const sentence = `${printedWhole(BigInt(more))} more stand in the CSV, JSON and XML of this version.`;
  // Beside the first column, which is too narrow for it, where there is another.
  const at = (rows[0]?.cells.length ?? 1) > 1 ? 1 : 0;
  const told = (rows[0]?.cells ?? []).map((_cell, index) => (index === at ? sentence : ''));
  return [...rows.slice(0, printedRows), row(told)];
}

const formRow = ({ number, name, taxId, box1Minor, box2Minor, box4Minor }: PayeeForm): PrintableRow =>
  row([number, name, taxId ?? 'none', printedMoney(box1Minor), money(box2Minor), money(box4Minor)]);

/** In place of the forms that are not printed, with the sums of all of them, these included. */
function moreForms(forms: readonly PayeeForm[]): PrintableRow {
  const sum = (box: 'box1Minor' | 'box2Minor' | 'box4Minor'): string =>
    printedMoney(forms.reduce((total, form) => total + form[box], 0n));
  const [all, more] = [forms.length, forms.length - printedRows].map((count) => printedWhole(BigInt(count)));
  const sentence = `${more} more forms stand in the CSV, JSON and XML of this version; the sums are those of all ${all}.`;
  return row(['', sentence, '', sum('box1Minor'), sum('box2Minor'), sum('box4Minor')], true);
}

function correctedTable(forms: readonly PayeeForm[]): PrintableTable {
  return {
    title: 'Corrected forms',
    note: 'What corrections changed since the year was filed; in US dollars',
    columns: [
      text('Customer', 1.3),
      text('Payee', 4),
      text('Box', 0.7),
      text('On', 1.8),
      amount('Before'),
      amount('Since'),
    ],
    rows: shortened(
      forms.flatMap(({ number, name, changes = [] }) =>
        changes.map(({ box, on, beforeMinor, afterMinor }) =>
          row([number, name, box, on, printedMoney(beforeMinor), printedMoney(afterMinor)]),
        ),
      ),
    ),
    onNewPage: false,
  };
}

function unplacedTable(unplaced: readonly UnplacedCorrection[]): PrintableTable {
  return {
    title: 'Taken back beyond what the year has',
    note: 'Corrections by hand of an earlier year, which the books can’t tell; in no box; in US dollars',
    columns: [
      text('Customer', 1.3),
      text('Payee', 4),
      amount('Interest'),
      amount('Withheld'),
      amount('Penalty'),
    ],
    rows: shortened(
      unplaced.map(({ number, name, interestMinor, withheldMinor, penaltyMinor }) =>
        row([number, name, ...[interestMinor, withheldMinor, penaltyMinor].map(money)]),
      ),
    ),
    onNewPage: false,
  };
}

function sharedTable(shared: readonly SharedTaxId[]): PrintableTable {
  return {
    title: 'Taxpayer numbers of more than one customer',
    note: 'Each of them gets a form; whoever files may have to join them; interest in US dollars',
    columns: [text('Taxpayer number', 2), text('Customers', 5), amount('Interest together')],
    rows: shortened(
      shared.map(({ taxId, numbers, interestMinor }) =>
        row([taxId, numbers.join(', '), printedMoney(interestMinor)]),
      ),
    ),
    onNewPage: false,
  };
}

function unclearTable(journals: readonly string[]): PrintableTable {
  return {
    title: 'Unclear journals',
    note: 'Whose interest, tax or penalty is whose was told by the order of their lines (Y07)',
    columns: [text('Journal', 1)],
    rows: shortened(journals.map((id) => row([id]))),
    onNewPage: false,
  };
}

const otherYearsNote =
  '. Booked later: counts in this year and was booked after it. Of earlier: was booked in this year and counts in an earlier one.';

function sidesTable(sides: readonly InterestSide[]): PrintableTable {
  const names = { payees: 'Payees', others: 'Deposits without a form', ledger: 'Ledger' } as const;
  const crossing = sides.some(({ laterMinor, earlierMinor }) => laterMinor || earlierMinor);
  return {
    title: 'Interest of deposits, on both sides',
    note:
      'Deposits as they were credited, and the accounts it was posted against; in US dollars' +
      (crossing ? otherYearsNote : ''),
    columns: [
      text('Side', 1.8),
      text('Account', 1),
      text('Name', crossing ? 2.4 : 3.6),
      amount('Interest', 1.8),
      amount('Withheld', 1.5),
      amount('Penalty', 1.5),
      amount('Other journals', 1.8),
      ...(crossing ? [amount('Booked later', 1.6), amount('Of earlier', 1.6)] : []),
    ],
    rows: sides.map(({ side, code, name, ...amounts }) => {
      const { interestMinor, withheldMinor, penaltyMinor, elsewhereMinor } = amounts;
      const otherYears = crossing ? [amounts.laterMinor ?? 0n, amounts.earlierMinor ?? 0n] : [];
      const all = [interestMinor, withheldMinor, penaltyMinor, elsewhereMinor, ...otherYears];
      return row([names[side], code, name, ...all.map(money)]);
    }),
    onNewPage: true,
  };
}

function tiesTable(ties: readonly Tie[], explanations: Explanations): PrintableTable {
  return {
    title: 'How it ties',
    note: 'In US dollars',
    columns: [
      text('Check', 0.8),
      text('What it asks', 5),
      amount('One side'),
      amount('The other'),
      text('Result', 1.4),
    ],
    rows: ties.map(({ id, description, leftMinor, rightMinor, outcome }) => {
      const word = outcome === 'explain' ? explanations[id] : undefined;
      const asked = word === undefined ? description : `${description}. Explained: ${word}`;
      const open = word === undefined ? 'asks for an explanation' : 'explained';
      const result = outcome === 'pass' ? 'ties' : open;
      return row([id, asked, printedMoney(leftMinor), printedMoney(rightMinor), result]);
    }),
    onNewPage: false,
  };
}
