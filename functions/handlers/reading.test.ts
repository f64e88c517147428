import { beforeAll, describe, expect, it } from '@jest/globals';
import { routeList } from '../contract/routes.ts';
import { allows, roles } from '../domain/permissions.ts';
import { useBank, type Answer, type Caller } from '../../local/testing/bank.ts';
import { aCashDeposit, aTransfer, post } from '../../local/testing/journals.ts';

const bank = useBank();
let alice: Caller;
let teller: Caller;
let accountant: Caller;

interface Page {
  readonly items: readonly { id: string; amount: { minor: string }; direction: string; reference: string }[];
  readonly next: string | null;
  readonly prev: string | null;
}

const accountId = (): string => bank().cast.alice.accountId;
const transactions = (query = '', who = alice): Promise<Answer> =>
  who.get(`/api/v1/accounts/acc_${accountId()}/transactions${query}`);
const page = async (query = ''): Promise<Page> => (await transactions(query)).body as Page;
const amounts = ({ items }: Page): string[] => items.map(({ amount }) => amount.minor);
const refusal = (answer: Answer): [number, string] => [answer.status, (answer.body as { code: string }).code];

beforeAll(async () => {
  [alice, teller, accountant] = [
    await bank().signIn('alice'),
    await bank().signIn('teller'),
    await bank().signIn('accountant'),
  ];
  const { app } = bank().database;
  for (const minor of [100n, 200n, 300n, 400n, 500n]) {
    await post(app, aCashDeposit(accountId(), minor, { reference: `paid in ${minor}` }));
  }
  await post(app, { ...aTransfer(accountId(), bank().cast.bob.accountId, 50n), reference: '100% of it' });
});

describe('transactions', () => {
  it('come newest first, with the balance after each', async () => {
    const { items } = await page();
    expect(items.map(({ amount, direction }) => [amount.minor, direction])).toEqual([
      ['50', 'debit'],
      ['500', 'credit'],
      ['400', 'credit'],
      ['300', 'credit'],
      ['200', 'credit'],
      ['100', 'credit'],
    ]);
    expect(items[0]).toMatchObject({ balanceAfter: { minor: '1450', currency: 'USD' } });
  });

  it('are paged by cursors, both ways, without a gap', async () => {
    const first = await page('?limit=2');
    const second = await page(`?limit=2&cursor=${first.next ?? ''}`);
    const third = await page(`?limit=2&cursor=${second.next ?? ''}`);
    expect([first, second, third].flatMap(amounts)).toEqual(['50', '500', '400', '300', '200', '100']);
    expect([first.prev, third.next]).toEqual([null, null]);
    expect(amounts(await page(`?limit=2&cursor=${third.prev ?? ''}`))).toEqual(['400', '300']);
    expect(amounts(await page(`?limit=2&cursor=${second.prev ?? ''}`))).toEqual(['50', '500']);
  });

  it.each<[string, string[]]>([
    ['?direction=debit', ['50']],
    ['?min=300&max=400', ['400', '300']],
    ['?q=paid%20in%205', ['500']],
    ['?q=100%25', ['50']],
    ['?q=_', []],
    ['?from=2026-01-16', []],
    ['?to=2026-01-15&limit=1', ['50']],
  ])('are filtered by %s', async (query, expected) => {
    expect(amounts(await page(query))).toEqual(expected);
  });

  it.each<[string, string]>([
    ['?cursor=bm9uc2Vuc2U.AAAAAAAAAAAAAAAAAAAAAA', 'cursor-invalid'],
    ['?cursor=x', 'cursor-invalid'],
    ['?limit=0', 'validation-failed'],
    ['?limit=101', 'validation-failed'],
    ['?from=yesterday', 'validation-failed'],
    ['?order=asc', 'validation-failed'],
    ['?limit=0x10', 'validation-failed'],
    ['?from=0000-01-01', 'validation-failed'],
    ['?q=%00', 'validation-failed'],
  ])('are refused for %s', async (query, code) => {
    expect(refusal(await transactions(query))).toEqual([400, code]);
  });

  it('refuse a cursor of ours that somebody has changed', async () => {
    const { next } = await page('?limit=2');
    expect(next).not.toBeNull();
    for (const changed of [`${next ?? ''}.more`, `!${next ?? ''}`, (next ?? '').replace('.', '=.')]) {
      expect(refusal(await transactions(`?cursor=${encodeURIComponent(changed)}`))).toEqual([
        400,
        'cursor-invalid',
      ]);
    }
  });

  it('refuse a cursor of another list', async () => {
    const journals = (await accountant.get('/api/v1/journals?limit=1')).body as Page;
    expect(refusal(await transactions(`?cursor=${journals.next ?? ''}`))).toEqual([400, 'cursor-invalid']);
  });

  it('of somebody else are not found', async () => {
    const bob = await bank().signIn('bob');
    expect(refusal(await transactions('', bob))).toEqual([404, 'not-found']);
    expect(refusal(await bob.get(`/api/v1/accounts/acc_${accountId()}`))).toEqual([404, 'not-found']);
    expect(refusal(await bob.get('/api/v1/accounts/acc_x'))).toEqual([404, 'not-found']);
  });
});

