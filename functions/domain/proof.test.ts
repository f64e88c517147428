import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { checkProof, textField, type JournalProof, type PublishedBlock } from './proof.ts';

// Reckoned here with Node's own hash, apart from the code under test.
const sha256 = (...parts: (string | Buffer)[]): string =>
  createHash('sha256')
    .update(Buffer.concat(parts.map((part) => Buffer.from(part))))
    .digest('hex');
const joined = (prefix: number, ...hashes: string[]): string =>
  sha256(Buffer.from([prefix]), ...hashes.map((hash) => Buffer.from(hash, 'hex')));

const id = '01890000-0000-7000-8000-000000000001';
const journal = `{"version" : "ledgerbank-journal-1", "sequence" : "3", "id" : "${id}", "description" : "Zoë"}`;
const own = '{"version" : "ledgerbank-entry-1", "line" : 1, "amountMinor" : "500"}';
const [origin, other, previousHash] = [sha256('origin'), sha256('other'), sha256('before')];
const [first, second] = [sha256('first'), sha256('second')];

function aProof(): { proof: JournalProof; published: PublishedBlock } {
  const leaf = joined(0, joined(2, sha256(journal), origin), joined(3, sha256(own), other));
  // The third of three leaves: it has no neighbor on the first level.
  const root = joined(1, joined(1, first, second), leaf);
  const sealed = { number: '4', lastSequence: '3', journals: 3, root, sealedAt: '2026-01-15T08:12:00.000Z' };
  const header = `{"number" : "4", "firstSequence" : "1", "lastSequence" : "3", "journals" : 3, "root" : "${root}", "previousHash" : "${previousHash}"}`;
  const published = { ...sealed, hash: sha256(header) };
  return {
    published,
    proof: {
      journal,
      origin: { hash: origin, text: null },
      entries: [
        { line: 1, hash: sha256(own), text: own },
        { line: 2, hash: other, text: null },
      ],
      leaf,
      position: 2,
      path: [{ side: 'left', hash: joined(1, first, second) }],
      header,
      block: { ...published, firstSequence: '1', previousHash },
    },
  };
}

const { proof, published } = aProof();
const ownEntry = { line: 1, hash: sha256(own), text: own };
const otherEntry = { line: 2, hash: other, text: null };
const another = sha256('another');

async function failing(
  changed: Partial<JournalProof>,
  given: PublishedBlock | null = published,
): Promise<string[]> {
  const { verdict, steps } = await checkProof(id, { ...proof, ...changed }, given);
  const failed = steps.filter(({ matches }) => !matches).map(({ name }) => name);
  expect(verdict === 'differs').toBe(failed.length > 0);
  return failed;
}

describe('A proof', () => {
  it('matches when everything in it is as it was sealed and published', async () => {
    const check = await checkProof(id, proof, published);
    expect(check.verdict).toBe('matches');
    expect(check.steps.map(({ name }) => name)).toEqual([
      'journal',
      'texts',
      'leaf',
      'root',
      'header',
      'published',
    ]);
    expect(check.levels).toEqual([{ ...proof.path[0], joined: proof.block.root }]);
  });

  it('is no more than consistent while its block is not published', async () => {
    expect((await checkProof(id, proof, null)).verdict).toBe('unpublished');
  });

  it('is of one journal only', async () => {
    const { steps } = await checkProof('01890000-0000-7000-8000-000000000002', proof, published);
    expect(steps[0]).toMatchObject({
      name: 'journal',
      stated: '01890000-0000-7000-8000-000000000002',
      reckoned: id,
      matches: false,
    });
  });
});

describe('A proof does not match, and says where, after somebody changed', () => {
  it.each<[string, Partial<JournalProof>, string[]]>([
    ['the journal’s text', { journal: journal.replace('Zoë', 'Zoé') }, ['leaf', 'root']],
    [
      'an entry’s text',
      { entries: [{ ...ownEntry, text: own.replace('500', '501') }, otherEntry] },
      ['texts', 'leaf', 'root'],
    ],
    [
      'an entry’s text and hash',
      { entries: [{ line: 1, text: 'x', hash: sha256('x') }, otherEntry] },
      ['leaf', 'root'],
    ],
    ['a hidden entry', { entries: [ownEntry, { line: 2, text: null, hash: another }] }, ['leaf', 'root']],
    ['the order of the entries', { entries: [...proof.entries].reverse() }, ['leaf', 'root']],
    ['the number of entries', { entries: proof.entries.slice(0, 1) }, ['leaf', 'root']],
    ['the origin', { origin: { hash: another, text: null } }, ['leaf', 'root']],
    ['the leaf', { leaf: another }, ['leaf']],
    ['the way up', { path: [{ side: 'left', hash: another }] }, ['root']],
    ['the side of a neighbor', { path: [{ side: 'right', hash: joined(1, first, second) }] }, ['root']],
    ['the place in the block', { position: 1 }, ['root']],
    ['the root', { block: { ...proof.block, root: another } }, ['root', 'header', 'published']],
    ['the header', { header: proof.header.replace('"number"', '"Number"') }, ['header']],
    ['the header’s root', { header: proof.header.replace(proof.block.root, another) }, ['header']],
    ['the number of journals', { block: { ...proof.block, journals: 4 } }, ['root', 'header']],
    ['the block before', { block: { ...proof.block, previousHash: another } }, ['header']],
    ['the block’s hash', { block: { ...proof.block, hash: another } }, ['header', 'published']],
  ])('%s', async (_what, changed, steps) => {
    expect(await failing(changed)).toEqual(steps);
  });

  it.each<[string, Partial<PublishedBlock>]>([
    ['root', { root: another }],
    ['hash', { hash: another }],
    ['number', { number: '5' }],
  ])('the published %s', async (_what, changed) => {
    expect(await failing({}, { ...published, ...changed })).toEqual(['published']);
  });
});

describe('A field of a sealed text', () => {
  it('is empty where there is none', () => {
    expect([textField(journal, 'sequence'), textField(own, 'line'), textField(journal, 'none')]).toEqual([
      '3',
      '1',
      '',
    ]);
    expect(['no text', 'null', '[]', '7'].map((text) => textField(text, 'id'))).toEqual(['', '', '', '']);
  });
});
