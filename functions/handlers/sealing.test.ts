import { DynamoDBDocumentClient, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { useBank, type Caller } from '../../local/testing/bank.ts';
import { aCashDeposit, aTransfer, post } from '../../local/testing/journals.ts';
import { sealAll, tamper } from '../../local/testing/sealed.ts';
import type { JournalProofView, PublishedBlockView } from '../contract/proofs.ts';
import { checkProof } from '../domain/proof.ts';

const bank = useBank();
const people = new Map<string, Caller>();

beforeAll(async () => {
  const { cast, database } = bank();
  await post(database.app, aCashDeposit(cast.alice.accountId, 100_000n));
  for (const name of ['alice', 'bob', 'carla', 'teller', 'accountant', 'auditor', 'administrator'])
    people.set(name, await bank().signIn(name));
});
afterEach(() => {
  jest.restoreAllMocks();
});

/** @param remainingMs of each run; several run at once */
async function seal(...remainingMs: readonly number[]): Promise<string[]> {
  const { handler } = await import('./sealer.lambda.ts');
  const printed: string[] = [];
  const print = jest
    .spyOn(process.stdout, 'write')
    .mockImplementation((line) => printed.push(String(line)) > 0);
  const given = remainingMs.length === 0 ? [50_000] : remainingMs;
  const runs = given.map((left) => handler({}, { getRemainingTimeInMillis: () => left }));
  for (const run of await Promise.allSettled(runs)) {
    if (run.status === 'rejected') printed.push(`failed: ${String(run.reason)}`);
  }
  print.mockRestore();
  return printed;
}

const documents = (): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(
    new DynamoDBClient({ endpoint: bank().parts.front.endpoint, region: 'us-east-1' }),
  );

async function published(): Promise<Record<string, unknown>[]> {
  const { Items = [] } = await documents().send(new ScanCommand({ TableName: 'roots' }));
  return Items.sort((a, b) => String(a['block']).localeCompare(String(b['block'])));
}

async function transfer(minor = 5n): Promise<string> {
  const { cast, database } = bank();
  const [posted] = await post(database.app, aTransfer(cast.alice.accountId, cast.bob.accountId, minor));
  return `jnl_${posted?.id ?? ''}`;
}

const read = async (
  who: string,
  path: string,
): Promise<{ status: number; headers: Readonly<Record<string, string>>; body: unknown }> =>
  (people.get(who) ?? bank().anonymous).get(path);

describe('the sealer', () => {
  it('seals what was posted and publishes the block; run again, it does nothing', async () => {
    await transfer();
    expect(await seal()).toEqual(['{"sealed":{"blocks":1,"journals":2,"published":1}}\n']);
    const first = await published();
    expect(first).toEqual([
      {
        books: bank().parts.environment['BOOKS_DATABASE'],
        block: '0000000000000000001',
        lastSequence: expect.any(String) as unknown,
        journals: 2,
        root: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
        hash: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
        sealedAt: expect.any(String) as unknown,
      },
    ]);
    expect(await seal()).toEqual(['{"sealed":{"blocks":0,"journals":0,"published":0}}\n']);
    expect(await published()).toEqual(first);
  });

  it('catches up with blocks that an earlier run could not publish', async () => {
    const before = (await published()).length;
    await transfer();
    await transfer();
    expect(await sealAll(bank().database.app, 1)).toHaveLength(2);
    expect(await seal()).toEqual(['{"sealed":{"blocks":0,"journals":0,"published":2}}\n']);
    expect(await published()).toHaveLength(before + 2);
  });

  it('does everything once when two run at once', async () => {
    const before = (await published()).length;
    await transfer();
    const said = (await seal(50_000, 50_000)).join('');
    expect(said).not.toContain('failed');
    expect(await published()).toHaveLength(before + 1);
  });

  it('begins nothing that it has no time for', async () => {
    await transfer();
    expect(await seal(9_000)).toEqual(['{"sealed":{"blocks":0,"journals":0,"published":0}}\n']);
    expect(await seal()).toEqual(['{"sealed":{"blocks":1,"journals":1,"published":1}}\n']);
  });

  it('overwrites nothing that is there already, and fails so that it is seen', async () => {
    await transfer();
    const [block] = await sealAll(bank().database.app);
    const number = String(block?.['number']);
    const forged = {
      books: bank().parts.environment['BOOKS_DATABASE'],
      block: number.padStart(19, '0'),
      lastSequence: '1',
      journals: 1,
      root: '0'.repeat(64),
      hash: '0'.repeat(64),
      sealedAt: '2026-01-15T00:00:00.000Z',
    };
    await documents().send(new PutCommand({ TableName: 'roots', Item: forged }));
    const said = await seal();
    expect(said[0]).toContain(`"sealingFailed":"${number}"`);
    expect(said[0]).toContain('"code":"published-block-differs"');
    expect(said[1]).toBe(`failed: PublishedDiffersError: Block ${number} is not as it was published.`);
    expect((await published()).at(-1)).toEqual(forged);
    // Put right by hand, as an operator would after finding out.
    const { lastSequence, journals, root, hash, sealedAt } = block as unknown as PublishedBlockView;
    const right = { ...forged, lastSequence, journals, root, hash, sealedAt };
    await documents().send(new PutCommand({ TableName: 'roots', Item: right }));
    expect((await seal())[0]).toContain('"published":0');
  });
});

describe('GET /api/v1/journals/{journalId}/proof', () => {
  let journalId: string;
  beforeAll(async () => {
    journalId = await transfer(77n);
    await seal();
  });
  const proofOf = (who: string, id = journalId): ReturnType<typeof read> =>
    read(who, `/api/v1/journals/${id}/proof`);

  it.each(['alice', 'bob', 'accountant', 'auditor'])(
    'proves the journal to %s against what was published',
    async (who) => {
      const answer = await proofOf(who);
      expect(answer.status).toBe(200);
      const proof = answer.body as JournalProofView;
      const block = await read(who, `/api/v1/published-blocks/${proof.block.number}`);
      expect(block.status).toBe(200);
      const check = await checkProof(journalId.slice(4), proof, block.body as PublishedBlockView);
      expect(check.verdict).toBe('matches');
    },
  );

  it('shows customers their own entries alone, and nobody’s origin', async () => {
    const seen = async (who: string): Promise<unknown[]> => {
      const { origin, entries } = (await proofOf(who)).body as JournalProofView;
      return [origin, ...entries].map(({ text }) => text !== null);
    };
    expect(await seen('alice')).toEqual([false, true, false]);
    expect(await seen('bob')).toEqual([false, false, true]);
    expect(await seen('auditor')).toEqual([true, true, true]);
    expect(JSON.stringify((await proofOf('alice')).body)).not.toContain(bank().cast.bob.accountId);
    expect(JSON.stringify((await proofOf('bob')).body)).not.toContain(bank().cast.alice.accountId);
  });

  it.each([
    ['carla', 404, 'not-found'],
    ['teller', 403, 'forbidden'],
    ['administrator', 403, 'forbidden'],
    ['nobody', 401, 'session-required'],
  ])('refuses %s', async (who, status, code) => {
    const answer = await proofOf(who);
    expect([answer.status, (answer.body as { code: string }).code]).toEqual([status, code]);
  });

  it('knows no journal that does not exist', async () => {
    const missing = 'jnl_00000000-0000-4000-8000-000000000000';
    expect([(await proofOf('alice', missing)).status, (await proofOf('auditor', missing)).status]).toEqual([
      404, 404,
    ]);
  });

  it('says when to ask again while the journal is not sealed', async () => {
    const waiting = await transfer(1n);
    const answer = await proofOf('alice', waiting);
    expect([answer.status, (answer.body as { code: string }).code]).toEqual([409, 'not-sealed']);
    expect(answer.headers['retry-after']).toBe('60');
    expect((await proofOf('carla', waiting)).status).toBe(404);
    await seal();
    expect((await proofOf('alice', waiting)).status).toBe(200);
  });

  it('does not come out after the books were changed behind it', async () => {
    const sequence = Number(
      (JSON.parse(((await proofOf('alice')).body as JournalProofView).journal) as { sequence: string })
        .sequence,
    );
    await tamper(
      bank().database,
      'journal',
      `UPDATE books.journal SET description = 'Rent' WHERE sequence = ${sequence}`,
    );
    const proof = (await proofOf('alice')).body as JournalProofView;
    const check = await checkProof(journalId.slice(4), proof, proof.block);
    expect(check.steps.find(({ matches }) => !matches)?.name).toBe('leaf');
    await tamper(
      bank().database,
      'journal',
      `UPDATE books.journal SET description = 'Transfer' WHERE sequence = ${sequence}`,
    );
  });
});

describe('GET /api/v1/published-blocks/{number}', () => {
  it('has no block that is not published yet', async () => {
    const answer = await read('alice', '/api/v1/published-blocks/999');
    expect([answer.status, answer.headers['retry-after']]).toEqual([409, '60']);
  });
  it.each(['0', 'x', '-1'])('knows no block %s', async (number) => {
    expect((await read('alice', `/api/v1/published-blocks/${number}`)).status).toBe(404);
  });
  it.each([
    ['teller', 403],
    ['nobody', 401],
  ])('refuses %s', async (who, status) => {
    expect((await read(who, '/api/v1/published-blocks/1')).status).toBe(status);
  });
});
