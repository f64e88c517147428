import { XMLParser } from 'fast-xml-parser';
import * as z from 'zod';
import { readCsv } from '../../functions/domain/csv.ts';
import { parseDecimal } from '../../functions/domain/money.ts';
import type { Caller, TestBank } from './bank.ts';
import { acc } from './front-door.ts';

export interface DownloadedFile {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly bytes: Buffer;
}

/** A file of the API as somebody gets it. @param accept the header, where it is sent */
export async function fileAt(
  bank: TestBank,
  caller: Caller,
  place: { readonly path: string; readonly accept?: string },
): Promise<DownloadedFile> {
  const { path, accept } = place;
  const { status, headers, text } = await bank.page({
    method: 'GET',
    path,
    headers: accept === undefined ? {} : { accept },
    ...(caller.cookie === undefined ? {} : { cookies: [caller.cookie] }),
  });
  const bytes = Buffer.from(text, status === 200 ? 'base64' : 'utf8');
  return { status, headers, text: bytes.toString('utf8'), bytes };
}

export const statementPlace = (account: string, month: string): string =>
  `/api/v1/accounts/${acc(account)}/statements/${month}`;

/** What every format of a statement says. */
export interface ReadStatement {
  readonly opening: bigint | undefined;
  readonly closing: bigint;
  readonly entries: readonly ReadEntry[];
}
export interface ReadEntry {
  readonly id: string;
  readonly date: string;
  readonly minor: bigint;
  readonly words: string;
}

const jsonStatement = z.object({
  openingMinor: z.string(),
  closingMinor: z.string(),
  entries: z.array(
    z.object({
      id: z.string(),
      businessDate: z.string(),
      direction: z.string(),
      amountMinor: z.string(),
      description: z.string(),
      reference: z.string(),
    }),
  ),
});

export function ofJson(text: string): ReadStatement {
  const { openingMinor, closingMinor, entries } = jsonStatement.parse(JSON.parse(text));
  return {
    opening: BigInt(openingMinor),
    closing: BigInt(closingMinor),
    entries: entries.map(({ id, businessDate, direction, amountMinor, description, reference }) => ({
      id,
      date: businessDate,
      minor: BigInt(amountMinor) * (direction === 'credit' ? 1n : -1n),
      words: `${description} ${reference}`.trim(),
    })),
  };
}

/** Records of a CSV by the names of its head. */
export function recordsOf(text: string): readonly Readonly<Record<string, string>>[] {
  const [heads, ...lines] = readCsv(text).map(({ fields }) => fields);
  return lines.map((fields) =>
    Object.fromEntries((heads ?? []).map((head, index) => [head, fields[index] ?? ''])),
  );
}

export function ofCsv(text: string): ReadStatement {
  const records = recordsOf(text);
  const balance = (record: string): bigint =>
    parseDecimal(records.find((each) => each['record'] === record)?.['balance'] ?? '');
  return {
    opening: balance('opening'),
    closing: balance('closing'),
    entries: records
      .filter(({ record }) => record === 'entry')
      .map(({ id = '', date = '', amount = '', description = '', reference = '' }) => ({
        id,
        date,
        minor: parseDecimal(amount),
        words: `${description} ${reference}`.trim(),
      })),
  };
}

const text = z.coerce.string();
const movement = z.strictObject({
  TRNTYPE: text,
  DTPOSTED: text,
  TRNAMT: text,
  FITID: text,
  NAME: text,
  MEMO: text.optional(),
});
const ok = z.strictObject({ CODE: text, SEVERITY: text });
const ofxFile = z.strictObject({
  '?xml': z.literal(''),
  '?OFX': z.literal(''),
  OFX: z.strictObject({
    SIGNONMSGSRSV1: z.strictObject({
      SONRS: z.strictObject({
        STATUS: ok,
        DTSERVER: text,
        LANGUAGE: text,
        FI: z.strictObject({ ORG: text, FID: text }),
      }),
    }),
    BANKMSGSRSV1: z.strictObject({
      STMTTRNRS: z.strictObject({
        TRNUID: text,
        STATUS: ok,
        STMTRS: z.strictObject({
          CURDEF: text,
          BANKACCTFROM: z.strictObject({ BANKID: text, ACCTID: text, ACCTTYPE: text }),
          BANKTRANLIST: z.strictObject({
            DTSTART: text,
            DTEND: text,
            STMTTRN: z.array(movement).default([]),
          }),
          LEDGERBAL: z.strictObject({ BALAMT: text, DTASOF: text }),
        }),
      }),
    }),
  }),
});
export type OfxStatement = z.output<typeof ofxFile>['OFX']['BANKMSGSRSV1']['STMTTRNRS']['STMTRS'];

const parser = new XMLParser({
  isArray: (name) => name === 'STMTTRN',
  parseTagValue: false,
  ignoreAttributes: true,
  trimValues: false,
});

/** @throws when it is no XML, or has other elements than a statement of OFX */
export function ofxOf(file: string): OfxStatement {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the package it names is none of ours
  const parsed: unknown = parser.parse(file.replaceAll(/>\n/g, '>'), true);
  return ofxFile.parse(parsed).OFX.BANKMSGSRSV1.STMTTRNRS.STMTRS;
}

export function ofOfx(file: string): ReadStatement {
  const { BANKTRANLIST, LEDGERBAL } = ofxOf(file);
  return {
    opening: undefined,
    closing: parseDecimal(LEDGERBAL.BALAMT),
    entries: BANKTRANLIST.STMTTRN.map(({ DTPOSTED, TRNAMT, FITID, NAME, MEMO }) => ({
      id: FITID,
      date: DTPOSTED.replace(/^(\d{4})(\d{2})(\d{2})120000$/, '$1-$2-$3'),
      minor: parseDecimal(TRNAMT),
      words: `${NAME} ${MEMO ?? ''}`.trim(),
    })),
  };
}
