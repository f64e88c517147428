import type { ReactElement } from 'react';
import { Form, redirect } from 'react-router';
import * as z from 'zod';
import { actionsOf, isReopening, periodActions } from '../../../functions/domain/accounting-period.ts';
import type { Data, Port } from '../../client/port.ts';
import { Submit } from '../../ui/buttons.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { SelectField, TextField } from '../../ui/fields.tsx';
import { Empty } from '../../ui/notice.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { fieldProps, formState, parseFields, refused, refusedByBank, type Refused } from '../shared/form.ts';
import { Proof, proofOf } from '../shared/hidden.tsx';
import {
  shown,
  type Fields,
  type Outcome,
  type ScreenModule,
  type ScreenProps,
  type Submission,
} from '../shared/screen-module.ts';
import { Change } from './change.tsx';
import { Reconciliations } from './reconciliations.tsx';
import { PeriodStateChip } from './state.tsx';
import { actionWords, monthName } from './words.ts';

type PeriodData = Data<'getPeriod'>;

function PeriodPage(props: ScreenProps<PeriodData, Refused>): ReactElement {
  const { data, result, session } = props;
  const { period, changes, reconciliations } = data;
  const form = formState({}, result);
  const [undecided] = changes.filter(({ decision }) => decision === null);
  return (
    <Page title={monthName(period.month)} width="wide" status={form.status}>
      <ErrorSummary problems={form.problems} />
      <p>
        <PeriodStateChip state={period.state} />
      </p>
      {session.permissions.includes('period:change') ? <RequestForm {...props} /> : null}
      {reconciliations.length === 0 ? null : (
        <Reconciliations month={period.month} found={reconciliations} session={session} />
      )}
      {changes.length === 0 ? (
        <Empty title="Nobody has asked for a change of this month">
          <p>When somebody does, the checklist and the trial balance’s hash stand here.</p>
        </Empty>
      ) : null}
      {changes.map((change) => (
        <Change
          key={change.id}
          change={change}
          session={session}
          form={change === undecided ? form : undefined}
        />
      ))}
    </Page>
  );
}

function RequestForm({ data, result, session }: ScreenProps<PeriodData, Refused>): ReactElement {
  const state = formState({}, result);
  const options = actionsOf({ ...data.period, changedAt: 0 }).map((action) => ({
    value: action,
    label: actionWords[action],
  }));
  return (
    <Section title="Ask for a change">
      <Form method="post" action={`/periods/${data.period.month}`} className="lb-form" noValidate>
        <Proof session={session} />
        <SelectField {...fieldProps(state, 'action')} label="What is to happen" options={options} required />
        <TextField {...fieldProps(state, 'reason')} label="Reason" hint="Needed to reopen." />
        <div className="lb-actions">
          <Submit>Ask for it</Submit>
        </div>
      </Form>
    </Section>
  );
}

const requestFields = z
  .object({
    action: z.enum(periodActions, 'Choose what is to happen.'),
    reason: z.string().trim().max(500, 'Use at most 500 characters.'),
  })
  .refine(({ action, reason }) => !isReopening(action) || reason !== '', {
    path: ['reason'],
    message: 'Say why it is reopened.',
  });

async function act(port: Port, { params, fields }: Submission): Promise<Outcome<Refused> | Response> {
  const month = params['month'] ?? '';
  if (fields['_reconcile'] !== undefined) return lookAgain(port, month, fields);
  if (fields['_decision'] !== undefined) return decide(port, month, fields);
  const parsed = parseFields(requestFields, fields);
  if (!parsed.ok) return refused(parsed.problems, fields);
  try {
    await port.write('requestPeriodChange', { params: { month }, body: parsed.value }, proofOf(fields));
    return redirect(`/periods/${month}`, 303);
  } catch (error) {
    return refusedByBank(error, fields, { '/reason': 'reason' });
  }
}

async function lookAgain(port: Port, month: string, fields: Fields): Promise<Outcome<Refused> | Response> {
  try {
    await port.write('reconcileMonth', { params: { month } }, proofOf(fields));
    return redirect(`/periods/${month}`, 303);
  } catch (error) {
    return refusedByBank(error, fields);
  }
}

const decisions = ['approved', 'rejected'] as const;

async function decide(port: Port, month: string, fields: Fields): Promise<Outcome<Refused> | Response> {
  const decision = decisions.find((each) => each === fields['_decision']);
  if (!decision) return refused([{ field: '', message: 'Approve it or reject it.' }], fields);
  try {
    const body = { decision, note: fields['note'] ?? '' };
    await port.write(
      'decidePeriodChange',
      { params: { changeId: fields['_change'] ?? '' }, body },
      proofOf(fields),
    );
    return redirect(`/periods/${month}`, 303);
  } catch (error) {
    return refusedByBank(error, fields, { '/note': 'note' });
  }
}

/** One accounting month: its state, what may be asked for, whether its books agree, and every change with its checklist. */
export const periodScreen: ScreenModule<PeriodData, Refused> = {
  load: async (port, { params }) =>
    shown(await port.read('getPeriod', { params: { month: params['month'] ?? '' } })),
  act,
  View: PeriodPage,
};
