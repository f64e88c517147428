import { beforeAll, describe, expect, it } from '@jest/globals';
import { useBank, type Answer, type Caller } from '../../local/testing/bank.ts';

const bank = useBank();
let teller: Caller;

/** Made up: the Social Security Administration gives no number with 987 in front. */
const taxId = '987-65-4321';

beforeAll(async () => {
  teller = await bank().signIn('teller');
});

const place = (person: 'alice' | 'bob' = 'alice'): string =>
  `/api/v1/customers/cus_${bank().cast[person].customerId}/personal-data`;
const store = (
  field: string,
  value: string,
  by = teller,
  person: 'alice' | 'bob' = 'alice',
): Promise<Answer> => by.post(place(person), { field, value });
const unmask = (field: string, by = teller, reason = 'The customer calls'): Promise<Answer> =>
  by.post(`${place()}/${field}/unmasking`, { reason });

describe('Personal data of a customer', () => {
  it('is kept, and shown masked', async () => {
    const answer = await store('tax-id', taxId);
    expect(answer).toMatchObject({
      status: 200,
      body: { items: [{ field: 'tax-id', masked: '••• 4321', recordedBy: 'teller' }] },
    });
    await store('email', 'Alice@Example.com');
    const { body } = await teller.get(place());
    expect((body as { items: { masked: string }[] }).items.map(({ masked }) => masked)).toEqual([
      'a•••@example.com',
      '••• 4321',
    ]);
  });

  it('is nowhere in the database in clear, and the same value never looks the same', async () => {
    await store('tax-id', taxId);
    await store('tax-id', taxId, teller, 'bob');
    const { rows } = await bank().database.owner.query<{ row: string; ciphertext: string }>(
      "SELECT v::text AS row, ciphertext FROM ops.personal_value v WHERE field = 'tax-id'",
    );
    expect(rows.length).toBeGreaterThanOrEqual(2);
    expect(rows.filter(({ row }) => row.includes('98765') || row.includes('65-4321'))).toEqual([]);
    expect(new Set(rows.map(({ ciphertext }) => ciphertext)).size).toBe(rows.length);
  });

  it('opens for its own customer and field alone', async () => {
    await store('phone', '212 555 0100');
    await store('address', '1 Main Street, Springfield, IL 62701');
    await bank().database.owner.query(`
      INSERT INTO ops.personal_value (customer_id, field, version, data_key_id, ciphertext, masked, recorded_by)
      SELECT customer_id, 'address', 99, data_key_id, ciphertext, 'moved', 'thief'
      FROM ops.personal_value WHERE field = 'phone' LIMIT 1`);
    expect((await unmask('address')).status).toBe(500);
    await store('address', '1 Main Street, Springfield, IL 62701');
    expect((await unmask('address')).body).toEqual({
      field: 'address',
      value: '1 Main Street, Springfield, IL 62701',
    });
  });

  it('is read in clear with a reason, which the security log keeps without the value', async () => {
    await store('tax-id', taxId);
    const answer = await unmask('tax-id');
    expect(answer).toMatchObject({ status: 200, body: { field: 'tax-id', value: '987654321' } });
    const auditor = await bank().signIn('auditor');
    const log = await auditor.get('/api/v1/audit-events?kind=unmasking');
    const [kept] = (log.body as { items: object[] }).items;
    expect(kept).toMatchObject({ about: { field: 'tax-id', reason: 'The customer calls' } });
    expect(JSON.stringify(log.body)).not.toMatch(/98765/);
  });

  it('is not read without a reason, nor by those who may not', async () => {
    expect((await unmask('tax-id', teller, ' ')).status).toBe(400);
    for (const name of ['alice', 'accountant', 'auditor']) {
      const caller = await bank().signIn(name);
      expect((await unmask('tax-id', caller)).status).toBe(403);
      expect((await store('email', 'a@b.cd', caller)).status).toBe(403);
    }
    expect((await (await bank().signIn('alice')).get(place())).status).toBe(403);
    expect((await unmask('birth-date')).status).toBe(404);
  });

  describe('looked for', () => {
    const search = (value: string, by = teller): Promise<Answer> =>
      by.post('/api/v1/personal-data/searches', { value });
    const found = async (value: string): Promise<string[]> =>
      ((await search(value)).body as { items: { name: string }[] }).items.map(({ name }) => name);

    it('finds a customer by all of a number or address, and by nothing less', async () => {
      await store('tax-id', '912-34-5678', teller, 'bob');
      expect(await found('912 34 5678')).toEqual(['Bob Brown']);
      expect(await found('ALICE@example.com')).toEqual(['Alice Adams']);
      expect(await found('912-34-56')).toEqual([]);
    });

    it('finds nobody by what was theirs before', async () => {
      await store('phone', '212 555 0147', teller, 'bob');
      expect(await found('212-555-0147')).toEqual(['Bob Brown']);
      await store('phone', '212 555 0148', teller, 'bob');
      expect(await found('212-555-0147')).toEqual([]);
    });

    it('is kept in the security log each time, without what was looked for', async () => {
      await search('912-34-5678');
      const auditor = await bank().signIn('auditor');
      const log = await auditor.get('/api/v1/audit-events?kind=unmasking');
      const [kept] = (log.body as { items: object[] }).items;
      expect(kept).toMatchObject({ operation: 'findByPersonalData' });
      expect(JSON.stringify(log.body)).not.toMatch(/912-?34-?5678/);
    });

    it('is for those alone who may see personal data, and for them not without end', async () => {
      for (const name of ['alice', 'accountant', 'auditor'])
        expect((await search('912-34-5678', await bank().signIn(name))).status).toBe(403);
      expect((await search('')).status).toBe(400);
      let answer = await search('1');
      for (let tries = 0; answer.status === 200 && tries < 40; tries += 1) answer = await search('1');
      expect(answer).toMatchObject({ status: 429, body: { code: 'rate-limited' } });
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    });

    it('is no part of the search by name', async () => {
      const { body } = await teller.get('/api/v1/customers?q=912-34-5678');
      expect(body).toMatchObject({ items: [] });
    });
  });

  it.each([
    ['tax-id', '000-12-3456'],
    ['tax-id', '123-00-4567'],
    ['tax-id', '12345'],
    ['email', 'nobody'],
    ['phone', '12'],
    ['birth-date', '1980-13-01'],
    ['address', 'x'],
  ])('is refused as %s when it is "%s", with what to write', async (field, value) => {
    const answer = await store(field, value);
    expect(answer).toMatchObject({ status: 400, body: { code: 'validation-failed' } });
    expect(JSON.stringify(answer.body)).toContain('Write it like');
  });
});
