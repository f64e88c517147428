/** Our own number; no bank has one that begins with 99. */
export const ownRoutingNumber = '990000123';

const weights = [3, 7, 1, 3, 7, 1, 3, 7, 1];

/** Whether nine digits are a routing number: weighted by 3, 7, 1 they add up to a multiple of ten (ABA). */
export function isRoutingNumber(text: string): boolean {
  if (!/^\d{9}$/.test(text)) return false;
  const sum = weights.reduce((total, weight, index) => total + weight * Number(text[index]), 0);
  return sum % 10 === 0;
}
