import { KMSClient } from '@aws-sdk/client-kms';
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { useBank, type Caller } from '../../local/testing/bank.ts';
import { anAccount } from '../../local/testing/cast.ts';
import { aJournal, post } from '../../local/testing/journals.ts';
import { fileAt, type DownloadedFile } from '../../local/testing/statement-files.ts';
import { systemClock } from '../adapters/clock.ts';
import { uuidIds } from '../adapters/ids.ts';
import { kmsKeys } from '../adapters/kms/data-keys.ts';
import { postgresPersonalData } from '../adapters/postgres/personal-data.ts';
import { booksByPool } from '../adapters/postgres/proxy.ts';

const bank = useBank({}, '2024-12-31');
const address = '12 Orchard Lane, Springfield, IL 62704';
let alice: Caller;
let carla: Caller;

/** Sealed by another process, so that the API has no data key yet. */
async function sealElsewhere(customer: string): Promise<void> {
  const { front, environment } = bank().parts;
  const credentials = { accessKeyId: 'admin', secretAccessKey: 'unverified' };
  const client = new KMSClient({ endpoint: front.endpoint, region: 'us-east-1', credentials });
  const keys = kmsKeys(environment['PERSONAL_KEY_ARN'] ?? '', client);
  const parts = { keys, ids: uuidIds, clock: systemClock };
  const personal = postgresPersonalData(booksByPool(bank().database.app), parts);
  await personal.store({ customer, field: 'address' }, address, 'tests');
  client.destroy();
}

beforeAll(async () => {
  const { database, cast } = bank();
  await database.operator.query("SELECT bank.roll_business_date('2025-12-30')");
  for (const { customerId } of [cast.alice, cast.carla]) {
    const account = await anAccount(database.operator, customerId, {
      ledgerAccount: '2030',
      floorMinor: null,
    });
    const interest = [
      { account: '2300', minor: 2_000n },
      { account, minor: -2_000n },
    ];
    await post(database.app, aJournal(interest, { template: 'D02' }));
  }
  await sealElsewhere(cast.alice.customerId);
  await database.operator.query("SELECT bank.roll_business_date('2026-01-05')");
  alice = await bank().signIn('alice');
  carla = await bank().signIn('carla');
}, 60_000);
afterEach(() => {
  bank().parts.denied.clear();
});

const form = (who = alice): Promise<DownloadedFile> =>
  fileAt(bank(), who, { path: '/api/v1/tax-forms/2025?format=json' });

/** Lines of the security log about addresses that were opened, or were to be. */
async function openings(): Promise<number> {
  const items = await bank().parts.readLog();
  return items.filter(({ kind, operation }) => kind === 'unmasking' && operation === 'getTaxForm').length;
}

describe('A form with an address on record', () => {
  it('is none while the key service refuses, and the line of the security log is there before that', async () => {
    bank().parts.denied.add('kms:Decrypt');
    const { status, text } = await form();
    expect(status).toBeGreaterThanOrEqual(500);
    expect(text).not.toMatch(/Orchard|1099-INT/);
    expect(await openings()).toBe(1);
    // Nothing has to be opened for whoever has none.
    expect((await form(carla)).status).toBe(200);
  });

  it('is none while the security log refuses its line, though its key is known', async () => {
    expect((await form()).text).toContain(address);
    const before = await openings();
    bank().parts.denied.add('dynamodb:PutItem');
    const { status, text } = await form();
    expect(status).toBeGreaterThanOrEqual(500);
    expect(text).not.toMatch(/Orchard|1099-INT/);
    expect(await openings()).toBe(before);
    expect((await form(carla)).status).toBe(200);
  });

  it('is there without the key service for as long as its key is known, with a line in the log each time', async () => {
    const before = await openings();
    bank().parts.denied.add('kms:Decrypt');
    expect((await form()).text).toContain(address);
    expect(await openings()).toBe(before + 1);
  });
});
