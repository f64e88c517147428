import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { useBank } from '../../local/testing/bank.ts';
import { userPassword } from '../../local/testing/bank-parts.ts';
import { brokenRules } from '../../local/testing/books.ts';
import { booksOf, quietProgress, usersOf } from '../../local/testing/console-context.ts';
import { ConsoleError, type ConsoleContext } from './context.ts';
import { runConsole } from './main.ts';

const bank = useBank();
let cognito: CognitoIdentityProviderClient;
let output: string[] = [];
let complaints: string[] = [];

const context: ConsoleContext = {
  openBooks: booksOf(() => bank().database.operator),
  openUsers: () => usersOf(bank().parts.environment['USER_POOL_ID']),
  out: (text) => output.push(text),
  progress: quietProgress,
};

beforeAll(async () => {
  cognito = new CognitoIdentityProviderClient({});
  for (const Username of ['dora', 'erin']) {
    const user = { UserPoolId: bank().parts.environment['USER_POOL_ID'], Username };
    await cognito.send(new AdminCreateUserCommand({ ...user, MessageAction: 'SUPPRESS' }));
    await cognito.send(new AdminSetUserPasswordCommand({ ...user, Password: userPassword, Permanent: true }));
    await cognito.send(new AdminAddUserToGroupCommand({ ...user, GroupName: 'customer' }));
  }
});
afterAll(() => {
  cognito.destroy();
});
beforeEach(() => {
  [output, complaints] = [[], []];
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => complaints.push(String(text)) > 0);
});

const run = (...args: readonly string[]): Promise<number> => runConsole(context, ['customer', ...args]);

interface Counts {
  readonly customers: number;
  readonly accounts: number;
  readonly links: number;
}
async function counts(): Promise<Counts> {
  const { rows } = await bank().database.owner.query<Counts>(
    `SELECT (SELECT count(*)::int FROM bank.customer) AS customers, (SELECT count(*)::int FROM bank.account) AS accounts,
       (SELECT count(*)::int FROM books.customer_identity) AS links`,
  );
  return rows[0] ?? { customers: 0, accounts: 0, links: 0 };
}

describe('console customer', () => {
  it('takes somebody in, opens an account, and lets them sign in for it', async () => {
    expect(await run('open', '00000044', 'Dora Dean')).toBe(0);
    expect(output.pop()).toMatch(/^00000044 is Dora Dean: cus_[0-9a-f-]{36}$/);
    expect(await run('account', '00000044', '7000000044', '--product', 'savings', '--json')).toBe(0);
    const account = JSON.parse(output.pop() ?? '') as { id: string };
    expect(account).toMatchObject({ number: '7000000044', customer: '00000044', product: 'savings' });
    expect(await run('link', '00000044', 'dora', '--yes')).toBe(0);
    expect(output.pop()).toBe('dora stands for Dora Dean (00000044) from the next sign-in on.');
    const dora = await bank().signIn('dora');
    expect((await dora.get('/api/v1/accounts')).body).toMatchObject({
      items: [{ id: account.id }],
    });
    expect((await dora.get(`/api/v1/accounts/acc_${bank().cast.alice.accountId}`)).status).toBe(404);
    const { rows } = await bank().database.operator.query<Record<string, string>>(
      "SELECT ledger_account AS control, floor_minor::text AS floor FROM bank.account WHERE number = '7000000044'",
    );
    expect(rows).toEqual([{ control: '2030', floor: '0' }]);
    expect(await brokenRules(bank().database.owner)).toEqual([]);
  });

  it('leaves a line of the link in the security log', async () => {
    const auditor = await bank().signIn('auditor');
    const { body } = await auditor.get('/api/v1/audit-events?kind=sign-in-change');
    expect((body as { items: unknown[] }).items[0]).toMatchObject({
      ...{ operation: 'customer-link', subject: 'console' },
      about: { customer: expect.stringMatching(/^cus_/) as unknown },
    });
  });

  it('links nobody where the log can’t be written', async () => {
    const before = await counts();
    const silent: ConsoleContext = {
      ...context,
      openUsers: async (target) => {
        const open = await context.openUsers?.(target);
        if (!open) throw new Error('The bank of this test has users.');
        return { ...open, log: { append: () => Promise.reject(new ConsoleError('No log.')) } };
      },
    };
    expect(await runConsole(silent, ['customer', 'link', '00000044', 'erin', '--yes'])).toBe(1);
    expect(complaints.join('')).toBe('No log.\n');
    expect(await counts()).toEqual(before);
  });

  it('changes nothing when it is told the same again', async () => {
    const before = await counts();
    expect(await run('open', '00000044', 'Dora Dean')).toBe(0);
    expect(await run('account', '00000044', '7000000044', '--product', 'savings')).toBe(0);
    expect(await run('link', '00000044', 'dora', '--yes')).toBe(0);
    expect(await counts()).toEqual(before);
  });

  it.each<[string, string, number, RegExp]>([
    ['a number that is somebody else’s', 'open 00000044 Other', 1, /00000044.* \(\S+\)/],
    ['a number that is none', 'open 44 Other', 2, /Write 8 digits/],
    [
      'an account of nobody',
      'account 00000999 7000000045 --product savings',
      1,
      /^There is no customer 00000999/,
    ],
    [
      'an account’s number that is taken',
      'account 00000001 7000000044 --product savings',
      1,
      /7000000044.* \(\S+\)/,
    ],
    ['a number of the bank’s own', 'account 00000044 0000001010 --product savings', 2, /the first no zero/],
    [
      'a certificate',
      'account 00000044 7000000045 --product certificate',
      1,
      /Use one of checking, interest-checking, savings, money-market/,
    ],
    ['a loan', 'account 00000044 7000000045 --product mortgage', 1, /There is no account of "mortgage"/],
    ['an account of no product', 'account 00000044 7000000045', 2, /required option '--product/],
    [
      'a link without a yes',
      'link 00000044 dora',
      1,
      /^This lets dora see and move what Dora Dean \(00000044\) has/,
    ],
    ['a link to a second customer', 'link 00000001 dora --yes', 1, /\(\S+\)\n$/],
    ['a link of nobody', 'link 00000044 nobody --yes', 1, /^There is no user nobody\./],
    ['a link to no customer', 'link 00000999 dora --yes', 1, /^There is no customer 00000999/],
    ['a link of staff', 'link 00000044 teller --yes', 1, /^teller is not in the role customer/],
    [
      'a link in books that no site serves',
      'link 00000044 dora --yes --books berka',
      1,
      /^No site serves the books "berka"/,
    ],
  ])('refuses %s', async (_what, command, code, sentence) => {
    const before = await counts();
    expect(await run(...command.split(' '))).toBe(code);
    expect(complaints.join('')).toMatch(sentence);
    expect(await counts()).toEqual(before);
  });
});
