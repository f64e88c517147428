import { ownBank } from '../../own-bank.ts';
import {
  printedMoney,
  printedWhole,
  type PrintableColumn,
  type PrintableDocument,
  type PrintableRow,
  type PrintableSignature,
  type PrintableTable,
} from '../../printable.ts';
import { earlierPeriods, type ReportKey } from '../../report.ts';
import type { ReportEvent } from '../../report-version.ts';
import type { ComparedLine } from '../../statement.ts';
import type { QuarterPack } from '../quarter-pack.ts';
import type { ReportStatements } from '../report-statements.ts';
import { scheduleTitle } from '../schedule-titles.ts';
import { statementNames, type WholeReport } from './report-file.ts';
import { yearEndTables } from './year-end-tables.ts';

const kindWords = { day: 'Day', month: 'Month', quarter: 'Quarter', year: 'Year' } as const;
/** A version that was amended says what it said when it was filed: what was filed gives the same bytes for ever. */
const stateWords = { DRAFT: 'draft', REVIEWED: 'reviewed', FILED: 'filed', AMENDED: 'filed' } as const;

/** A report for paper: statements, trial balance, schedules, rules with their explanations, and who signed. */
export function reportDocument({ version, content }: WholeReport): PrintableDocument {
  const { kind, period, sha256, amends, reason } = version;
  const { from, to, asOf, pack, yearEnd } = content;
  const amended: [string, string][] = amends === null ? [] : [['Amends', `Version ${amends}: ${reason}`]];
  return {
    title: `${kindWords[kind]} ${period}`,
    subtitle: pack === null ? 'Financial statements' : 'Financial statements and regulatory schedules',
    facts: [
      ['Period', `${from} to ${to}`],
      ['Figures run to the close of', asOf],
      ['Version', `${version.version}, ${stateWords[version.state]}`],
      ...amended,
      ['Last journal seen', version.asOfSequence ?? ''],
      ['SHA-256 of the figures', sha256 ?? ''],
    ],
    tables: [
      ...statementTables(version, content),
      trialBalanceTable(content),
      ...(pack ? packTables(pack, version) : []),
      ...(yearEnd ? yearEndTables(yearEnd, explanationsOf(version)) : []),
    ],
    signatures: signaturesOf(version),
    footer: `${ownBank.name} · ${kindWords[kind]} ${period}, version ${version.version} · ${(sha256 ?? '').slice(0, 16)}`,
    date: asOf,
  };
}

const amount = (title: string): PrintableColumn => ({ title, align: 'end', share: 2 });

/** Balances stand at the end of the day a column is named for; what moved did so in the period that ends with it. */
const statementNotes = {
  balanceSheet: 'In US dollars, at the close of these days',
  incomeStatement: 'In US dollars, of the periods that end with these days',
  equityChanges: 'In US dollars, of the periods that end with these days',
  cashFlow: 'In US dollars, of the periods that end with these days',
} as const;

function statementTables(key: ReportKey, content: ReportStatements): PrintableTable[] {
  const { before, yearBefore } = earlierPeriods(key);
  return statementNames.flatMap(({ of, title }, index) => {
    const lines = content[of];
    if (lines.length === 0) return [];
    const earlier = [
      { title: before?.to ?? '', of: (line: ComparedLine) => line.beforeMinor },
      { title: yearBefore?.to ?? '', of: (line: ComparedLine) => line.yearBeforeMinor },
    ].filter((column) => lines.some((line) => column.of(line) !== null));
    const columns: PrintableColumn[] = [
      { title: 'Line', align: 'start', share: 6 },
      amount(content.asOf),
      ...earlier.map((column) => amount(column.title)),
    ];
    const rows = lines.map((line) => ({
      cells: [
        line.label,
        printedMoney(line.amountMinor),
        ...earlier.map((column) => printedMoney(column.of(line) ?? 0n)),
      ],
      isTotal: line.isTotal,
      depth: line.depth,
    }));
    return [{ title, note: statementNotes[of], columns, rows, onNewPage: index > 0 }];
  });
}

const row = (cells: readonly string[], isTotal = false): PrintableRow => ({ cells, isTotal, depth: 0 });

