import { beforeAll, describe, expect, it } from '@jest/globals';
import { useBank } from '../../../local/testing/bank.ts';
import { openDesk, type Desk } from '../../../local/testing/front-door.ts';
import { crowd, figures, race } from '../../../local/testing/races/race.ts';
import {
  capture,
  cashIn,
  closeMonth,
  confirmation,
  hold,
  release,
  rollTo,
  spenders,
} from '../../../local/testing/races/rivals.ts';
import { aScene, whole, type Scene } from '../../../local/testing/races/scene.ts';

const bank = useBank();
let desk: Desk;

beforeAll(async () => {
  desk = await openDesk(bank());
});

const ofHolds = [capture, release];
const commands = [...spenders, cashIn, ...ofHolds].map((each) => [each.name, each] as const);
const sceneFor = (command: (typeof commands)[number][1], heldUntil?: string): Promise<Scene> =>
  aScene(bank(), desk, {
    held: ofHolds.includes(command),
    ...(heldUntil ? { heldUntil } : {}),
  });

async function today(): Promise<string> {
  const { rows } = await bank().database.app.query<{ today: string }>(
    'SELECT business_date::text AS today FROM bank.business_date',
  );
  return rows[0]?.today ?? '';
}
const utc = (date: string): Date => new Date(`${date}T00:00:00Z`);
function dayAfter(date: string): string {
  return new Date(utc(date).getTime() + 86_400_000).toISOString().slice(0, 10);
}
function monthAfter(date: string): string {
  const day = utc(date);
  return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 1)).toISOString().slice(0, 10);
}

describe('When the day rolls', () => {
  it('it rolls once, however many ask for it', async () => {
    const roll = rollTo(dayAfter(await today()));
    const { won, refusals } = await race(await sceneFor(cashIn), roll, roll);
    expect([won[0] + won[1], refusals]).toEqual([1, ['business-date-refused']]);
  });

  it.each(commands)('%s of the moment lies on one day or the other, once', async (_name, command) => {
    const next = dayAfter(await today());
    const { won } = await race(await sceneFor(command), command, rollTo(next));
    expect(won[1]).toBe(1);
    if (command === cashIn) expect(won[0]).toBe(crowd);
    // What was shown was shown for the day before.
    else if (command === confirmation) expect(won[0]).toBeLessThanOrEqual(1);
    else expect(won[0]).toBe(1);
    expect(await today()).toBe(next);
  });

  it.each(ofHolds.map((each) => [each.name, each] as const))(
    'past the last day of a hold, either it has lapsed or %s was first',
    async (_name, command) => {
      const last = await today();
      const ground = await sceneFor(command, last);
      const { won } = await race(ground, command, rollTo(dayAfter(last)));
      expect(won[1]).toBe(1);
      expect(won[0]).toBeLessThanOrEqual(1);
      const taken = command === capture && won[0] === 1;
      expect(await figures(ground)).toEqual(taken ? [0n, 0n, 0n] : [whole, 0n, whole]);
    },
  );
});

describe('When a period closes', () => {
  it('it closes once, however many ask for it', async () => {
    const close = closeMonth(`${(await today()).slice(0, 7)}-01`);
    const { won, refusals } = await race(await sceneFor(cashIn), close, close);
    expect([won[0] + won[1], refusals]).toEqual([1, ['period-closed']]);
  });

  it.each(commands)('%s gets into it before that or not at all', async (_name, command) => {
    const month = monthAfter(await today());
    await bank().database.operator.query('SELECT bank.roll_business_date($1)', [month]);
    const { won, refusals } = await race(await sceneFor(command), command, closeMonth(month));
    expect(won[1]).toBe(1);
    expect(won[0]).toBeLessThanOrEqual(command === cashIn ? crowd : 1);
    expect(refusals).toContain('period-closed');
    if (command === hold || command === release) return;
    const ground = { ...(await latestScene(month)) };
    expect(ground).toEqual({ late: '0' });
  });
});

/** Journals of the month that were recorded after it closed. */
async function latestScene(month: string): Promise<Record<string, unknown>> {
  const { rows } = await bank().database.owner.query<Record<string, unknown>>(
    `SELECT count(*)::text AS late FROM books.journal j JOIN books.period p ON p.month = date_trunc('month', j.business_date)
     WHERE p.month = $1 AND p.state = 'SOFT_CLOSED' AND j.recorded_at > p.changed_at`,
    [month],
  );
  return rows[0] ?? {};
}
