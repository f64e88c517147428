import { BankError } from '../domain/errors.ts';
import { lookupsOf, personalRules, type PersonalField } from '../domain/personal-data.ts';
import type { PersonalData, PersonalPlace } from './ports/personal-data.ts';

/** @throws BankError validation-failed with what to write, customer-not-found */
export async function storePersonal(
  personal: PersonalData,
  place: PersonalPlace,
  { text, actor }: { readonly text: string; readonly actor: string },
): Promise<void> {
  const { normalise, example } = personalRules[place.field];
  const value = normalise(text);
  if (value === undefined) {
    const message = `Write it like ${example}.`;
    const fields = [{ pointer: '/value', code: 'invalid', message }];
    throw new BankError('validation-failed', message, { fields });
  }
  await personal.store(place, value, actor);
}

/** The value in clear. Whoever calls this has said why, and keeps that it was asked. @throws BankError not-found */
export async function unmaskPersonal(personal: PersonalData, place: PersonalPlace): Promise<string> {
  const value = await personal.open(place);
  if (value === undefined) throw new BankError('not-found', 'Nothing is kept there of this customer.');
  return value;
}

/** Customers by something of theirs that is kept encrypted. */
export async function findByPersonal(personal: PersonalData, text: string): Promise<readonly string[]> {
  const found = await Promise.all(
    lookupsOf(text).map(({ field, value }: { field: PersonalField; value: string }) =>
      personal.findBy(field, value),
    ),
  );
  return [...new Set(found.flat())];
}
