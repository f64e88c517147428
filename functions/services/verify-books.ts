import type { PublishedBlock } from '../domain/proof.ts';
import type { BooksVerifier, Disagreement, PublishedBlocks, SealedBooks } from './ports-of-seals.ts';
import { isSame, publicationOf } from './seal-books.ts';

/** In this order: what names a row most exactly comes first. */
export const bookChecks = {
  entries: 'entries repeat their journal and their account',
  running_balances: 'running balances add up, versions have no gap',
  journals: 'journals have two lines or more and balance',
  journal_order: 'business dates follow one another',
  reversals: 'reversals mirror, once',
  balances: 'balances are the sum of entries',
  copies: 'balance rows repeat their accounts',
  holds: 'holds are what their events say',
  held: 'held amounts are the sum of holds',
  hold_events: 'holds were placed once, captures have journals',
  batches: 'batches are their journals',
  closed_days: 'closed days know their last journal',
  account_movements: 'movements of accounts are their entries',
  ledger_movements: 'movements of ledger accounts are their entries',
  value_shifts: 'value dates are those of entries',
  control_accounts: 'control accounts are the sum of their accounts',
  interest: 'interest owed is the sum of days less credits',
  loans: 'loans are their schedules, payments and interest',
} as const;
const chainChecks = {
  seals: 'journals have seals',
  chain: 'blocks form one chain',
} as const;
const journalsTitle = 'journals and entries are as they were sealed';
const publishedTitle = 'published blocks are those of the books';

export interface CheckResult {
  readonly title: string;
  readonly disagreement: Disagreement | null;
}

export interface VerifyReport {
  readonly checks: readonly CheckResult[];
  /** Of the first check that failed. */
  readonly first: Disagreement | null;
  readonly blocks: number;
  /** Journals that wait for a block; nothing proves yet that they were not changed. */
  readonly unsealed: number;
  /** Null where these books' blocks are published nowhere. */
  readonly unpublished: number | null;
}

export interface VerifyPorts {
  readonly verifier: BooksVerifier;
  readonly sealed: Pick<SealedBooks, 'blocksAfter'>;
  /** As read before the verifier's state of the books, so that each must be in there. */
  readonly published: readonly PublishedBlock[] | null;
}

export interface VerifyProgress {
  begin(steps: number): void;
  done(title: string): void;
}

const blocksAtOnce = 20;
const page = 100;

/** Runs every check, also after one has failed. Reads only. */
export async function verifyBooks(ports: VerifyPorts, progress: VerifyProgress): Promise<VerifyReport> {
  const { verifier, published } = ports;
  const { blocks, unsealed } = await verifier.sealing();
  const named = Object.entries({ ...bookChecks, ...chainChecks });
  progress.begin(named.length + Math.ceil(blocks / blocksAtOnce) + 1);
  const run = async (title: string, look: () => Promise<Disagreement | undefined>): Promise<CheckResult> => {
    const disagreement = (await look()) ?? null;
    progress.done(title);
    return { title, disagreement };
  };
  const checks: CheckResult[] = [];
  for (const [name, title] of Object.entries(bookChecks)) {
    checks.push(await run(title, () => verifier.check(name)));
  }
  checks.push(await checkSealed(verifier, blocks, progress));
  for (const [name, title] of Object.entries(chainChecks)) {
    checks.push(await run(title, () => verifier.check(name)));
  }
  checks.push(await run(publishedTitle, () => checkPublished(ports, published ?? [])));
  return {
    checks,
    first: checks.find(({ disagreement }) => disagreement !== null)?.disagreement ?? null,
    blocks,
    unsealed,
    unpublished: published && blocks - Number(published.at(-1)?.number ?? 0),
  };
}

async function checkSealed(
  verifier: BooksVerifier,
  blocks: number,
  progress: VerifyProgress,
): Promise<CheckResult> {
  let disagreement: Disagreement | undefined;
  for (let first = 1; first <= blocks; first += blocksAtOnce) {
    disagreement ??= await verifier.checkBlocks(first, first + blocksAtOnce - 1);
    progress.done(`${journalsTitle}, block ${Math.min(first + blocksAtOnce - 1, blocks)} of ${blocks}`);
  }
  return { title: journalsTitle, disagreement: disagreement ?? null };
}

/** Published blocks count from 1 without a gap, and each is in the books as it was published. */
async function checkPublished(
  { sealed }: VerifyPorts,
  published: readonly PublishedBlock[],
): Promise<Disagreement | undefined> {
  for (let at = 0; at < published.length; at += page) {
    const blocks = await sealed.blocksAfter(String(at), page);
    const expected = published.slice(at, at + page).map((there, index) => ({
      there: there.number === String(at + index + 1) ? there : undefined,
      block: blocks[index],
      number: at + index + 1,
    }));
    const wrong = expected.find(({ there, block }) => !there || !block || !isSame(there, block));
    if (wrong) {
      const { number, there, block } = wrong;
      return {
        relation: 'published blocks',
        key: `number ${number}`,
        stored: shown(there),
        expected: shown(block),
      };
    }
  }
  return undefined;
}

const shown = (block: PublishedBlock | undefined): string =>
  block ? JSON.stringify(publicationOf(block)) : 'no block';

/** Every published block, in order. */
export async function allPublished(published: PublishedBlocks): Promise<readonly PublishedBlock[]> {
  const all: PublishedBlock[] = [];
  for (;;) {
    const more = await published.after(all.at(-1)?.number ?? '0', page);
    all.push(...more);
    if (more.length < page) return all;
  }
}
