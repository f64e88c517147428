import type { Counts } from '../../../functions/domain/business-day.ts';
import { formatDate, formatMoney } from '../../ui/format.ts';

const isoDate = /^\d{4}-\d{2}-\d{2}$/;
const ofMoney = /(^| )minor$|Minor$/;

/** Counts of a step for people: dates and dollars as everywhere, what did not occur left out. */
export function whatItDid(counts: Counts): string {
  return Object.entries(counts)
    .filter(([, count]) => count !== 0 && count !== '0')
    .map(([name, count]) => `${wordsOf(name.replace(ofMoney, ''))} ${valueOf(name, String(count))}`.trim())
    .join(', ');
}

const wordsOf = (name: string): string => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

function valueOf(name: string, value: string): string {
  if (isoDate.test(value)) return formatDate(value);
  return ofMoney.test(name) ? formatMoney({ minor: value, currency: 'USD' }) : value;
}
