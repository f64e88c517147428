import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { openBank } from '../../local/testing/cast.ts';
import { useTestDatabase } from '../../local/testing/database.ts';
import { refusalOf } from '../../local/testing/refusal.ts';

const database = useTestDatabase();

beforeAll(async () => {
  await openBank(database().operator, '2025-06-30');
  await database().operator.query('SELECT bank.roll_business_date($1)', ['2026-01-15']);
  await database().owner.query(
    "SELECT books.set_period_state(month, 'SOFT_CLOSED') FROM bank.period WHERE month < '2026-01-01' ORDER BY month",
  );
});

interface Rule {
  readonly id: string;
  readonly outcome: 'pass' | 'explain' | 'refuse';
}

const contentOf = (
  rules: readonly Rule[] | null,
  to = '2025-09-30',
  trialBalance: readonly object[] = [],
): string =>
  JSON.stringify({ from: '2025-07-01', to, asOf: '2025-09-30', trialBalance, pack: rules && { rules } });
const hashOf = (content: string): string => createHash('sha256').update(content).digest('hex');

const call = async (name: string, ...args: unknown[]): Promise<void> => {
  const places = args.map((_arg, index) => `$${index + 1}`).join(', ');
  await database().app.query(
    `SELECT bank.${name}(${places})`,
    args.map((arg) => (typeof arg === 'object' ? JSON.stringify(arg) : arg)),
  );
};

interface Version {
  readonly version: number;
  readonly status: string;
  readonly sha256: string | null;
  readonly amends: number | null;
  readonly history: { action: string; by: string }[];
}

async function versionsOf(period: string): Promise<Version[]> {
  const { rows } = await database().app.query<Version>(
    'SELECT version, status, sha256, amends, history FROM bank.report_version WHERE period = $1 ORDER BY version',
    [period],
  );
  return rows;
}

/** A quarter of its own for each test. */
let year = 1989;
async function made(content = contentOf([])): Promise<{ key: object; period: string; sha256: string }> {
  year += 1;
  const period = `${year}Q3`;
  const sha256 = hashOf(content);
  await call('store_report', { kind: 'quarter', period, sha256, asOfSequence: '1' }, content);
  return { key: { kind: 'quarter', period, version: 1, sha256 }, period, sha256 };
}

/** A subject and the name that goes with it for now. */
const arno = { actor: 'subject-of-arno', actorName: 'arno' };
const ada = { actor: 'subject-of-ada', actorName: 'ada' };

const stateOf = async (work: Promise<unknown>): Promise<string | undefined> =>
  (await refusalOf(work)).sqlState;

