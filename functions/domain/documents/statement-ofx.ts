import { ownRoutingNumber } from '../nacha/routing.ts';
import { decimalOf } from '../money.ts';
import { ownBank } from '../own-bank.ts';
import { xmlText } from '../xml-text.ts';
import { signedMinor, type AccountStatement, type StatementEntry } from './account-statement.ts';

/** How OFX calls accounts, by the ledger account they are part of. */
const accountTypes: Readonly<Record<string, string>> = {
  '2030': 'SAVINGS',
  '2040': 'MONEYMRKT',
  '2050': 'CD',
};
/** How it calls movements, by their posting rule; others are a credit or a debit. */
const movements: Readonly<Record<string, string>> = {
  ...{ D02: 'INT', P01: 'DEP', P02: 'DEP', P03: 'DIRECTDEP', P04: 'DIRECTDEBIT' },
  ...{ P07: 'CASH', P08: 'XFER', P11: 'POS', P12: 'SRVCHG', P13: 'FEE' },
};

type Node = readonly [tag: string, content: string | readonly Node[]];

const write = ([tag, content]: Node): string =>
  `<${tag}>${typeof content === 'string' ? xmlText(content) : content.map(write).join('')}</${tag}>`;

/** Noon in Greenwich: the same calendar day wherever a bank of the United States is read. */
const noon = (date: string): string => `${date.replaceAll('-', '')}120000`;
const ok: Node = [
  'STATUS',
  [
    ['CODE', '0'],
    ['SEVERITY', 'INFO'],
  ],
];

/**
 * A statement as a file of Open Financial Exchange 2.1, as programs for household books take it. An entry keeps its id (FITID)
 * in every file, so that taking it twice changes nothing.
 */
export function statementOfx(statement: AccountStatement): string {
  const { to } = statement;
  const signOn: Node = [
    'SONRS',
    [
      ok,
      ['DTSERVER', noon(to)],
      ['LANGUAGE', 'ENG'],
      [
        'FI',
        [
          ['ORG', ownBank.name],
          ['FID', ownRoutingNumber],
        ],
      ],
    ],
  ];
  const answer: Node = ['STMTTRNRS', [['TRNUID', '0'], ok, ['STMTRS', contentOf(statement)]]];
  const file: Node = [
    'OFX',
    [
      ['SIGNONMSGSRSV1', [signOn]],
      ['BANKMSGSRSV1', [answer]],
    ],
  ];
  const heads =
    '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n' +
    '<?OFX OFXHEADER="200" VERSION="211" SECURITY="NONE" OLDFILEUID="NONE" NEWFILEUID="NONE"?>\n';
  return `${heads}${write(file)}\n`;
}

function contentOf({ accountNumber, ledgerAccount, ...statement }: AccountStatement): readonly Node[] {
  const { currency, from, to, entries, closingMinor } = statement;
  const account: Node = [
    'BANKACCTFROM',
    [
      ['BANKID', ownRoutingNumber],
      ['ACCTID', accountNumber],
      ['ACCTTYPE', accountTypes[ledgerAccount] ?? 'CHECKING'],
    ],
  ];
  const list: Node = [
    'BANKTRANLIST',
    [['DTSTART', noon(from)], ['DTEND', noon(to)], ...entries.map(movementOf)],
  ];
  const balance: Node = [
    'LEDGERBAL',
    [
      ['BALAMT', decimalOf(closingMinor)],
      ['DTASOF', noon(to)],
    ],
  ];
  return [['CURDEF', currency], account, list, balance];
}

/** Longest texts that the standard lets these elements hold. */
const longest = { name: 32, memo: 255 } as const;

const cut = (text: string, length: number): string => Array.from(text).slice(0, length).join('');

function movementOf(entry: StatementEntry): Node {
  const { id, template, direction, businessDate, description, reference } = entry;
  const isCut = Array.from(description).length > longest.name;
  const memo = [isCut ? description : '', reference].filter((text) => text !== '').join(' · ');
  return [
    'STMTTRN',
    [
      ['TRNTYPE', movements[template] ?? direction.toUpperCase()],
      ['DTPOSTED', noon(businessDate)],
      ['TRNAMT', decimalOf(signedMinor(entry))],
      ['FITID', id],
      ['NAME', cut(description, longest.name)],
      ...(memo === '' ? [] : [['MEMO', cut(memo, longest.memo)] as const]),
    ],
  ];
}
