import { setTimeout as delay } from 'node:timers/promises';
import { payByApi, type ApiField } from './api-moves.ts';
import { answered, sqlMoves, type Field, type Move } from './sql-moves.ts';

const lots: readonly Move[] = sqlMoves.flatMap((move) => Array.from({ length: move.weight }, () => move));

async function repeat(until: number, work: () => Promise<void>): Promise<void> {
  while (Date.now() < until) await work();
}

/** Keeps the moves going until the time is over: so many by SQL and so many through the API, all at once. */
export async function play(field: Field, api: ApiField, until: number): Promise<void> {
  const bySql = Array.from({ length: 12 }, () =>
    repeat(until, async () => {
      const move = lots[Math.floor(Math.random() * lots.length)];
      if (move) await answered(field, move.name, () => move.make(field));
    }),
  );
  const byApi =
    api.customers.length < 2 ? [] : Array.from({ length: 4 }, () => repeat(until, () => payByApi(api)));
  await Promise.all([...bySql, ...byApi]);
}

/** Rolls the business date every so often; postings wait for it and go on. */
export async function rollDays(roll: () => Promise<void>, everyMs: number, until: number): Promise<void> {
  while (Date.now() + everyMs < until) {
    await delay(everyMs);
    await roll();
  }
}
