import type { ReactElement } from 'react';
import type { ProofLevel } from '../../../functions/domain/proof.ts';
import { Details } from '../../ui/details.tsx';
import { Identifier } from '../../ui/facts.tsx';
import { DataTable, type Column } from '../../ui/table.tsx';
import type { FoundProof } from './read-proof.ts';

interface Line {
  readonly name: string;
  readonly hash: string;
  readonly text: string | null;
}

const lineColumns: readonly Column<Line>[] = [
  { title: 'Part', heads: true, cell: ({ name }) => name },
  {
    title: 'Sealed text',
    typed: true,
    cell: ({ text }) => (text === null ? 'Not for you to see' : <Identifier>{text}</Identifier>),
  },
  { title: 'Fingerprint', typed: true, cell: ({ hash }) => <Identifier>{hash}</Identifier> },
];

interface Level extends ProofLevel {
  readonly level: number;
}

const levelColumns: readonly Column<Level>[] = [
  { title: 'Level', heads: true, cell: ({ level }) => String(level) },
  {
    title: 'Neighbor',
    typed: true,
    cell: ({ side, hash }) => (
      <span>
        {side === 'left' ? 'before it ' : 'after it '}
        <Identifier>{hash}</Identifier>
      </span>
    ),
  },
  { title: 'Both together', typed: true, cell: ({ joined }) => <Identifier>{joined}</Identifier> },
];

/** The texts byte for byte, and every fingerprint between them and the root of the block. */
export function SealedTexts({ found: { proof, check } }: { readonly found: FoundProof }): ReactElement {
  const { journal, origin, entries, header, block } = proof;
  const lines: Line[] = [
    { name: 'Journal', text: journal, hash: check.journalHash },
    { name: 'Who asked for it', ...origin },
    ...entries.map(({ line, hash, text }) => ({ name: `Entry ${line}`, hash, text })),
    { name: `Block ${block.number}`, text: header, hash: block.hash },
  ];
  const levels = check.levels.map((each, index) => ({ ...each, level: index + 1 }));
  return (
    <Details summary="All texts and fingerprints">
      <DataTable caption="Sealed texts" columns={lineColumns} rows={lines} keyOf={({ name }) => name} />
      {/* A block of one journal has no such way: the journal’s fingerprint is its root. */}
      {levels.length === 0 ? null : (
        <DataTable
          caption="The way up to the root"
          columns={levelColumns}
          rows={levels}
          keyOf={({ level }) => String(level)}
        />
      )}
    </Details>
  );
}
