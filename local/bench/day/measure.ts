import type { Client } from 'pg';
import * as z from 'zod';
import { countText, countsOf } from '../../../functions/domain/business-day.ts';
import type { Report } from '../report.ts';

export interface MeasuredDay {
  readonly date: string;
  readonly seconds: number;
}

const answer = z.object({ outcome: z.literal('done'), result: z.record(z.string(), z.unknown()) });

async function today(client: Client): Promise<string> {
  const { rows } = await client.query<{ today: string }>(
    'SELECT business_date::text AS today FROM bank.business_date',
  );
  return rows[0]?.today ?? '';
}

/** Ends the business date, each step in a transaction of its own as the worker does it, and tells what each took. */
async function endToday(client: Client, report: Report): Promise<MeasuredDay> {
  const date = await today(client);
  const { rows: steps } = await client.query<{ step: string }>('SELECT unnest(bank.day_steps()) AS step');
  report.line(`End of ${date}`);
  const began = performance.now();
  for (const { step } of steps) {
    const startedAt = performance.now();
    const { rows } = await client.query<{ answer: unknown }>('SELECT bank.run_day_step($1, $2) AS answer', [
      date,
      step,
    ]);
    const { result } = answer.parse(rows[0]?.answer);
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(2).padStart(7);
    report.line(`  ${seconds} s  ${step.padEnd(16)}${countText(countsOf(result))}`);
  }
  const seconds = (performance.now() - began) / 1000;
  report.line(`  ${seconds.toFixed(2).padStart(7)} s  in all`);
  return { date, seconds };
}

/** Ends days up to and with one; the books are as the last one leaves them. */
export async function endDaysThrough(
  client: Client,
  through: string,
  report: Report,
): Promise<MeasuredDay[]> {
  const days: MeasuredDay[] = [];
  while ((await today(client)) <= through) days.push(await endToday(client, report));
  return days;
}

/** Reckons the books again by the checks of the verifier. @throws Error naming the first row that disagrees */
export async function expectSoundBooks(client: Client): Promise<void> {
  const checks = [
    'balances',
    'journals',
    'ledger_movements',
    'control_accounts',
    'holds',
    'interest',
    'loans',
  ];
  for (const check of checks) {
    const { rows } = await client.query<{ found: unknown }>('SELECT bank.verify_books($1) AS found', [check]);
    const found = rows[0]?.found ?? null;
    if (found !== null) throw new Error(`The books disagree after the days: ${JSON.stringify(found)}`);
  }
}