describe('A report', () => {
  it('is reviewed by one person and filed by another, who are on record in their order', async () => {
    const { key, period, sha256 } = await made();
    await call('review_report', { ...key, ...arno, note: 'Looked through' });
    await call('file_report', { ...key, ...ada });
    const [version] = await versionsOf(period);
    expect(version).toMatchObject({ status: 'FILED', sha256, amends: null });
    expect(version?.history.map(({ action, by }) => [action, by])).toEqual([
      ['review', 'arno'],
      ['file', 'ada'],
    ]);
  });

  it('is filed by nobody who reviewed it, not even by a row that goes past the function', async () => {
    const { key, period } = await made();
    await call('review_report', { ...key, ...arno });
    expect(await stateOf(call('file_report', { ...key, ...arno }))).toBe('LB025');
    const row = `INSERT INTO ops.report_event (run_id, action, actor, actor_name, note, explanations, sha256, recorded_on)
      SELECT run_id, 'file', 'subject-of-arno', 'another name', '', '{}', sha256, recorded_on FROM ops.report_event ORDER BY id DESC LIMIT 1`;
    expect(await stateOf(database().owner.query(row))).toBe('LB025');
    expect((await versionsOf(period)).map(({ status }) => status)).toEqual(['REVIEWED']);
  });

  it('is filed by nobody who reviewed it under another name, and by another person of the same name', async () => {
    const { key, period } = await made();
    await call('review_report', { ...key, ...arno });
    const renamed = { ...arno, actorName: 'arnold' };
    expect(await stateOf(call('file_report', { ...key, ...renamed }))).toBe('LB025');
    expect(await stateOf(call('file_report', { ...key, actor: 'subject-of-ada' }))).toBe('LB012');
    await call('file_report', { ...key, ...ada, actorName: 'arno' });
    expect((await versionsOf(period))[0]?.status).toBe('FILED');
  });

  it('takes each step once, however often the same person asks for it', async () => {
    const { key, period } = await made();
    for (const _time of [1, 2]) await call('review_report', { ...key, ...arno });
    for (const _time of [1, 2]) await call('file_report', { ...key, ...ada });
    for (const _time of [1, 2]) await call('amend_report', { ...key, ...arno, reason: 'A late invoice' });
    const versions = await versionsOf(period);
    expect(versions.map(({ status, history }) => [status, history.length])).toEqual([
      ['FILED', 2],
      ['DRAFT', 0],
    ]);
  });

  it.each([
    ['a note', { note: 'On second thought, look at the allowance' }],
    ['explanations', { explanations: { Q01: 'Grew' } }],
    ['a hash', { sha256: 'a'.repeat(64) }],
  ])(
    'does not take a step again with %s of its own: nothing that was said is dropped',
    async (_what, other) => {
      const { key, period } = await made();
      const step = { ...key, ...arno, note: 'Looked through' };
      await call('review_report', step);
      const refusal = await refusalOf(call('review_report', { ...step, ...other }));
      expect([refusal.sqlState, refusal.message]).toEqual([
        'LB071',
        'Version 1 is reviewed; a draft that was made is reviewed.',
      ]);
      await call('review_report', step);
      expect((await versionsOf(period))[0]?.history).toMatchObject([{ note: 'Looked through' }]);
    },
  );

  it.each([
    ['filed before a review', 'file_report', { ...ada }],
    ['sent back before a review', 'return_report', { ...ada, note: 'Look again' }],
    ['amended before it is filed', 'amend_report', { ...ada, reason: 'A late invoice' }],
  ])('is not %s', async (_what, name, step) => {
    const { key, period } = await made();
    expect(await stateOf(call(name, { ...key, ...step }))).toBe('LB071');
    expect((await versionsOf(period)).map(({ status }) => status)).toEqual(['DRAFT']);
  });

  it('is not there under a number nobody gave', async () => {
    const { key } = await made();
    expect(await stateOf(call('file_report', { ...key, version: 2, ...ada }))).toBe('LB073');
  });

  it('is signed as it was seen: another content is refused', async () => {
    const { key, period } = await made();
    const other = contentOf([{ id: 'E01', outcome: 'pass' }]);
    const known = { kind: 'quarter', period, sha256: hashOf(other), asOfSequence: '2' };
    await call('store_report', known, other);
    expect(await stateOf(call('review_report', { ...key, ...arno }))).toBe('LB026');
  });

  it('has seen what came later when it is made again and says the same', async () => {
    const { key, period } = await made();
    const { sha256 } = key as { sha256: string };
    await call('store_report', { kind: 'quarter', period, sha256, asOfSequence: '5' }, contentOf([]));
    const { rows } = await database().app.query(
      'SELECT as_of_sequence, sha256 FROM bank.report_version WHERE period = $1',
      [period],
    );
    expect(rows).toEqual([{ as_of_sequence: '5', sha256 }]);
  });

  it('may be sent back with a word, and is a draft again', async () => {
    const { key, period } = await made();
    await call('review_report', { ...key, ...arno });
    expect(await stateOf(call('return_report', { ...key, ...ada, note: ' ' }))).toBe('LB012');
    await call('return_report', { ...key, ...ada, note: 'The allowance is missing' });
    expect((await versionsOf(period))[0]).toMatchObject({ status: 'DRAFT' });
    await call('review_report', { ...key, ...ada });
    expect(await stateOf(call('file_report', { ...key, ...ada }))).toBe('LB025');
    await call('file_report', { ...key, ...arno });
  });
});