describe('staff', () => {
  it('finds a customer by name, number and account number, and sees the accounts', async () => {
    const find = async (text: string): Promise<string[]> => {
      const { body } = await teller.get(`/api/v1/customers?q=${encodeURIComponent(text)}`);
      return (body as { items: { name: string }[] }).items.map(({ name }) => name);
    };
    expect(await find('alice')).toEqual(['Alice Adams']);
    expect(await find('00000002')).toEqual(['Bob Brown']);
    expect(await find('%%')).toEqual([]);
    const { body } = await teller.get(`/api/v1/customers/cus_${bank().cast.alice.customerId}`);
    const { accounts } = body as { accounts: { number: string }[] };
    expect(await find(accounts[0]?.number ?? '')).toEqual(['Alice Adams']);
    expect(refusal(await teller.get('/api/v1/customers/cus_00000000-0000-7000-8000-000000000000'))).toEqual([
      404,
      'not-found',
    ]);
  });

  it('takes cash and pays it out at the counter', async () => {
    const carla = `acc_${bank().cast.carla.accountId}`;
    const cash = (minor: string): object => ({ accountId: carla, amount: { minor, currency: 'USD' } });
    const paidIn = await teller.post('/api/v1/cash-deposits', cash('7000'));
    expect([paidIn.status, paidIn.body]).toEqual([
      201,
      expect.objectContaining({ kind: 'deposit', balanceAfter: { minor: '7000', currency: 'USD' } }),
    ]);
    const paidOut = await teller.post('/api/v1/cash-withdrawals', cash('2000'));
    expect(paidOut.body).toMatchObject({
      kind: 'withdrawal',
      balanceAfter: { minor: '5000', currency: 'USD' },
    });
    expect(refusal(await teller.post('/api/v1/cash-withdrawals', cash('5001')))).toEqual([
      422,
      'insufficient-funds',
    ]);
    const unknown = { ...cash('1'), accountId: 'acc_00000000-0000-7000-8000-000000000000' };
    expect(refusal(await teller.post('/api/v1/cash-deposits', unknown))).toEqual([404, 'account-not-found']);
    const { journalId } = paidIn.body as { journalId: string };
    expect((await accountant.get(`/api/v1/journals/${journalId}`)).body).toMatchObject({
      template: 'P01',
      entries: [
        { ledgerAccount: '1010', accountId: null, side: 'debit', amount: { minor: '7000' } },
        { ledgerAccount: '2010', accountId: carla, side: 'credit', amount: { minor: '7000' } },
      ],
    });
  });

  it('reads the receipt of cash again, and of nothing else', async () => {
    const body = {
      accountId: `acc_${bank().cast.carla.accountId}`,
      amount: { minor: '300', currency: 'USD' },
      reference: 'Rent of the shop',
    };
    for (const operation of ['cash-deposits', 'cash-withdrawals']) {
      const posted = await teller.post(`/api/v1/${operation}`, body);
      const { journalId, accountNumber } = posted.body as { journalId: string; accountNumber: string };
      expect(posted.body).toMatchObject({ reference: 'Rent of the shop', amount: body.amount });
      expect(accountNumber).toMatch(/^\d{10}$/);
      expect(posted.headers['location']).toBe(`/api/v1/cash-receipts/${journalId}`);
      const receipt = await teller.get(`/api/v1/cash-receipts/${journalId}`);
      expect([receipt.status, receipt.body]).toEqual([200, posted.body]);
      expect(refusal(await alice.get(`/api/v1/cash-receipts/${journalId}`))).toEqual([403, 'forbidden']);
    }
    const [transfer] = await post(bank().database.app, aTransfer(accountId(), bank().cast.bob.accountId, 1n));
    for (const id of [transfer?.id ?? '', '00000000-0000-7000-8000-000000000000'])
      expect(refusal(await teller.get(`/api/v1/cash-receipts/jnl_${id}`))).toEqual([404, 'not-found']);
  });

  it('moves cash once under one key, in or out and never both', async () => {
    const account = `acc_${bank().cast.carla.accountId}`;
    const body = { accountId: account, amount: { minor: '400', currency: 'USD' }, reference: '' };
    const find = (who: Caller, key: string): Promise<Answer> => who.get(`/api/v1/cash-receipts?key=${key}`);
    await teller.post('/api/v1/cash-deposits', body);
    for (const [first, second] of [
      ['cash-deposits', 'cash-withdrawals'],
      ['cash-withdrawals', 'cash-deposits'],
    ] as const) {
      const key = `once-${first}`;
      const headers = { 'idempotency-key': key };
      expect((await find(teller, key)).body).toEqual({ items: [] });
      const posted = await teller.post(`/api/v1/${first}`, body, { headers });
      const other = await teller.post(`/api/v1/${second}`, body, { headers });
      expect([posted.status, refusal(other)]).toEqual([201, [422, 'idempotency-key-reused']]);
      const again = await teller.post(`/api/v1/${first}`, body, { headers });
      expect([again.headers['idempotency-replayed'], again.body]).toEqual(['true', posted.body]);
      expect((await find(teller, key)).body).toEqual({ items: [posted.body] });
    }
    expect(refusal(await find(alice, 'once-cash-deposits'))).toEqual([403, 'forbidden']);
    expect(refusal(await teller.get('/api/v1/cash-receipts?key=short'))).toEqual([400, 'validation-failed']);
  });

  it('reads journals newest first, by pages and dates', async () => {
    const newest = (await accountant.get('/api/v1/journals?limit=2')).body as {
      items: { sequence: string }[];
      next: string;
    };
    const older = (await accountant.get(`/api/v1/journals?limit=2&cursor=${newest.next}`)).body as {
      items: { sequence: string }[];
    };
    const sequences = [...newest.items, ...older.items].map(({ sequence }) => BigInt(sequence));
    expect(sequences).toEqual([...sequences].sort((a, b) => (a > b ? -1 : 1)));
    const none = (await accountant.get('/api/v1/journals?from=2026-02-01&to=2026-02-02')).body as Page;
    expect(none.items).toEqual([]);
    expect(
      refusal(await accountant.get('/api/v1/journals/jnl_00000000-0000-7000-8000-000000000000')),
    ).toEqual([404, 'not-found']);
  });

  it('reads a trial balance that is even, also of an earlier day', async () => {
    const { body } = await accountant.get('/api/v1/trial-balance');
    const trial = body as { totalDebit: { minor: string }; totalCredit: { minor: string }; lines: unknown[] };
    expect(trial.totalDebit).toEqual(trial.totalCredit);
    expect(BigInt(trial.totalDebit.minor)).toBeGreaterThan(0n);
    expect((await accountant.get('/api/v1/trial-balance?asOf=2026-01-14')).body).toMatchObject({
      businessDate: '2026-01-15',
      totalDebit: { minor: '0' },
    });
  });

  it('reads the chart of accounts, the second time from the cache', async () => {
    const read = async (): Promise<unknown[]> =>
      ((await teller.get('/api/v1/chart-of-accounts')).body as { items: unknown[] }).items;
    const first = await read();
    expect(first.length).toBeGreaterThan(140);
    expect(await read()).toEqual(first);
  });
});

