import { beforeAll, describe, expect, it } from '@jest/globals';
import { useBank, type Answer } from '../../local/testing/bank.ts';
import { problem } from '../../local/testing/front-door.ts';
import { aJournal, post } from '../../local/testing/journals.ts';
import { closeLastYear, openReportDesk, type ReportDesk } from '../../local/testing/report-desk.ts';
import type { ReportVersionView } from '../contract/report-versions.ts';

const bank = useBank({}, '2024-12-31');
let desk: ReportDesk;

beforeAll(async () => {
  await closeLastYear(bank());
  desk = await openReportDesk(bank());
});

/** Counts on a day of a month that is soft-closed, although it is booked today. */
const adjust = (adjustsOn: string, minor: bigint): Promise<unknown> =>
  post(
    bank().database.app,
    aJournal(
      [
        { account: '7065', minor },
        { account: '1010', minor: -minor },
      ],
      { type: 'ADJUSTING', adjustsOn, description: 'An invoice of the auditors' },
    ),
  );
const review = (period: string, seen: object): Promise<Answer> =>
  desk.step(desk.accountant, `${period}:1/review`, seen);
const file = (period: string, seen: object): Promise<Answer> =>
  desk.step(desk.administrator, `${period}:1/filing`, seen);
const detailOf = ({ body }: Answer): string => (body as { detail: string }).detail;
const latest = async (period: string): Promise<ReportVersionView | undefined> =>
  (await desk.read(period)).versions[0];

describe('A report whose period is adjusted', () => {
  it('is reviewed only as it is made again', async () => {
    const drafted = await desk.make('2025Q3');
    await adjust('2025-09-30', 125_000n);
    const stale = await review('2025Q3', drafted);
    expect(problem(stale)).toEqual({ status: 409, code: 'change-outdated' });
    expect(detailOf(stale)).toMatch(
      /^Journal \d+ counts in 2025Q3 and was posted after this version was made\. Make the report again\.$/,
    );
    expect(await latest('2025Q3')).toMatchObject({ state: 'DRAFT', history: [] });
    const remade = await desk.make('2025Q3');
    expect(remade).not.toEqual(drafted);
    expect((await review('2025Q3', remade)).status).toBe(200);
  });

  it('is filed only as it is sent back, made again and reviewed again', async () => {
    const reviewed = await desk.make('2025Q4');
    await review('2025Q4', reviewed);
    await adjust('2025-12-31', 75_000n);
    const stale = await file('2025Q4', reviewed);
    expect(problem(stale)).toEqual({ status: 409, code: 'change-outdated' });
    expect(detailOf(stale)).toContain('Send it back, then make the report again.');
    expect((await latest('2025Q4'))?.state).toBe('REVIEWED');
    await desk.step(desk.administrator, '2025Q4:1/return', { note: 'An invoice came late' });
    const remade = await desk.make('2025Q4');
    await review('2025Q4', remade);
    expect((await file('2025Q4', remade)).status).toBe(200);
    expect(await latest('2025Q4')).toMatchObject({ state: 'FILED', ...remade });
  });

  it('is as it was where the adjustment counts after it', async () => {
    const seen = await desk.make('2025Q1');
    await adjust('2025-06-30', 10_000n);
    expect((await review('2025Q1', seen)).status).toBe(200);
    expect((await file('2025Q1', seen)).status).toBe(200);
  });
});

describe('An amendment', () => {
  it('that says the same is told of beforehand, and refused at its review', async () => {
    const filed = await desk.make('2025Q2');
    await review('2025Q2', filed);
    await file('2025Q2', filed);
    expect((await desk.read('2025Q2')).laterJournal).toBeNull();
    const reason = { reason: 'Perhaps something came' };
    expect((await desk.step(desk.accountant, '2025Q2:1/amendment', reason)).status).toBe(201);
    await desk.work();
    expect(await latest('2025Q2')).toMatchObject({ version: 2, amends: 1, state: 'DRAFT', ...filed });
    const refused = await desk.step(desk.accountant, '2025Q2:2/review', filed);
    expect(problem(refused)).toEqual({ status: 409, code: 'amendment-unchanged' });
    expect(detailOf(refused)).toBe(
      'Version 2 says the same as version 1, which was filed. Make it again once it has something else to say.',
    );
    expect(await latest('2025Q2')).toMatchObject({ state: 'DRAFT', history: [] });
  });

  it('is reviewed and filed once its figures are others', async () => {
    await adjust('2025-06-30', 25_000n);
    expect((await desk.read('2025Q2', '?version=1')).laterJournal).toMatch(/^\d+$/);
    const amended = await desk.make('2025Q2');
    expect((await desk.read('2025Q2')).laterJournal).toBeNull();
    expect((await desk.step(desk.accountant, '2025Q2:2/review', amended)).status).toBe(200);
    expect((await desk.step(desk.administrator, '2025Q2:2/filing', amended)).status).toBe(200);
    expect((await desk.read('2025Q2')).versions.map(({ state }) => state)).toEqual(['FILED', 'AMENDED']);
  });
});