describe('A report is not filed', () => {
  it('while a rule that has to hold fails', async () => {
    const { key } = await made(contentOf([{ id: 'E07', outcome: 'refuse' }]));
    const refusal = await refusalOf(call('review_report', { ...key, ...arno }));
    expect([refusal.sqlState, refusal.message]).toEqual(['LB070', 'These rules have to hold: E07.']);
  });

  it('without the explanation that a rule asks for', async () => {
    const rules = [
      { id: 'Q02', outcome: 'explain' },
      { id: 'Q01', outcome: 'explain' },
    ] as const;
    const { key, period } = await made(contentOf(rules));
    const step = { ...key, ...arno };
    const refusal = await refusalOf(
      call('review_report', { ...step, explanations: { Q01: 'Grew', Q02: ' ' } }),
    );
    expect([refusal.sqlState, refusal.message]).toEqual(['LB072', 'Explain the rules Q02.']);
    expect(await stateOf(call('review_report', { ...step, explanations: { Q01: 1, Q02: 2 } }))).toBe('LB012');
    await call('review_report', { ...step, explanations: { Q01: 'Grew', Q02: 'A branch was opened' } });
    await call('file_report', { ...key, ...ada });
    expect((await versionsOf(period))[0]?.status).toBe('FILED');
  });

  it('while its period is not over, or its months are open', async () => {
    const early = await made(contentOf([], '2025-12-31'));
    expect(await stateOf(call('review_report', { ...early.key, ...arno }))).toBe('LB071');
    const current = JSON.stringify({ from: '2026-01-01', to: '2026-01-31', asOf: '2026-01-31', pack: null });
    const open = await made(current);
    const refusal = await refusalOf(call('review_report', { ...open.key, ...arno }));
    expect([refusal.sqlState, refusal.message]).toEqual([
      'LB071',
      'Close 2026-01 first: figures that still move are not filed.',
    ]);
  });

  const dates = { from: '2025-04-01', to: '2025-06-30' };

  it('when the books begin within it, until somebody says what was before', async () => {
    const of = (rules: readonly Rule[]): string =>
      JSON.stringify({ ...dates, asOf: '2025-06-30', trialBalance: [], pack: { rules } });
    const unasked = await made(of([]));
    const refusal = await refusalOf(call('review_report', { ...unasked.key, ...arno }));
    expect([refusal.sqlState, refusal.message]).toEqual([
      'LB071',
      expect.stringMatching(/^These books begin within \d{4}Q3; make the report again/),
    ]);
    const { key, period } = await made(of([{ id: 'B01', outcome: 'explain' }]));
    expect(await stateOf(call('review_report', { ...key, ...arno }))).toBe('LB072');
    const explanations = { B01: 'The bank opened on that day' };
    await call('review_report', { ...key, ...arno, explanations });
    await call('file_report', { ...key, ...ada });
    expect((await versionsOf(period))[0]?.status).toBe('FILED');
  });

  it('when all of it was before the books', async () => {
    const early = { from: '2024-07-01', to: '2024-09-30', asOf: '2024-09-30' };
    const pack = { rules: [{ id: 'B01', outcome: 'explain' }] };
    const { key } = await made(JSON.stringify({ ...early, trialBalance: [], pack }));
    const refusal = await refusalOf(
      call('review_report', { ...key, ...arno, explanations: { B01: 'None' } }),
    );
    expect([refusal.sqlState, refusal.message]).toEqual([
      'LB071',
      'These books begin after 2024-09-30; they have nothing of the period to file.',
    ]);
  });

  it('as a year that was made before years had payees', async () => {
    const content = contentOf([]);
    const sha256 = hashOf(content);
    await call('store_report', { kind: 'year', period: '1990', sha256, asOfSequence: '1' }, content);
    const key = { kind: 'year', period: '1990', version: 1, sha256 };
    const refusal = await refusalOf(call('review_report', { ...key, ...arno }));
    expect([refusal.sqlState, refusal.message]).toEqual([
      'LB071',
      'This version of 1990 has no closing entries and no payees; make the report again.',
    ]);
  });

  it('without schedules', async () => {
    const { key } = await made(contentOf(null));
    const refusal = await refusalOf(call('review_report', { ...key, ...arno }));
    expect([refusal.sqlState, refusal.message]).toEqual([
      'LB071',
      expect.stringMatching(/^The report of \d{4}Q3 has no schedules to file/),
    ]);
  });

  it('when its trial balance is not that of the books, whatever sequence it has seen', async () => {
    const missed = [{ code: '1010', debitMinor: '500', creditMinor: '0' }];
    const { key } = await made(contentOf([], '2025-09-30', missed));
    const refusal = await refusalOf(call('review_report', { ...key, ...arno }));
    expect([refusal.sqlState, refusal.message]).toEqual([
      'LB026',
      expect.stringMatching(/^The trial balance of \d{4}Q3 is another one .* Make the report again\.$/),
    ]);
  });

  it('when it is of a month', async () => {
    const content = contentOf([]);
    const known = { kind: 'month', period: '2025-09', sha256: hashOf(content) };
    await call('store_report', { ...known, asOfSequence: '1' }, content);
    expect(await stateOf(call('review_report', { ...known, version: 1, ...arno }))).toBe('LB071');
  });
});

describe('A year whose two reckonings differ', () => {
  it('is reviewed with a word for each, and not without', async () => {
    const ties = [
      { id: 'Y01', outcome: 'explain' },
      { id: 'Y02', outcome: 'pass' },
    ];
    const content = JSON.stringify({ ...JSON.parse(contentOf([])), yearEnd: { ties } });
    const { key, period } = await made(content);
    const refusal = await refusalOf(call('review_report', { ...key, ...arno }));
    expect([refusal.sqlState, refusal.message]).toEqual(['LB072', 'Explain the rules Y01.']);
    await call('review_report', { ...key, ...arno, explanations: { Y01: 'A journal by hand' } });
    await call('file_report', { ...key, ...ada });
    expect((await versionsOf(period))[0]?.status).toBe('FILED');
  });
});

