import type { ReactElement } from 'react';
import { Form, Link } from 'react-router';
import type { PeriodChangeView } from '../../../functions/contract/periods.ts';
import type { SessionView } from '../../../functions/contract/session.ts';
import { Submit } from '../../ui/buttons.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Facts, Identifier } from '../../ui/facts.tsx';
import { TextField } from '../../ui/fields.tsx';
import { formatDate } from '../../ui/format.ts';
import { Amount } from '../../ui/money.tsx';
import { Section } from '../../ui/page.tsx';
import { DataTable, type Column } from '../../ui/table.tsx';
import { fieldProps, type Refused } from '../shared/form.ts';
import { Proof } from '../shared/hidden.tsx';
import { actionWords, checkName } from './words.ts';

type Check = PeriodChangeView['checklist'][number];
type Effect = PeriodChangeView['effect'][number];

const checkColumns: readonly Column<Check>[] = [
  { title: 'Check', heads: true, cell: ({ check }) => checkName(check) },
  {
    title: 'Met',
    beside: true,
    cell: ({ ok }) => <Chip label={ok ? 'Yes' : 'No'} tone={ok ? 'good' : 'failed'} />,
  },
  { title: 'What was found', cell: ({ detail }) => detail },
];

const effectColumns: readonly Column<readonly [number, Effect]>[] = [
  { title: 'Ledger account', heads: true, cell: ([, { ledgerAccount, name }]) => `${ledgerAccount} ${name}` },
  {
    title: 'Debit',
    align: 'end',
    cell: ([, { side, amount }]) => (side === 'debit' ? <Amount value={amount} /> : ''),
  },
  {
    title: 'Credit',
    align: 'end',
    cell: ([, { side, amount }]) => (side === 'credit' ? <Amount value={amount} /> : ''),
  },
];

interface ChangeProps {
  readonly change: PeriodChangeView;
  readonly session: SessionView;
  /** Where it can be decided on, at one change of a page at most: what was typed, and what was wrong with it. */
  readonly form?: FormText | undefined;
}

type FormText = Pick<Refused, 'fields' | 'problems'>;

/** A change of a period as it was asked for: what was looked at, what it posts, and who decides. */
export function Change({ change, session, form }: ChangeProps): ReactElement {
  const { action, checklist, effect } = change;
  return (
    <Section title={actionWords[action]}>
      <Facts facts={factsOf(change)} />
      <DataTable
        caption={`Checklist: ${actionWords[action]}`}
        columns={checkColumns}
        rows={checklist}
        keyOf={({ check }) => check}
      />
      {effect.length === 0 ? null : (
        <DataTable
          caption={`Journal: ${actionWords[action]}`}
          columns={effectColumns}
          rows={effect.map((line, index) => [index, line] as const)}
          keyOf={([index]) => String(index)}
          narrow="ledger"
        />
      )}
      {form ? <Decision change={change} session={session} form={form} /> : null}
    </Section>
  );
}

function factsOf(change: PeriodChangeView): [string, ReactElement | string][] {
  const { reason, decision, decidedBy, decidedOn, note, journalId } = change;
  const facts: [string, ReactElement | string][] = [
    ['Asked for', `${formatDate(change.requestedOn)} by ${change.requestedBy}`],
    ['Trial balance, SHA-256', <Identifier key="sha">{change.sha256}</Identifier>],
    ['Last journal seen', change.asOfSequence],
  ];
  if (reason !== '') facts.push(['Reason', reason]);
  if (decision !== null && decidedBy !== null && decidedOn !== null)
    facts.push(['Decision', `${decision} on ${formatDate(decidedOn)} by ${decidedBy}`]);
  if (note !== null && note !== '') facts.push(['Note', note]);
  if (journalId !== null) {
    facts.push([
      'Journal',
      <Link key="journal" to={`/journals/${journalId}`}>
        {journalId}
      </Link>,
    ]);
  }
  return facts;
}

/** Only for somebody else than the one who asked; the bank refuses the same. */
function Decision({ change, session, form }: ChangeProps & { readonly form: FormText }): ReactElement {
  if (!session.permissions.includes('period:decide'))
    return <p>It awaits the decision of a second person.</p>;
  if (session.userName === change.requestedBy)
    return <p>You asked for this; it awaits the decision of another person.</p>;
  return (
    <Form method="post" action={`/periods/${change.month}`} className="lb-form" noValidate>
      <Proof session={session} />
      <input type="hidden" name="_change" value={change.id} />
      <TextField {...fieldProps(form, 'note')} label={`Note on: ${actionWords[change.action]}`} />
      <div className="lb-actions">
        <Submit name="_decision" value="approved">
          Approve
        </Submit>
        <Submit name="_decision" value="rejected" tone="plain">
          Reject
        </Submit>
      </div>
    </Form>
  );
}
