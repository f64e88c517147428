/** Our own number; no bank has one that begins with 99. */
export const ownRoutingNumber = '990000123';

const weights = [3, 7, 1, 3, 7, 1, 3, 7, 1];

const sumOf = (digits: string): number =>
  weights.reduce((total, weight, index) => total + weight * Number(digits[index] ?? 0), 0);

/** Whether nine digits are a routing number: weighted by 3, 7, 1 they add up to a multiple of ten (ABA). */
export function isRoutingNumber(text: string): boolean {
  return /^\d{9}$/.test(text) && sumOf(text) % 10 === 0;
}

/** The ninth digit of a routing number, from the first eight. */
export function checkDigitOf(bank: string): string {
  return String((10 - (sumOf(bank) % 10)) % 10);
}
