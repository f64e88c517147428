import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { ReportContentView, ReportView, StatementLineView } from '../functions/contract/reports.ts';
import { formatMinor } from '../functions/domain/money.ts';
import { apiTransport } from '../ssr/api-transport.ts';
import { posted, ProblemError } from '../web/client/client.ts';
import { signInOverHttp, type HttpSession } from './http-session.ts';
import type { SeededSignIn } from './seed/demo.ts';

/** One step of the journey; what it answers is printed behind its name. */
interface Step {
  readonly name: string;
  readonly run: () => Promise<string>;
}

class CheckFailure extends Error {}

function expect(condition: boolean, message: string): void {
  if (!condition) throw new CheckFailure(message);
}

interface Money {
  readonly minor: string;
}

const balanceOf = async (session: HttpSession): Promise<bigint> => {
  const { data } = await session.call('listAccounts', {});
  return BigInt((data.items[0]?.balance as Money | undefined)?.minor ?? '0');
};

interface Cast {
  readonly alice: HttpSession;
  readonly bob: HttpSession;
  readonly teller: HttpSession;
  readonly accountant: HttpSession;
}

const amount = { minor: '2500', currency: 'USD' };

async function expectRefusal(call: Promise<unknown>, code: string): Promise<string> {
  try {
    await call;
  } catch (error) {
    if (error instanceof ProblemError && error.code === code) return `${error.code} (${error.message})`;
    throw error;
  }
  throw new CheckFailure(`expected the refusal ${code}, but it went through`);
}

async function transferSteps({ alice, bob }: Cast): Promise<Step[]> {
  const [from] = (await alice.call('listAccounts', {})).data.items;
  const [to] = (await bob.call('listAccounts', {})).data.items;
  if (!from || !to) throw new CheckFailure('Alice and Bob need an account each');
  const before = { alice: await balanceOf(alice), bob: await balanceOf(bob) };
  const key = `check-${randomUUID()}`;
  const body = { fromAccountId: from.id, to: to.number, amount, reference: 'Check' };
  const pay = async (changed: object = {}, idempotencyKey = key) => {
    const { data, headers } = await alice.call(
      'transferFunds',
      { body: { ...body, ...changed } },
      { idempotencyKey },
    );
    return { data: posted(data), headers };
  };
  const expectBalances = async (): Promise<string> => {
    const after = { alice: await balanceOf(alice), bob: await balanceOf(bob) };
    expect(after.alice === before.alice - 2500n, `Alice has ${formatMinor(after.alice)}`);
    expect(after.bob === before.bob + 2500n, `Bob has ${formatMinor(after.bob)}`);
    return `Alice ${formatMinor(after.alice)}, Bob ${formatMinor(after.bob)}`;
  };
  let first = '';
  return [
    {
      name: 'Alice transfers 25.00 to Bob',
      run: async () => {
        const { data } = await pay();
        first = data.id;
        return data.id;
      },
    },
    { name: 'both balances moved by 25.00', run: expectBalances },
    {
      name: 'the same key again answers the same receipt',
      run: async () => {
        const { data, headers } = await pay();
        expect(data.id === first, `another receipt came: ${data.id}`);
        expect(headers.get('idempotency-replayed') === 'true', 'the answer is not marked as a replay');
        return expectBalances();
      },
    },
    {
      name: 'more than Alice has is refused',
      run: () =>
        expectRefusal(
          pay({ amount: { minor: '99999999999999', currency: 'USD' } }, `${key}-2`),
          'insufficient-funds',
        ),
    },
  ];
}

async function staffSteps({ bob, teller, accountant }: Cast): Promise<Step[]> {
  const [account] = (await bob.call('listAccounts', {})).data.items;
  if (!account) throw new CheckFailure('Bob needs an account');
  return [
    {
      name: 'the teller takes 100.00 in cash for Bob',
      run: async () => {
        const before = await balanceOf(bob);
        const body = { accountId: account.id, amount: { minor: '10000', currency: 'USD' } };
        await teller.call('depositCash', { body }, { idempotencyKey: `check-${randomUUID()}` });
        const after = await balanceOf(bob);
        expect(after === before + 10_000n, `Bob has ${formatMinor(after)}`);
        return `Bob ${formatMinor(after)}`;
      },
    },
    {
      name: 'the trial balance is even',
      run: async () => {
        const { data } = await accountant.call('getTrialBalance', { query: {} });
        expect(data.totalDebit.minor === data.totalCredit.minor, 'debits and credits differ');
        return `debits = credits = ${formatMinor(BigInt(data.totalDebit.minor))}`;
      },
    },
  ];
}

