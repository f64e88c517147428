import type { ReactElement } from 'react';
import type { AccountView } from '../../../functions/contract/accounts.ts';
import type { HoldView } from '../../../functions/contract/holds.ts';
import type { Port } from '../../client/port.ts';
import { formatDate, formatMoney } from '../../ui/format.ts';
import { Amount } from '../../ui/money.tsx';
import { Section } from '../../ui/page.tsx';
import { DataTable, type Column } from '../../ui/table.tsx';

/** How what is available comes about, as one sum: $100.00 posted − $30.00 held = $70.00 available. */
export function sumOf({ balance, held, overdraft, available }: AccountView): string {
  const { currency } = balance;
  const text = (minor: bigint): string => formatMoney({ minor: minor.toString(), currency });
  const kept = BigInt(balance.minor) - BigInt(held.minor) + BigInt(overdraft.minor) - BigInt(available.minor);
  const parts: readonly (readonly [minor: bigint, sign: string, name: string])[] = [
    [BigInt(held.minor), '−', 'held'],
    [BigInt(overdraft.minor), '+', 'overdraft'],
    [kept, '−', 'that has to stay'],
  ];
  const terms = parts.flatMap(([minor, sign, name]) =>
    minor === 0n ? [] : [`${sign} ${text(minor)} ${name}`],
  );
  return [`${formatMoney(balance)} posted`, ...terms, `= ${formatMoney(available)} available`].join(' ');
}

/** The holds behind a held amount; none are asked for where nothing is held. */
export async function readActiveHolds(
  port: Port,
  { id, held, staleAsOf }: AccountView,
): Promise<readonly HoldView[]> {
  if (held.minor === '0' || staleAsOf !== null) return [];
  return (await port.read('listHolds', { params: { accountId: id }, query: {} })).items;
}

const columns: readonly Column<HoldView>[] = [
  { title: 'For', heads: true, typed: true, cell: ({ description }) => description },
  { title: 'Held', align: 'end', beside: true, cell: ({ remaining }) => <Amount value={remaining} /> },
  { title: 'Reference', typed: true, cell: ({ reference }) => reference },
  { title: 'Until', cell: ({ expiresOn }) => formatDate(expiresOn) },
];

/** Money that is promised and not yet taken. */
export function Holds({ holds }: { readonly holds: readonly HoldView[] }): ReactElement | null {
  if (holds.length === 0) return null;
  return (
    <Section title="Held">
      <DataTable caption="Holds" columns={columns} rows={holds} keyOf={({ id }) => id} />
    </Section>
  );
}