describe('every operation', () => {
  const probes = roles.flatMap((role) =>
    routeList.filter(({ permission }) => permission !== 'public').map((route) => [role, route] as const),
  );
  const userOf = {
    customer: 'alice',
    teller: 'teller',
    accountant: 'accountant',
    auditor: 'auditor',
    administrator: 'administrator',
  };

  const callers: Partial<Record<(typeof roles)[number], Caller>> = {};

  it.each(probes.map(([role, route]) => [role, route.operationId, route] as const))(
    'answers %s on %s as the table says',
    async (role, _id, route) => {
      if (route.operationId === 'signOut') return;
      callers[role] ??= await bank().signIn(userOf[role]);
      const caller = callers[role];
      const path = route.path.replace(/\{(\w)\w*Id\}/, 'acc_00000000-0000-7000-8000-000000000000');
      const answer = route.method === 'GET' ? await caller.get(path) : await caller.post(path, {});
      expect(answer.status === 403).toBe(!allows([role], route.permission));
      expect((await bank().anonymous.get(path)).status).not.toBe(200);
    },
  );
});

describe('health', () => {
  it('answers alive, ready and the versions to anybody', async () => {
    expect((await bank().anonymous.get('/api/health/live')).body).toEqual({ status: 'ok' });
    expect((await bank().anonymous.get('/api/health/ready')).body).toEqual({
      status: 'ok',
      checks: { books: 'ok', cache: 'ok', sessions: 'ok' },
    });
    expect((await bank().anonymous.get('/api/versions')).body).toEqual({
      items: [{ version: 'v1', status: 'current' }],
    });
  });

  it('explains every problem type, and no other', async () => {
    expect((await bank().anonymous.get('/api/problems/insufficient-funds')).body).toMatchObject({
      status: 422,
    });
    expect((await bank().anonymous.get('/api/problems/no-such-code')).status).toBe(404);
  });
});