const report = { kind: 'quarter', period: '2026Q3' } as const;
const reportPatienceMs = 60_000;

/** Waits until the report is made, and tells of every step on the way. */
async function untilReady(
  accountant: HttpSession,
): Promise<{ view: ReportView; content: ReportContentView }> {
  let told = '';
  for (const end = Date.now() + reportPatienceMs; Date.now() < end;) {
    const { data } = await accountant.call('getReport', { params: report, query: {} });
    const { status, progress, problem } = data.report;
    const news = `${status}, ${progress.done} of ${progress.of} steps`;
    if (news !== told) console.log(`        ${report.period} is ${news}`);
    told = news;
    expect(status !== 'failed', `${problem?.code}: ${problem?.detail}`);
    if (status === 'ready' && data.content) return { view: data.report, content: data.content };
    await delay(200);
  }
  throw new CheckFailure(`it is not ready after ${reportPatienceMs / 1000} s, but ${told}`);
}

function totalOf(lines: readonly StatementLineView[], label: string): bigint {
  const line = lines.find((each) => each.isTotal && each.label === label);
  if (!line) throw new CheckFailure(`the balance sheet has no line ${label}`);
  return BigInt(line.amount.minor);
}

function reportSteps({ accountant }: Cast): Step[] {
  let content: ReportContentView | undefined;
  return [
    {
      name: `the accountant asks for the report of ${report.period}`,
      run: async () => (await accountant.call('requestReport', { body: report })).data.status,
    },
    {
      name: 'the report is made by way of the queue',
      run: async () => {
        const made = await untilReady(accountant);
        content = made.content;
        expect(/^[0-9a-f]{64}$/.test(made.view.sha256 ?? ''), 'it has no hash');
        return `SHA-256 ${made.view.sha256}`;
      },
    },
    {
      name: 'its trial balance is even and its balance sheet balances',
      run: () => {
        const { totalDebit, totalCredit, balanceSheet = [] } = content ?? {};
        expect(totalDebit?.minor === totalCredit?.minor, 'debits and credits differ');
        const assets = totalOf(balanceSheet, 'Total assets');
        const claims = totalOf(balanceSheet, 'Total liabilities') + totalOf(balanceSheet, 'Total equity');
        expect(assets === claims, `assets ${formatMinor(assets)}, claims ${formatMinor(claims)}`);
        return Promise.resolve(`assets = liabilities + equity = ${formatMinor(assets)}`);
      },
    },
  ];
}

/**
 * A journey through the running bank over HTTP, as its users make it.
 * @returns whether every step passed
 */
export async function runCheck(bankOrigin: string, signIns: readonly SeededSignIn[]): Promise<boolean> {
  const enter = (userName: string): Promise<HttpSession> => {
    const signIn = signIns.find((each) => each.userName === userName);
    if (!signIn) throw new CheckFailure(`there is no sign-in for ${userName}`);
    return signInOverHttp(apiTransport(bankOrigin), bankOrigin, signIn);
  };
  const cast: Partial<Record<keyof Cast, HttpSession>> = {};
  const signInSteps = (['alice', 'bob', 'teller', 'accountant'] as const).map((name) => ({
    name: `${name} signs in`,
    run: async () => {
      cast[name] = await enter(name);
      return cast[name].displayName;
    },
  }));
  if (!(await runSteps(signInSteps))) return false;
  const everybody = cast as Cast;
  return (
    (await runSteps(await transferSteps(everybody))) &&
    (await runSteps(await staffSteps(everybody))) &&
    runSteps(reportSteps(everybody))
  );
}

async function runSteps(steps: readonly Step[]): Promise<boolean> {
  for (const { name, run } of steps) {
    try {
      console.log(`  ok    ${name}: ${await run()}`);
    } catch (error) {
      console.log(`  FAIL  ${name}: ${error instanceof Error ? error.message : String(error)}`);
      return false;
    }
  }
  return true;
}
