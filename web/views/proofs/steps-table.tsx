import type { ReactElement } from 'react';
import type { ProofStep } from '../../../functions/domain/proof.ts';
import { Chip } from '../../ui/chip.tsx';
import { Identifier } from '../../ui/facts.tsx';
import { DataTable, type Column } from '../../ui/table.tsx';

/** What each step shows, in words. */
export function nameOfStep(name: ProofStep['name'], block: string): string {
  const names: Record<ProofStep['name'], string> = {
    journal: 'The text is that of this journal',
    texts: 'Each part’s text has the part’s fingerprint',
    leaf: 'All parts together make the journal’s fingerprint',
    root: `The way up leads to the root of block ${block}`,
    header: `The root is part of what block ${block} is the fingerprint of`,
    published: `Block ${block} is the one that was published`,
  };
  return names[name];
}

interface StepsTableProps {
  readonly steps: readonly ProofStep[];
  readonly block: string;
}

/** Every comparison; both sides of it where they differ. */
export function StepsTable({ steps, block }: StepsTableProps): ReactElement {
  const columns: readonly Column<ProofStep>[] = [
    { title: 'Step', heads: true, cell: ({ name }) => nameOfStep(name, block) },
    { title: 'Worked out here', typed: true, cell: (step) => <Sides step={step} /> },
    {
      title: 'Result',
      cell: ({ matches }) =>
        matches ? <Chip label="Matches" /> : <Chip label="Does not match" tone="failed" />,
    },
  ];
  return <DataTable caption="Steps" columns={columns} rows={steps} keyOf={({ name }) => name} />;
}

function Sides({ step: { stated, reckoned, matches } }: { readonly step: ProofStep }): ReactElement {
  if (matches) return <Identifier>{reckoned}</Identifier>;
  return (
    <span>
      <Identifier>{reckoned}</Identifier>, but what is stated is <Identifier>{stated}</Identifier>
    </span>
  );
}
