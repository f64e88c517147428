/** What identifies a person. Kept encrypted, shown masked. */
export const personalFields = ['tax-id', 'email', 'phone', 'address', 'birth-date'] as const;
export type PersonalField = (typeof personalFields)[number];

interface FieldRule {
  /** The one way it is written, or undefined when it is none. */
  readonly normalise: (text: string) => string | undefined;
  readonly mask: (value: string) => string;
  /** Whether customers are found by it. */
  readonly found: boolean;
  readonly example: string;
}

const matching =
  (pattern: RegExp, strip: RegExp = /^$/) =>
  (text: string): string | undefined => {
    const bare = text.normalize('NFC').trim().replaceAll(new RegExp(strip, 'g'), '');
    return pattern.test(bare) ? bare : undefined;
  };

const lastFour = (value: string): string => `••• ${value.slice(-4)}`;

/** State and ZIP by their form, at the end: wherever else a text is parted, a street could stand on either side. */
const stateAndZip = /(?<![\p{L}\p{N}])([a-z]{2})[\s,;.]+(\d{5}(?:-\d{4})?)[\s,;.]*$/iu;

function placeAlone(address: string): string {
  const [, state, zip] = stateAndZip.exec(address) ?? [];
  return state === undefined || zip === undefined ? '•••' : `••• ${state.toUpperCase()} ${zip}`;
}

/** A number the Social Security Administration could have given, or an ITIN: no group of zeros alone (26 CFR 301.6109-1). */
const taxId = /^(?!000|666)\d{3}(?!00)\d{2}(?!0000)\d{4}$/;

export const personalRules: Readonly<Record<PersonalField, FieldRule>> = {
  'tax-id': { normalise: matching(taxId, /[\s-]/), mask: lastFour, found: true, example: '123-45-6789' },
  email: {
    normalise: (text) => matching(/^[^\s@]{1,64}@[^\s@]{1,190}\.[^\s@]{2,60}$/)(text)?.toLowerCase(),
    mask: (value) => `${value.slice(0, 1)}•••@${value.split('@')[1] ?? ''}`,
    found: true,
    example: 'name@example.com',
  },
  phone: {
    normalise: matching(/^\+?\d{10,15}$/, /[\s().-]/),
    mask: lastFour,
    found: true,
    example: '212 555 0100',
  },
  address: {
    normalise: matching(/^[^\p{Cc}\p{Cf}]{5,200}$/u),
    mask: placeAlone,
    found: false,
    example: '1 Main Street, Springfield, IL 62701',
  },
  'birth-date': {
    normalise: matching(/^(19|20)\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/),
    mask: (value) => `${value.slice(0, 4)}-••-••`,
    found: false,
    example: '1980-01-31',
  },
};

/** The fields a text could be found by, with the text as they write it. */
export function lookupsOf(
  text: string,
): readonly { readonly field: PersonalField; readonly value: string }[] {
  return personalFields.flatMap((field) => {
    const { found, normalise } = personalRules[field];
    const value = found ? normalise(text) : undefined;
    return value === undefined ? [] : [{ field, value }];
  });
}
