import { openingDate, people } from '../../people.ts';
import { residentOf, type Habit, type Resident } from '../resident.ts';
import { aliceHabits } from './alice.ts';
import { bobHabits } from './bob.ts';
import { carlaHabits } from './carla.ts';

const habitsOf = new Map<string, readonly Habit[]>([
  ['alice', aliceHabits],
  ['bob', bobHabits],
  ['carla', carlaHabits],
]);

/** The customers among the people who can sign in. */
export const cast: readonly Resident[] = people.flatMap(
  ({ userName, displayName, customerNumber, accounts }) =>
    customerNumber === undefined || accounts === undefined
      ? []
      : residentOf({
          number: customerNumber,
          name: displayName,
          joins: openingDate,
          accounts,
          habits: habitsOf.get(userName) ?? [],
        }),
);
