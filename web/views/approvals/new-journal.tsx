import type { ReactElement } from 'react';
import { Form, redirect } from 'react-router';
import * as z from 'zod';
import type { Port } from '../../client/port.ts';
import { Submit } from '../../ui/buttons.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { TextField } from '../../ui/fields.tsx';
import { Page } from '../../ui/page.tsx';
import { screens } from '../screens.ts';
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
import { lineNumbers, readLines, type JournalLine } from './journal-form.ts';

interface NewJournalData {
  readonly idempotencyKey: string;
}

function NewJournalPage({ data, result, session }: ScreenProps<NewJournalData, Refused>): ReactElement {
  const state = formState({}, result);
  return (
    <Page
      title="Enter a journal"
      width="wide"
      lead="What is more than one person may post alone is posted when another person approves it."
      status={state.status}
    >
      <ErrorSummary problems={state.problems} />
      <Form method="post" action={screens.newJournal.path} className="lb-form" autoComplete="off" noValidate>
        <Proof session={session} idempotencyKey={state.fields['_idem'] ?? data.idempotencyKey} />
        <TextField {...fieldProps(state, 'description')} label="Description" required />
        {lineNumbers.map((line) => (
          <Line key={line} line={line} state={state} />
        ))}
        <TextField
          {...fieldProps(state, 'reason')}
          label="Reason"
          hint="Needed to ask for the approval of another person."
        />
        <div className="lb-actions">
          <Submit name="_do" value="post">
            Post
          </Submit>
          <Submit name="_do" value="ask" tone="plain">
            Ask for approval
          </Submit>
        </div>
      </Form>
    </Page>
  );
}

interface LineProps {
  readonly line: number;
  readonly state: Pick<Refused, 'fields' | 'problems'>;
}

function Line({ line, state }: LineProps): ReactElement {
  return (
    <div className="lb-line">
      <TextField {...fieldProps(state, `account${line}`)} label={`Account of line ${line}`} />
      <TextField {...fieldProps(state, `debit${line}`)} label={`Debit of line ${line}`} inputMode="decimal" />
      <TextField
        {...fieldProps(state, `credit${line}`)}
        label={`Credit of line ${line}`}
        inputMode="decimal"
      />
    </div>
  );
}

const textFields = z.object({
  description: z
    .string()
    .trim()
    .min(1, 'Say what the journal is for.')
    .max(140, 'Use at most 140 characters.'),
  reason: z.string().trim().max(500, 'Use at most 500 characters.'),
});

async function act(port: Port, { fields }: Submission): Promise<Outcome<Refused> | Response> {
  const texts = parseFields(textFields, { description: '', reason: '', ...fields });
  const lines = readLines(fields);
  if (!texts.ok || !lines.ok)
    return refused([...(texts.ok ? [] : texts.problems), ...(lines.ok ? [] : lines.problems)], fields);
  const { description, reason } = texts.value;
  const isAsking = fields['_do'] === 'ask';
  if (isAsking && reason === '')
    return refused([{ field: 'reason', message: 'Say why it is needed.' }], fields);
  try {
    const journal = { description, entries: lines.value };
    return redirect(
      await (isAsking ? ask(port, { reason, journal }, fields) : post(port, journal, fields)),
      303,
    );
  } catch (error) {
    return refusedByBank(error, fields, { '/reason': 'reason', 'approval-required': 'reason' });
  }
}

interface Journal {
  readonly description: string;
  readonly entries: JournalLine[];
}

async function post(port: Port, body: Journal, fields: Fields): Promise<string> {
  const answer = await port.write('postJournal', { body }, proofOf(fields));
  return answer.status === 'posted' ? `/journals/${answer.id}` : screens.journals.path;
}

async function ask(
  port: Port,
  body: { readonly reason: string; readonly journal: Journal },
  fields: Fields,
): Promise<string> {
  const { id } = await port.write('requestJournalApproval', { body }, proofOf(fields));
  return `/approvals/${id}`;
}

/** A journal that an accountant writes: posted at once, or when another person has approved it. */
export const newJournalScreen: ScreenModule<NewJournalData, Refused> = {
  load: () => Promise.resolve(shown({ idempotencyKey: crypto.randomUUID() })),
  act,
  View: NewJournalPage,
};
