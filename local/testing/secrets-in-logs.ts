/** What must stand in no log, whoever wrote it there: by its form, for what is made up anew each time. */
const forms: readonly (readonly [what: string, form: RegExp])[] = [
  ['a token', /eyJ[\w-]{8,}\.eyJ[\w-]+/],
  ['a cookie of ours', /__Host-bank_\w+=[\w.-]{8,}/],
  ['a bearer token', /Bearer [\w.~+/-]{20,}/i],
  // 256 random bits, as they stand in a cookie or a code.
  ['a session token', /(?<![\w/.-])(?=[\w-]*[A-Z])(?=[\w-]*[a-z])(?=[\w-]*\d)[\w-]{43}(?![\w/.-])/],
  ['a tax number', /(?<![\w-])\d{3}-\d{2}-\d{4}(?![\w-])/],
];

/** Of the addresses that the tests type in and those of the demo bank. */
export const seededStreets: readonly string[] = [
  '12 Orchard Lane',
  '1 Main Street',
  '7 Mill Road',
  '301 Station Street',
];

/** Values that are typed in, which no form gives away. */
export const seededSecrets: readonly string[] = [
  'Correct-horse-7',
  'Outside-horse-8',
  'Wrong-Horse-99',
  'app-of-the-tests',
  'console-of-the-tests',
  '987654321',
  '912345678',
  'alice@example.com',
  ...seededStreets,
];

/** What of that is in the text; the secret itself is not said again. */
export function secretsIn(text: string, known: readonly string[] = seededSecrets): string[] {
  const found = forms.filter(([, form]) => form.test(text)).map(([what]) => what);
  const isThere = known.some((secret) => text.toLowerCase().includes(secret.toLowerCase()));
  return isThere ? [...found, 'a secret that was typed in'] : found;
}

/** @throws Error that tells which kinds of secret were found where */
export function expectNoSecrets(texts: readonly string[], known?: readonly string[]): void {
  const found = new Set(texts.flatMap((text) => secretsIn(text, known)));
  if (found.size > 0) throw new Error(`A log has ${[...found].join(', ')}.`);
}
