import { beforeAll, describe, expect, it } from '@jest/globals';
import { openBank, type Cast } from '../../local/testing/cast.ts';
import { useTestDatabase } from '../../local/testing/database.ts';

const database = useTestDatabase();
let cast: Cast;

const formOf = (name: 'alice' | 'bob', box1Minor: string, of: object = {}): object => ({
  ...{ customerId: cast[name].customerId, name, taxId: null },
  ...{ box1Minor, box2Minor: '0', box4Minor: '0', ...of },
});

/** Two versions of a year of which the second amends the first, and whom its filing tells. */
async function toldBetween(period: string, first: object, second: object): Promise<unknown[]> {
  const { owner } = database();
  const add = (version: number, content: object): Promise<unknown> =>
    owner.query(
      `INSERT INTO ops.report_run (kind, period, version, amends, reason, created_by, content, status)
       VALUES ('year', $1, $2, $3, $5, 'x', $4, 'DRAFT')`,
      [period, version, version === 1 ? null : 1, JSON.stringify(content), version === 1 ? '' : 'Wrong'],
    );
  await add(1, first);
  // Only one version of a report is under way at a time.
  await owner.query(`ALTER TABLE ops.report_run DISABLE TRIGGER frozen;
    UPDATE ops.report_run SET status = 'FILED';
    ALTER TABLE ops.report_run ENABLE ALWAYS TRIGGER frozen`);
  await add(2, second);
  for (const _again of [1, 2])
    await owner.query(
      'SELECT books.tell_of_corrected_forms(r) FROM ops.report_run r WHERE r.period = $1 AND r.version = 2',
      [period],
    );
  const { rows } = await owner.query<{ kind: string; name: string }>(
    `SELECT n.kind, split_part(lower(c.name), ' ', 1) AS name FROM books.notice n JOIN books.customer c ON c.id = n.customer_id
     WHERE n.params = $1 ORDER BY 2`,
    [JSON.stringify({ year: period })],
  );
  return rows.map(({ kind, name }) => [name, kind]);
}

beforeAll(async () => {
  cast = await openBank(database().operator, '2026-01-15');
});

describe('An amendment of a year tells', () => {
  const forms = (...of: readonly object[]): object => ({ yearEnd: { forms: of } });

  it.each(['box1Minor', 'box2Minor', 'box4Minor'])('a payee of another %s, once', async (box) => {
    const told = await toldBetween(
      `201${box[3] ?? ''}`,
      forms(formOf('alice', '2000'), formOf('bob', '3000')),
      forms(formOf('alice', '2000'), formOf('bob', '3000', { [box]: '3100' })),
    );
    expect(told).toEqual([['bob', 'tax-form-corrected']]);
  });

  it('payees whose form is there for the first time, or no longer', async () => {
    const told = await toldBetween('2021', forms(formOf('alice', '2000')), forms(formOf('bob', '3000')));
    expect(told).toEqual([
      ['alice', 'tax-form-withdrawn'],
      ['bob', 'tax-form-added'],
    ]);
  });

  it('nobody of another name or taxpayer number alone', async () => {
    const renamed = formOf('alice', '2000', { name: 'Alice Other', taxId: '••• 1111' });
    expect(await toldBetween('2022', forms(formOf('alice', '2000')), forms(renamed))).toEqual([]);
  });

  it('nobody where the version before says nothing of forms', async () => {
    expect(await toldBetween('2023', {}, forms(formOf('alice', '2000')))).toEqual([]);
  });
});
