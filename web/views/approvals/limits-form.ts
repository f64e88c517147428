import * as z from 'zod';
import type { Data } from '../../client/port.ts';
import type { FieldProblem } from '../../ui/error-summary.tsx';
import { optionalAmountText } from '../shared/amount.ts';
import { parseFields, type Parsed } from '../shared/form.ts';
import type { Fields } from '../shared/screen-module.ts';

type Limits = Data<'getAccountLimits'>;
type Velocity = Limits['velocity'][number];

/** Windows that a form has room for: those there are, and one more. The books keep ten. */
export const windowsOf = ({ velocity }: Pick<Limits, 'velocity'>): readonly number[] =>
  Array.from({ length: Math.min(velocity.length + 1, 10) }, (_none, index) => index + 1);

const dollars = (minor: string | null): string => {
  if (minor === null) return '';
  const cents = BigInt(minor);
  const text = (cents < 0n ? -cents : cents).toString().padStart(3, '0');
  return `${cents < 0n ? '-' : ''}${text.slice(0, -2)}.${text.slice(-2)}`;
};

/** What the form begins with: the limits as they are. */
export function begun({ floorMinor, overdraftMinor, velocity }: Limits): Fields {
  const windows = velocity.flatMap(({ windowDays, maxMinor, maxCount }, index) => [
    [`days${index + 1}`, String(windowDays)],
    [`amount${index + 1}`, dollars(maxMinor)],
    [`count${index + 1}`, maxCount === null ? '' : String(maxCount)],
  ]);
  return {
    floor: dollars(floorMinor),
    overdraft: dollars(overdraftMinor),
    ...(Object.fromEntries(windows) as Fields),
  };
}

const whole = (most: number, message: string): z.ZodType<number | null, string> =>
  z
    .string()
    .trim()
    .regex(/^\d{0,7}$/, message)
    .transform((text) => (text === '' ? null : Number(text)))
    .refine((count) => count === null || (count >= 1 && count <= most), message);

const oneWindow = z.object({
  amount: optionalAmountText.transform((minor) => minor?.toString() ?? null),
  count: whole(1_000_000, 'Enter a number of payments, or nothing.'),
  days: whole(366, 'Enter a number of days from 1 to 366.'),
});

const rest = z.object({
  floor: optionalAmountText.transform((minor) => minor?.toString() ?? null),
  overdraft: optionalAmountText.transform((minor) => (minor ?? 0n).toString()),
  reason: z.string().trim().min(1, 'Say why it is needed.').max(500, 'Use at most 500 characters.'),
});

export interface AskedLimits {
  readonly floorMinor: string | null;
  readonly overdraftMinor: string;
  readonly velocity: Velocity[];
  readonly reason: string;
}

/** The limits as they were typed; a window without an amount and a number is none. */
export function readLimits(fields: Fields): Parsed<AskedLimits> {
  const texts = parseFields(rest, { floor: '', overdraft: '', reason: '', ...fields });
  const windows = Array.from({ length: 10 }, (_none, index) => readWindow(fields, index + 1));
  const problems: FieldProblem[] = [...(texts.ok ? [] : texts.problems)];
  const velocity: Velocity[] = [];
  for (const each of windows) {
    if (!each.ok) problems.push(...each.problems);
    else if (each.value) velocity.push(each.value);
  }
  if (!texts.ok || problems.length > 0) return { ok: false, problems };
  const { floor: floorMinor, overdraft: overdraftMinor, reason } = texts.value;
  return { ok: true, value: { floorMinor, overdraftMinor, velocity, reason } };
}

function readWindow(fields: Fields, place: number): Parsed<Velocity | undefined> {
  const typed = (name: string): string => fields[`${name}${place}`] ?? '';
  const read = parseFields(oneWindow, {
    amount: typed('amount'),
    count: typed('count'),
    days: typed('days'),
  });
  if (!read.ok)
    return {
      ok: false,
      problems: read.problems.map(({ field, message }) => ({ field: `${field}${place}`, message })),
    };
  const { amount: maxMinor, count: maxCount, days } = read.value;
  if (maxMinor === null && maxCount === null) return { ok: true, value: undefined };
  return { ok: true, value: { windowDays: days ?? 1, maxMinor, maxCount } };
}
