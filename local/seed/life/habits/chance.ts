import type { Random } from '../../random.ts';

const businessDaysAMonth = 21;

/** Whether something that happens so many times a month happens today. */
export function happens(random: Random, timesAMonth: number): boolean {
  return random.below(businessDaysAMonth * 100) < timesAMonth * 100;
}
