import type { Pool } from 'pg';
import { storePersonal } from '../../functions/services/personal-data.ts';
import type { PersonalData } from '../../functions/services/ports/personal-data.ts';
import type { PersonalField } from '../../functions/domain/personal-data.ts';

/** Made up: numbers from 987-65-4320 on and 555-01xx were never given to anybody. */
export const personalOf: Readonly<Record<string, Readonly<Record<PersonalField, string>>>> = {
  alice: {
    'tax-id': '987-65-4320',
    email: 'alice@bank.example',
    phone: '217 555 0101',
    address: '12 Orchard Lane, Springfield, IL 62701',
    'birth-date': '1984-03-09',
  },
  bob: {
    'tax-id': '987-65-4322',
    email: 'bob@bank.example',
    phone: '217 555 0102',
    address: '7 Mill Road, Springfield, IL 62702',
    'birth-date': '1991-11-23',
  },
  carla: {
    'tax-id': '987-65-4323',
    email: 'carla@bank.example',
    phone: '217 555 0103',
    address: '301 Station Street, Springfield, IL 62703',
    'birth-date': '1976-07-30',
  },
};

/** What identifies a customer of the demo bank, sealed as a teller’s entry is; what is there already stays. */
export async function seedPersonal(
  personal: PersonalData,
  userName: string,
  customer: string,
): Promise<void> {
  const kept = new Set((await personal.masked(customer)).map(({ field }) => field));
  const values = Object.entries(personalOf[userName] ?? {}) as [PersonalField, string][];
  for (const [field, text] of values.filter(([name]) => !kept.has(name)))
    await storePersonal(personal, { customer, field }, { text, actor: 'demo' });
}

/**
 * The bank knows the taxpayer number of everybody it withholds nothing of (26 USC 3406): of the form of one, and in a range
 * that nobody is given numbers from.
 */
export async function seedTaxIds(personal: PersonalData, pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ customer: string; number: string }>(
    `SELECT c.id AS customer, c.number FROM books.customer c
     WHERE NOT c.backup_withholding AND NOT EXISTS (
       SELECT FROM ops.personal_value v WHERE v.customer_id = c.id AND v.field = 'tax-id')
     ORDER BY c.number`,
  );
  for (const { customer, number } of rows) {
    const text = `900-10-${number.slice(-4)}`;
    await storePersonal(personal, { customer, field: 'tax-id' }, { text, actor: 'demo' });
  }
}
