import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anAccount, aCustomer } from '../../local/testing/cast.ts';
import { useTestDatabase } from '../../local/testing/database.ts';
import { aJournal, post, type EntryDraft } from '../../local/testing/journals.ts';

const database = useTestDatabase();
const deposits: string[] = [];
let toms: string;

beforeAll(async () => {
  const { operator } = database();
  await operator.query("SELECT bank.open_books('2026-01-05')");
  const customer = await aCustomer(operator, 'Sue Shares', '00000001');
  for (let count = 0; count < 3; count += 1)
    deposits.push(await anAccount(operator, customer, { ledgerAccount: '2050', floorMinor: null }));
  const tom = await aCustomer(operator, 'Tom Shares', '00000002');
  toms = await anAccount(operator, tom, { ledgerAccount: '2030', floorMinor: null });
});

interface Share {
  readonly account: string;
  readonly what: string;
  readonly minor: bigint;
}

/** What the deposits of a journal were credited and charged, in the order of the accounts. */
async function sharesOf(entries: readonly EntryDraft[], template = 'TEST'): Promise<readonly Share[]> {
  const [posted] = await post(database().app, aJournal(entries, { template }));
  const { rows } = await database().owner.query<{ account_id: string; what: string; minor: string }>(
    `SELECT account_id, what, sum(amount_minor)::text AS minor FROM books.interest_shares(ARRAY[$1::bigint])
     WHERE is_deposit GROUP BY 1, 2, sign(amount_minor) ORDER BY array_position($2::uuid[], account_id), what`,
    [posted?.sequence, deposits],
  );
  return rows.map(({ account_id: account, what, minor }) => ({ account, what, minor: BigInt(minor) }));
}

const at = (place: number): string => deposits[place] ?? '';

describe('Shares of interest in a journal by hand', () => {
  it('leave out what was paid out in the journal that credits it', async () => {
    const shares = await sharesOf([
      { account: '2300', minor: 100n },
      { account: at(0), minor: -100n },
      { account: at(0), minor: 5_100n },
      { account: '1010', minor: -5_100n },
    ]);
    expect(shares).toEqual([{ account: at(0), what: 'interest', minor: -100n }]);
  });

  it('go to deposits in line order, up to what the accounts of interest moved', async () => {
    const shares = await sharesOf([
      { account: '1010', minor: 500n },
      { account: '2300', minor: 100n },
      { account: at(1), minor: -60n },
      { account: at(0), minor: -540n },
    ]);
    expect(shares).toEqual([
      { account: at(0), what: 'interest', minor: -40n },
      { account: at(1), what: 'interest', minor: -60n },
    ]);
  });

  it('tell tax from money that was taken out beside it', async () => {
    const shares = await sharesOf([
      { account: '2300', minor: 100n },
      { account: at(0), minor: -100n },
      { account: at(0), minor: 24n },
      { account: '2360', minor: -24n },
      { account: at(0), minor: 300n },
      { account: '1010', minor: -300n },
    ]);
    expect(shares).toEqual([
      { account: at(0), what: 'interest', minor: -100n },
      { account: at(0), what: 'withheld', minor: 24n },
    ]);
  });

  it('tell a penalty from the withdrawal beside it', async () => {
    const shares = await sharesOf(
      [
        { account: at(0), minor: 45n },
        { account: '5030', minor: -30n },
        { account: '6080', minor: -15n },
        { account: at(0), minor: 1_000n },
        { account: '1010', minor: -1_000n },
      ],
      'D06',
    );
    expect(shares).toEqual([{ account: at(0), what: 'penalty', minor: 45n }]);
  });
});

describe('Interest that goes from one payee to another in one journal', () => {
  it.each([
    ['the whole of it', 100n, 100n],
    ['a part of it', 50n, 80n],
  ])('is taken off the one and given to the other: %s', async (_, taken, given) => {
    const shares = await sharesOf([
      { account: at(0), minor: taken },
      { account: '2300', minor: -taken },
      { account: '2300', minor: given },
      { account: at(1), minor: -given },
    ]);
    expect(shares).toEqual([
      { account: at(0), what: 'interest', minor: taken },
      { account: at(1), what: 'interest', minor: -given },
    ]);
  });

  it('is none where interest is accrued and credited at once, with its tax', async () => {
    const shares = await sharesOf([
      { account: '5020', minor: 100n },
      { account: '2300', minor: -100n },
      { account: '2300', minor: 100n },
      { account: at(0), minor: -100n },
      { account: at(0), minor: 24n },
      { account: '2360', minor: -24n },
    ]);
    expect(shares).toEqual([
      { account: at(0), what: 'interest', minor: -100n },
      { account: at(0), what: 'withheld', minor: 24n },
    ]);
  });
});

