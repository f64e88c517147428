import { parseArgs } from 'node:util';
import { reportTo, type Report } from '../report.ts';
import { openServer } from '../server.ts';
import { endDaysThrough, expectSoundBooks } from './measure.ts';
import { prepareBank, type DayPlan } from './prepare.ts';

// Measures the end of a day over a whole bank; docs/performance.md says what comes out.

const usage = `npm run bench:day [-- options]
  --accounts <n>   100000 unless given
  --json           figures as JSON in the last line; everything else on standard error`;

/** The last business day of the month that the bank is opened in: fees and interest of the month fall due. */
const monthEnd = '2026-11-30';
/** Orders and loans for each account: one in twenty, one in fifty. */
const share = { orders: 20, loans: 50 };

function planOf(accounts: number): DayPlan {
  return {
    accounts,
    orders: Math.floor(accounts / share.orders),
    loans: Math.floor(accounts / share.loans),
  };
}

async function measure(plan: DayPlan, report: Report): Promise<number> {
  const server = await openServer();
  try {
    const client = await report.step(
      `Opening a bank of ${plan.accounts} accounts, ${plan.orders} standing orders and ${plan.loans} loans`,
      () =>
        prepareBank(server, plan, (accounts) => {
          report.line(`  ${accounts} accounts`);
        }),
    );
    const days = await endDaysThrough(client, monthEnd, report);
    await report.step('Verifying the books', () => expectSoundBooks(client));
    await client.end();
    return days.at(-1)?.seconds ?? NaN;
  } finally {
    await server.close();
  }
}

const { values } = parseArgs({
  options: { accounts: { type: 'string', default: '100000' }, json: { type: 'boolean', default: false } },
});
const accounts = Number(values.accounts);
if (!Number.isSafeInteger(accounts) || accounts < 100) {
  console.error(`Give a number of accounts of 100 or more.\n\n${usage}`);
  process.exitCode = 2;
} else {
  const report = reportTo(values.json ? process.stderr : process.stdout);
  const seconds = await measure(planOf(accounts), report);
  report.line(
    `\nday-100k-s   ${seconds.toFixed(2)} s   goal ≤ 30, of 100,000 accounts on the last day of a month`,
  );
  if (values.json)
    console.log(
      JSON.stringify({ figures: [{ name: 'day-100k-s', value: Number(seconds.toFixed(2)), unit: 's' }] }),
    );
}
