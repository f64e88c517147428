import { hashOf, hashOfText, type HashPrefix } from './sealed-hash.ts';

/** A text of the books as it was sealed; the text is null where the reader may know its hash alone. */
export interface SealedPart {
  readonly hash: string;
  readonly text: string | null;
}

export interface SealedEntry extends SealedPart {
  readonly line: number;
}

export interface SealedBlock {
  readonly number: string;
  readonly firstSequence: string;
  readonly lastSequence: string;
  readonly journals: number;
  readonly root: string;
  readonly previousHash: string;
  readonly hash: string;
  readonly sealedAt: string;
}

/** One level on the way to the root: the neighbour, and on which side it stands. */
export interface PathStep {
  readonly side: 'left' | 'right';
  readonly hash: string;
}

/** Everything needed to reckon from a journal to the hash of its block. Hashes are SHA-256 in hexadecimal. */
export interface JournalProof {
  /** Text of the journal, which all who have a part in it may know. */
  readonly journal: string;
  /** Who asked for it and how. */
  readonly origin: SealedPart;
  readonly entries: readonly SealedEntry[];
  readonly leaf: string;
  /** Place of the leaf in its block, from 0. */
  readonly position: number;
  readonly path: readonly PathStep[];
  /** The text that the block's hash is the hash of. */
  readonly header: string;
  readonly block: SealedBlock;
}

/** What was published of a block, outside the books, when it was sealed. It is never written twice. */
export type PublishedBlock = Omit<SealedBlock, 'firstSequence' | 'previousHash'>;

/** One comparison: what the answer states, and what is reckoned from the rest of it. */
export interface ProofStep {
  readonly name: 'texts' | 'journal' | 'leaf' | 'root' | 'header' | 'published';
  readonly stated: string;
  readonly reckoned: string;
  readonly matches: boolean;
}

/** A level of the way to the root, with what the two neighbours make. */
export interface ProofLevel extends PathStep {
  readonly joined: string;
}

export interface ProofCheck {
  /** `unpublished`: everything matches, but there is no published root to hold it against yet. */
  readonly verdict: 'matches' | 'unpublished' | 'differs';
  readonly steps: readonly ProofStep[];
  /** Of the journal's text. */
  readonly journalHash: string;
  readonly levels: readonly ProofLevel[];
}

const prefixes = { leaf: 0x00, node: 0x01, journal: 0x02, entries: 0x03 } as const satisfies Record<
  string,
  HashPrefix
>;

const step = (name: ProofStep['name'], stated: string, reckoned: string): ProofStep => ({
  name,
  stated,
  reckoned,
  matches: stated === reckoned,
});

/**
 * Reckons every hash of a proof again and says where it first parts from what is stated. Believes nothing of the
 * answer but what was published.
 * @param journalId the journal that the proof should be of, without the prefix of its kind
 */
export async function checkProof(
  journalId: string,
  proof: JournalProof,
  published: PublishedBlock | null,
): Promise<ProofCheck> {
  const parts = await partsOf(proof);
  const journalHash = await hashOf(prefixes.journal, [parts.journal, parts.origin]);
  const entriesHash = await hashOf(prefixes.entries, parts.entries);
  const leaf = await hashOf(prefixes.leaf, [journalHash, entriesHash]);
  const levels = await levelsFrom(leaf, proof.path);
  const steps = [
    step('journal', journalId, textField(proof.journal, 'id')),
    step('texts', statedParts(proof).join(' '), [parts.origin, ...parts.entries].join(' ')),
    step('leaf', proof.leaf, leaf),
    step('root', proof.block.root, rootOf(proof, levels.at(-1)?.joined ?? leaf)),
    step('header', proof.block.hash, await headerHash(proof)),
    ...(published === null ? [] : [publishedStep(proof.block, published)]),
  ];
  const verdict = published === null ? 'unpublished' : 'matches';
  return {
    verdict: steps.every(({ matches }) => matches) ? verdict : 'differs',
    steps,
    levels,
    journalHash: parts.journal,
  };
}

interface PartHashes {
  readonly journal: string;
  readonly origin: string;
  readonly entries: readonly string[];
}

const hashOfPart = ({ text, hash }: SealedPart): Promise<string> =>
  text === null ? Promise.resolve(hash) : hashOfText(text);

async function partsOf({ journal, origin, entries }: JournalProof): Promise<PartHashes> {
  return {
    journal: await hashOfText(journal),
    origin: await hashOfPart(origin),
    entries: await Promise.all(entries.map(hashOfPart)),
  };
}

const statedParts = ({ origin, entries }: JournalProof): string[] =>
  [origin, ...entries].map(({ hash }) => hash);

/** The sides follow from the place of the leaf: a path that takes others leads to another leaf. */
function expectedSides(position: number, leaves: number): PathStep['side'][] {
  const sides: PathStep['side'][] = [];
  let [at, count] = [position, leaves];
  while (count > 1) {
    if (at % 2 === 1) sides.push('left');
    else if (at + 1 < count) sides.push('right');
    [at, count] = [Math.floor(at / 2), Math.ceil(count / 2)];
  }
  return sides;
}

async function levelsFrom(leaf: string, path: readonly PathStep[]): Promise<ProofLevel[]> {
  const levels: ProofLevel[] = [];
  let joined = leaf;
  for (const { side, hash } of path) {
    joined = await hashOf(prefixes.node, side === 'left' ? [hash, joined] : [joined, hash]);
    levels.push({ side, hash, joined });
  }
  return levels;
}

function rootOf({ path, position, block }: JournalProof, reckoned: string): string {
  const sides = path.map(({ side }) => side).join();
  return sides === expectedSides(position, block.journals).join() ? reckoned : 'another place in the block';
}

/** The header's hash, if the header says of the block what the answer says. */
async function headerHash({ header, block }: JournalProof): Promise<string> {
  const same = (['number', 'root', 'previousHash', 'firstSequence', 'lastSequence'] as const).every(
    (name) => textField(header, name) === block[name],
  );
  const said = textField(header, 'journals') === String(block.journals);
  return same && said ? hashOfText(header) : 'another block';
}

function publishedStep(block: SealedBlock, published: PublishedBlock): ProofStep {
  const said = ({ number, root, hash }: PublishedBlock): string => [number, root, hash].join(' ');
  return step('published', said(published), said(block));
}

/** A field of a sealed text, as text; empty where the text is none of ours or has no such field. */
export function textField(text: string, name: string): string {
  const value = fieldsOf(text).get(name);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function fieldsOf(text: string): ReadonlyMap<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(text);
    return new Map(Object.entries(parsed ?? {}));
  } catch {
    return new Map();
  }
}