function trialBalanceTable({ trialBalance }: ReportStatements): PrintableTable {
  const sum = (of: 'debitMinor' | 'creditMinor'): bigint =>
    trialBalance.reduce((total, line) => total + line[of], 0n);
  const side = (minor: bigint): string => (minor === 0n ? '' : printedMoney(minor));
  return {
    title: 'Trial balance',
    note: 'In US dollars; income and expense since the year began, until it is closed',
    columns: [
      { title: 'Account', align: 'start', share: 1 },
      { title: 'Name', align: 'start', share: 5 },
      amount('Debit'),
      amount('Credit'),
    ],
    rows: [
      ...trialBalance.map(({ code, name, debitMinor, creditMinor }) =>
        row([code, name, side(debitMinor), side(creditMinor)]),
      ),
      row(['', 'Total', printedMoney(sum('debitMinor')), printedMoney(sum('creditMinor'))], true),
    ],
    onNewPage: true,
  };
}

function packTables({ schedules, rules }: QuarterPack, version: WholeReport['version']): PrintableTable[] {
  const isCompared = schedules.some(({ lines }) =>
    lines.some(({ yearBefore }) => typeof yearBefore === 'bigint'),
  );
  const scheduleTables = schedules.map(({ name, lines }, index) => ({
    title: scheduleTitle(name),
    note: 'In thousands of US dollars',
    columns: [
      { title: 'Item', align: 'start', share: 1.2 },
      { title: 'Line', align: 'start', share: 6 },
      { title: 'MDRM', align: 'start', share: 1.4 },
      { title: 'Amount', align: 'end', share: 1.6 },
      ...(isCompared ? [{ title: 'Year before', align: 'end', share: 1.6 } as const] : []),
    ] as const,
    rows: lines.map(({ item, caption, code, thousands, yearBefore, isTotal }) => {
      const cells = [item, caption, code, printedWhole(thousands)];
      return row(isCompared ? [...cells, printedWhole(yearBefore ?? 0n)] : cells, isTotal);
    }),
    onNewPage: index === 0,
  }));
  const explanations = explanationsOf(version);
  const ruleTable: PrintableTable = {
    title: 'Validity rules',
    note: 'Amounts in thousands of US dollars',
    columns: [
      { title: 'Rule', align: 'start', share: 0.8 },
      { title: 'What it asks', align: 'start', share: 5.4 },
      { title: 'One side', align: 'end', share: 1.3 },
      { title: 'The other', align: 'end', share: 1.3 },
      { title: 'Result', align: 'start', share: 1.4 },
    ],
    rows: rules.map(({ id, description, left, right, outcome }) => {
      const word = outcome === 'explain' ? explanations[id] : undefined;
      const asked = word === undefined ? description : `${description}. Explained: ${word}`;
      const result = word === undefined ? outcomes[outcome] : 'explained';
      return row([id, asked, printedWhole(left), printedWhole(right), result]);
    }),
    onNewPage: true,
  };
  return [...scheduleTables, ruleTable];
}

const outcomes = {
  pass: 'holds',
  explain: 'asks for an explanation',
  refuse: 'refused',
  'not-comparable': 'no earlier one',
} as const;

/** The last step of this kind; what was done before a version was sent back no longer stands. */
function standing({ history }: WholeReport['version'], action: 'review' | 'file'): ReportEvent | undefined {
  return history.at(-1)?.action === 'return' ? undefined : history.findLast((each) => each.action === action);
}

/** Those that the review gave which stands. */
function explanationsOf(version: WholeReport['version']): ReportEvent['explanations'] {
  return standing(version, 'review')?.explanations ?? {};
}

/** All three by the clock, in UTC: the day on which somebody signs need not be a business date. */
function signaturesOf(version: WholeReport['version']): PrintableSignature[] {
  const { createdBy, createdAt } = version;
  const of = (action: 'review' | 'file'): { name: string; date: string } => {
    const event = standing(version, action);
    return { name: event?.by ?? '', date: event?.at.slice(0, 10) ?? '' };
  };
  // A version that nobody began was made when its period had ended, by the bank's worker: no person signs for that.
  const prepared = createdBy === 'report-worker' ? 'the bank’s report worker' : createdBy;
  return [
    { role: 'Prepared by', name: prepared, date: createdAt.slice(0, 10) },
    { role: 'Reviewed by', ...of('review') },
    { role: 'Filed by', ...of('file') },
  ];
}