describe('A journal by hand is unclear', () => {
  const unclear = async (...entries: readonly (readonly [string, bigint])[]): Promise<boolean> => {
    const drafts = entries.map(([account, minor]) => ({ account, minor }));
    const [posted] = await post(database().app, aJournal(drafts));
    const { rows } = await database().owner.query<{ unclear: boolean }>(
      'SELECT DISTINCT unclear FROM books.interest_shares(ARRAY[$1::bigint])',
      [posted?.sequence],
    );
    expect(rows).toHaveLength(1);
    return rows[0]?.unclear ?? false;
  };
  it('where deposits of several customers moved more one way than the ledger did', async () => {
    const payOut = [
      ['1010', -200n],
      [at(0), 200n],
    ] as const;
    const interest = [
      ['2300', 20n],
      [toms, -20n],
      [toms, 4n],
      ['2360', -4n],
    ] as const;
    expect(await unclear(...payOut, ...interest)).toBe(true);
    expect(await unclear(...interest, ...payOut)).toBe(true);
    expect(await unclear(...interest)).toBe(false);
  });

  it('not where all of them took what the ledger gave, or the other money is of the same customer', async () => {
    expect(await unclear(['2300', 50n], [at(0), -20n], [toms, -30n])).toBe(false);
    expect(await unclear(['2300', 50n], [at(0), -50n], [at(1), 70n], ['1010', -70n])).toBe(false);
    expect(await unclear(['2300', 50n], [at(0), -50n], [at(1), -70n], ['1010', 70n])).toBe(false);
    expect(await unclear([at(0), 100n], ['2300', -100n], ['2300', 100n], [toms, -100n])).toBe(false);
  });

  it('where a transfer or a pay-out stands beside an accrual, which may be interest taken back', async () => {
    expect(await unclear(['5020', 100n], ['2300', -100n], [at(0), 60n], [toms, -60n])).toBe(true);
    expect(await unclear(['5020', 100n], ['2300', -100n], [at(0), 100n], [toms, -100n])).toBe(true);
    expect(await unclear(['5020', 100n], ['2300', -100n], [at(0), 100n], ['1010', -100n])).toBe(true);
    expect(await unclear(['5020', 100n], ['2300', -100n], ['2300', 100n], [at(0), -100n])).toBe(false);
  });
});

const kinds = { interest: ['2300', '5010', '5020'], withheld: ['2360'], penalty: ['5030', '6080'] } as const;
const houses = ['1010', ...kinds.interest, ...kinds.withheld, ...kinds.penalty];

/** Any journal over deposits and the accounts of interest, which cash balances; a place of three or more is a house account. */
const anyLines = fc.array(
  fc.tuple(
    fc.nat({ max: 2 + houses.length }),
    fc.bigInt(-500n, 500n).filter((minor) => minor !== 0n),
  ),
  { minLength: 1, maxLength: 9 },
);

const above = ({ minor }: { minor: bigint }): boolean => minor > 0n;
const below = ({ minor }: { minor: bigint }): boolean => minor < 0n;
const smaller = (one: bigint, other: bigint): bigint => (one < other ? one : other);
const atLeast = (minor: bigint): bigint => (minor > 0n ? minor : 0n);

describe('Whatever a journal is posted on, of each kind its deposits', () => {
  it('have all that the accounts of the kind moved each way if they moved as much, and never more', async () => {
    const property = fc.asyncProperty(anyLines, fc.constantFrom('D06', 'D02'), async (lines, template) => {
      const entries = lines.map(([place, minor]) => ({
        account: deposits[place] ?? houses[place - 3] ?? '',
        minor,
      }));
      const rest = entries.reduce((sum, { minor }) => sum + minor, 0n);
      const balanced = rest === 0n ? entries : [...entries, { account: '1040', minor: -rest }];
      if (balanced.length < 2) return;
      const shares = await sharesOf(balanced, template);
      const sum = (of: readonly { minor: bigint }[]): bigint =>
        of.reduce((total, { minor }) => total + minor, 0n);
      const penalty = template === 'D06' ? kinds.penalty : [];
      const interest = template === 'D06' ? kinds.interest : [...kinds.interest, '5030'];
      const codes: Record<string, readonly string[]> = { penalty, interest, withheld: kinds.withheld };
      const accounts = balanced.filter(({ account }) => deposits.includes(account));
      const left = { given: -sum(accounts.filter(below)), back: sum(accounts.filter(above)) };
      const gross = Object.entries(codes).map(([what, of]) => {
        const lines = balanced.filter(({ account }) => of.includes(account));
        return { what, given: sum(lines.filter(above)), back: -sum(lines.filter(below)) };
      });
      const told = (kind: string): { given: bigint; back: bigint } => {
        const of = shares.filter(({ what }) => what === kind);
        return { given: -sum(of.filter(below)), back: sum(of.filter(above)) };
      };
      // What deposits can have moved both ways is what they moved on both sides beyond what the kinds moved in all.
      const beyond = (way: 'given' | 'back', other: 'given' | 'back'): bigint =>
        atLeast(left[way] - gross.reduce((total, each) => total + atLeast(each[way] - each[other]), 0n));
      let room = smaller(beyond('given', 'back'), beyond('back', 'given'));
      const enough =
        left.given >= gross.reduce((total, { given }) => total + given, 0n) &&
        left.back >= gross.reduce((total, { back }) => total + back, 0n);
      for (const { what, given, back } of gross) {
        const bothWays = smaller(smaller(given, back), room);
        room -= bothWays;
        const said = told(what);
        for (const [way, size] of [
          ['given', atLeast(given - back) + bothWays],
          ['back', atLeast(back - given) + bothWays],
        ] as const) {
          expect(said[way]).toBe(smaller(size, left[way]));
          left[way] -= said[way];
        }
        if (enough) expect(said).toEqual({ given, back });
      }
    });
    await fc.assert(property, { numRuns: 150 });
  }, 60_000);
});
