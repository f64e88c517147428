import { hash as hashOf, randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import * as z from 'zod';
import { uuidIds } from '../../functions/adapters/ids.ts';
import type { Random } from '../seed/random.ts';
import type { Load } from './closed-loop.ts';
import type { PairPicker } from './picking.ts';

/** What a run was told has been posted; the books are held to it afterwards. */
export interface Acknowledged {
  /** Of this run alone. */
  readonly scope: string;
  readonly keys: string[];
  /** What the postings moved on the watched account: debits positive. */
  readonly watched?: string;
  watchedMinor: bigint;
}

export function nothingYet(watched?: string): Acknowledged {
  const scope = `bench-${randomUUID()}`;
  return { scope, keys: [], watchedMinor: 0n, ...(watched === undefined ? {} : { watched }) };
}

export interface PostingSource {
  readonly pick: PairPicker;
  readonly random: Random;
  readonly acknowledged: Acknowledged;
}

interface Posting {
  readonly id: string;
  readonly key: string;
  readonly hash: string;
  readonly debit: string;
  readonly credit: string;
  readonly minor: number;
}

/** Ids as the API draws them, by time; keys as its callers choose them, at random. */
function nextPosting({ pick, random }: PostingSource): Posting {
  const { debit, credit } = pick();
  const minor = 1 + random.below(100);
  const hash = hashOf('sha256', `${debit} ${credit} ${minor}`);
  return { id: uuidIds.next(), key: randomUUID(), hash, debit, credit, minor };
}

function acknowledge(acknowledged: Acknowledged, { key, debit, credit, minor }: Posting): void {
  acknowledged.keys.push(key);
  if (debit === acknowledged.watched) acknowledged.watchedMinor += BigInt(minor);
  if (credit === acknowledged.watched) acknowledged.watchedMinor -= BigInt(minor);
}

const single = z.object({ id: z.string(), outcome: z.literal('posted') });

/** One posting a call, each its own transaction and round trip. */
export function singleLoad(pool: Pool, source: PostingSource): Load {
  const { scope } = source.acknowledged;
  return {
    pool,
    async call() {
      const posting = nextPosting(source);
      const { id, key, hash, debit, credit, minor } = posting;
      const { rows } = await pool.query<{ answer: unknown }>({
        name: 'post-pair',
        text: 'SELECT bank.post_pair($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) AS answer',
        values: [id, scope, key, hash, 'P08', 'Transfer', '', 'bench', debit, credit, minor, 'USD'],
      });
      if (single.parse(rows[0]?.answer).id !== id) throw new Error('A posting answered for another one.');
      acknowledge(source.acknowledged, posting);
      return 1;
    },
  };
}

const batch = z.object({ results: z.array(single) });

/** As many postings a call as said, all in one transaction and one round trip. */
export function batchLoad(pool: Pool, source: PostingSource, size: number): Load {
  return {
    pool,
    async call() {
      const postings = Array.from({ length: size }, () => nextPosting(source));
      const { rows } = await pool.query<{ answer: unknown }>({
        name: 'post-journals',
        text: 'SELECT bank.post_journals($1::jsonb) AS answer',
        values: [batchJson(source.acknowledged.scope, postings)],
      });
      const { results } = batch.parse(rows[0]?.answer);
      if (results.length !== size || results.some(({ id }, index) => id !== postings[index]?.id))
        throw new Error('A batch answered for other journals.');
      for (const posting of postings) acknowledge(source.acknowledged, posting);
      return size;
    },
  };
}

function batchJson(scope: string, postings: readonly Posting[]): string {
  const journals = postings.map(({ id, key, hash, debit, credit, minor }) => ({
    id,
    scope,
    key,
    requestHash: hash,
    type: 'STANDARD',
    template: 'P08',
    description: 'Transfer',
    actor: 'bench',
    entries: [
      { account: debit, minor: String(minor), currency: 'USD' },
      { account: credit, minor: String(-minor), currency: 'USD' },
    ],
  }));
  return JSON.stringify({ journals });
}