describe('What was reviewed', () => {
  it('never changes: a later reading leaves it as it is, and so does the owner', async () => {
    const { key, period, sha256 } = await made();
    await call('review_report', { ...key, ...arno });
    const later = contentOf([{ id: 'E01', outcome: 'pass' }]);
    const known = { kind: 'quarter', period, sha256: hashOf(later), asOfSequence: '9' };
    await call('store_report', known, later);
    expect(await versionsOf(period)).toMatchObject([{ status: 'REVIEWED', sha256 }]);
    const { owner } = database();
    for (const change of ["content = '{}'", "status = 'DRAFT'", "status = 'AMENDED'", 'as_of_sequence = 9']) {
      const attempt = owner.query(`UPDATE ops.report_run SET ${change} WHERE period = $1`, [period]);
      expect([change, await stateOf(attempt)]).toEqual([change, expect.stringMatching(/^LB0(10|71)$/)]);
    }
    for (const statement of [
      'DELETE FROM ops.report_run',
      'DELETE FROM ops.report_event',
      "UPDATE ops.report_event SET actor = 'ada'",
    ])
      expect([statement, await stateOf(owner.query(statement))]).toEqual([statement, 'LB010']);
    const filed =
      "INSERT INTO ops.report_run (kind, period, status, created_by) VALUES ('year', '1980', 'FILED', 'x')";
    expect(await stateOf(owner.query(filed))).toBe('LB071');
  });

  it('is amended by a version that names it, and counts until that one is filed', async () => {
    const { key, period, sha256 } = await made();
    await call('review_report', { ...key, ...arno });
    await call('file_report', { ...key, ...ada });
    expect(await stateOf(call('amend_report', { ...key, ...arno, reason: '' }))).toBe('LB012');
    await call('amend_report', { ...key, ...arno, reason: 'A late invoice' });
    expect(await stateOf(call('amend_report', { ...key, ...ada, reason: 'Another' }))).toBe('LB071');
    const found = contentOf([{ id: 'E01', outcome: 'pass' }]);
    const amended = { kind: 'quarter', period, sha256: hashOf(found) };
    await call('store_report', { ...amended, asOfSequence: '7' }, found);
    expect(await versionsOf(period)).toMatchObject([
      { status: 'FILED', sha256, amends: null },
      { status: 'DRAFT', sha256: amended.sha256, amends: 1 },
    ]);
    await call('review_report', { ...amended, version: 2, ...ada });
    await call('file_report', { ...amended, version: 2, ...arno });
    expect((await versionsOf(period)).map(({ status }) => status)).toEqual(['AMENDED', 'FILED']);
  });

  it('is amended by nothing that says the same, neither at the review nor at the filing', async () => {
    const { key, period, sha256 } = await made();
    await call('review_report', { ...key, ...arno });
    await call('file_report', { ...key, ...ada });
    await call('amend_report', { ...key, ...arno, reason: 'A late invoice' });
    await call('store_report', { kind: 'quarter', period, sha256, asOfSequence: '7' }, contentOf([]));
    const second = { ...key, version: 2 };
    const refusal = await refusalOf(call('review_report', { ...second, ...arno }));
    expect([refusal.sqlState, refusal.message]).toEqual([
      'LB075',
      expect.stringMatching(/^Version 2 says the same as version 1, which was filed\./),
    ]);
    // One that was reviewed before the books refused it is sent back.
    await database().owner.query(`
      BEGIN;
      ALTER TABLE ops.report_run DISABLE TRIGGER frozen;
      UPDATE ops.report_run SET status = 'REVIEWED' WHERE period = '${period}' AND version = 2;
      INSERT INTO ops.report_event (run_id, action, actor, actor_name, note, explanations, sha256, recorded_on)
      SELECT id, 'review', 'subject-of-arno', 'arno', '', '{}', sha256, '2026-01-15' FROM ops.report_run WHERE period = '${period}' AND version = 2;
      ALTER TABLE ops.report_run ENABLE ALWAYS TRIGGER frozen;
      COMMIT`);
    expect(await stateOf(call('file_report', { ...second, ...ada }))).toBe('LB075');
    await call('return_report', { ...second, ...ada, note: 'Nothing has changed' });
    expect((await versionsOf(period)).map(({ status }) => status)).toEqual(['FILED', 'DRAFT']);
  });

  it('is reviewed or written over, never both, when they come at once', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { key, period, sha256 } = await made();
      const later = contentOf([{ id: 'E01', outcome: 'pass' }]);
      const known = { kind: 'quarter', period, sha256: hashOf(later), asOfSequence: '9' };
      await Promise.allSettled([
        call('store_report', known, later),
        call('review_report', { ...key, ...arno }),
      ]);
      const [version] = await versionsOf(period);
      expect(version?.status).toBe(version?.sha256 === sha256 ? 'REVIEWED' : 'DRAFT');
    }
  });
});
