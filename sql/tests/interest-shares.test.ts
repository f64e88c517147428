import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anAccount, aCustomer } from '../../local/testing/cast.ts';
import { useTestDatabase } from '../../local/testing/database.ts';
import { aJournal, post, type EntryDraft } from '../../local/testing/journals.ts';

const database = useTestDatabase();
const deposits: string[] = [];

beforeAll(async () => {
  const { operator } = database();
  await operator.query("SELECT bank.open_books('2026-01-05')");
  const customer = await aCustomer(operator, 'Sue Shares', '00000001');
  for (let count = 0; count < 3; count += 1)
    deposits.push(await anAccount(operator, customer, { ledgerAccount: '2050', floorMinor: null }));
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
     WHERE is_deposit GROUP BY 1, 2 ORDER BY array_position($2::uuid[], account_id), what`,
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

describe('Whatever a journal is posted on, of each kind its deposits', () => {
  it('have all that the accounts of the kind moved if they took as much, and never more', async () => {
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
      // On each side of the deposits, kinds are served in this order.
      const taken = { credit: 0n, debit: 0n };
      for (const [what, of] of Object.entries(codes)) {
        const moved = sum(balanced.filter(({ account }) => of.includes(account)));
        const side = moved > 0n ? 'credit' : 'debit';
        const sign = moved > 0n ? -1n : 1n;
        const on = balanced.filter(({ account, minor }) => deposits.includes(account) && minor * sign > 0n);
        const left = sum(on) * sign - taken[side];
        const size = moved < 0n ? -moved : moved;
        const told = sum(shares.filter((share) => share.what === what)) * sign;
        expect(told).toBe(size < left ? size : left);
        taken[side] += told;
      }
    });
    await fc.assert(property, { numRuns: 150 });
  }, 60_000);
});
