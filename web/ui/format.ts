/** How values are shown: the same text in browsers and on servers, whatever their own language and time zone. */

const locale = 'en-US';

interface MoneyValue {
  /** Signed integer minor units as a string. */
  readonly minor: string;
  readonly currency: string;
}

const fractionDigits = (currency: string): number =>
  new Intl.NumberFormat(locale, { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;

/** Decimal text of minor units, exactly: `-1234` and 2 digits give `-12.34`. */
function decimal(minor: string, digits: number): `${number}` {
  const negative = minor.startsWith('-');
  const whole = (negative ? minor.slice(1) : minor).padStart(digits + 1, '0');
  const cut = whole.length - digits;
  const text = digits === 0 ? whole : `${whole.slice(0, cut)}.${whole.slice(cut)}`;
  // Intl takes a decimal string as it is, digit for digit; only its type wants to know that it is a number.
  return (negative ? `-${text}` : text) as `${number}`;
}

// A true minus sign: as wide as a plus, and read out as minus.
const withMinus = (text: string): string => text.replace('-', '\u2212');

/** With the sign of the currency, e.g. `$1,234.50`, `−$25.00`. The currency comes from the account, never the locale. */
export function formatMoney({ minor, currency }: MoneyValue): string {
  const style = { style: 'currency', currency } as const;
  return withMinus(
    new Intl.NumberFormat(locale, style).format(
      decimal(minor, fractionDigits(currency)) as unknown as number,
    ),
  );
}

/** For columns whose heading names the currency, e.g. `1,234.50`. */
export function formatAmount({ minor, currency }: MoneyValue): string {
  const digits = fractionDigits(currency);
  const style = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return withMinus(new Intl.NumberFormat(locale, style).format(decimal(minor, digits) as unknown as number));
}

/** A whole number such as `-83,456`; text, because it may be larger than numbers are exact. */
export function formatWhole(text: string): string {
  return withMinus(new Intl.NumberFormat(locale).format(BigInt(text)));
}

const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });

const calendarMonth = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** A month such as `2026-10`, e.g. `October 2026`. */
export function formatMonth(month: string): string {
  return calendarMonth.format(new Date(`${month}-01T00:00:00Z`));
}

/** A business date, e.g. `Oct 5, 2026`. */
export function formatDate(date: string): string {
  return day.format(new Date(`${date}T00:00:00Z`));
}

// The bank's own time zone: a receipt says the same wherever it is read.
const instant = new Intl.DateTimeFormat(locale, {
  dateStyle: 'medium',
  timeStyle: 'long',
  timeZone: 'America/New_York',
});

/** An instant in the bank's time zone, e.g. `Oct 5, 2026, 10:42:07 AM EDT`. */
export function formatInstant(text: string): string {
  // Some versions of the locale data put a narrow space before AM, others a common one.
  return instant.format(new Date(text)).replaceAll('\u202f', ' ');
}

const offset = new Intl.DateTimeFormat(locale, { timeZone: 'America/New_York', timeZoneName: 'longOffset' });

/** A day and time of the bank's clock, `2026-10-05T09:30`, as an instant with its offset; undefined where it is none. */
export function instantInBankTime(text: string): string | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(text)) return undefined;
  const whole = text.length === 16 ? `${text}:00` : text;
  // At most one of the two is in force; in the hour that comes twice it is the first.
  return ['-04:00', '-05:00']
    .map((zone) => `${whole}${zone}`)
    .find((each) => {
      const time = Date.parse(each);
      return !Number.isNaN(time) && offset.format(time).endsWith(`GMT${each.slice(-6)}`);
    });
}
