import type { PersonalField } from '../../domain/personal-data.ts';

export interface MaskedValue {
  readonly field: PersonalField;
  readonly masked: string;
  readonly recordedBy: string;
  /** Milliseconds since 1970 UTC. */
  readonly recordedAt: number;
}

/** What a value belongs to; it can be opened for nothing else. */
export interface PersonalPlace {
  readonly customer: string;
  readonly field: PersonalField;
}

/** Personal data: goes in and comes out as text, and lies encrypted between. */
export interface PersonalData {
  masked(customer: string): Promise<readonly MaskedValue[]>;
  /** @throws BankError customer-not-found */
  store(place: PersonalPlace, value: string, actor: string): Promise<void>;
  open(place: PersonalPlace): Promise<string | undefined>;
  /** Customers who have this value now. */
  findBy(field: PersonalField, value: string): Promise<readonly string[]>;
}
