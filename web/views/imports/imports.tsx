import type { ReactElement } from 'react';
import { Form, Link, redirect } from 'react-router';
import * as z from 'zod';
import { maxFile, type ImportView } from '../../../functions/contract/imports.ts';
import { importKinds } from '../../../functions/domain/import-job.ts';
import type { SessionView } from '../../../functions/contract/session.ts';
import type { Port } from '../../client/port.ts';
import { Submit } from '../../ui/buttons.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { FileField, SelectField } from '../../ui/fields.tsx';
import { formatInstant } from '../../ui/format.ts';
import { Empty } from '../../ui/notice.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { DataTable, type Column } from '../../ui/table.tsx';
import { screens } from '../screens.ts';
import { parseFields, refused, refusedByBank, type Refused } from '../shared/form.ts';
import { Proof, proofOf } from '../shared/hidden.tsx';
import {
  shown,
  type Fields,
  type Outcome,
  type ScreenModule,
  type ScreenProps,
  type Submission,
} from '../shared/screen-module.ts';
import { importTitle, ImportStatus, isUnderWay, kinds } from './status.tsx';

interface ImportsData {
  readonly imports: readonly ImportView[];
}

const columns: readonly Column<ImportView>[] = [
  {
    title: 'File',
    heads: true,
    typed: true,
    cell: (each) => <Link to={`/imports/${each.id}`}>{importTitle(each)}</Link>,
  },
  { title: 'State', beside: true, cell: ({ status }) => <ImportStatus status={status} /> },
  { title: 'Lines', align: 'end', cell: ({ progress }) => `${progress.done} of ${progress.of}` },
  { title: 'Refused', align: 'end', cell: ({ progress }) => String(progress.refused) },
  { title: 'Sent by', cell: ({ requestedBy }) => requestedBy },
  { title: 'Sent', cell: ({ requestedAt }) => formatInstant(requestedAt) },
];

function ImportsPage({
  data: { imports },
  result,
  session,
}: ScreenProps<ImportsData, Refused>): ReactElement {
  return (
    <Page title="Imports" width="wide" status={result?.status ?? 200}>
      <ErrorSummary problems={result?.problems ?? []} />
      {session.permissions.includes('import:post') ? <ImportForm session={session} result={result} /> : null}
      {imports.length === 0 ? (
        <Empty title="No file has been imported yet">
          <p>Files of payments appear here with what became of each of their lines.</p>
        </Empty>
      ) : (
        <div data-live={imports.some(isUnderWay)}>
          <DataTable
            caption="Imports, latest first"
            columns={columns}
            rows={imports}
            keyOf={({ id }) => id}
          />
        </div>
      )}
    </Page>
  );
}

interface ImportFormProps {
  readonly session: SessionView;
  readonly result: Refused | undefined;
}

function ImportForm({ session, result }: ImportFormProps): ReactElement {
  const problems = result?.problems ?? [];
  return (
    <Section title="Import a file">
      <Form
        method="post"
        action={screens.imports.path}
        encType="multipart/form-data"
        className="lb-form"
        aria-label="Import a file"
        noValidate
      >
        <Proof session={session} />
        <SelectField
          name="importKind"
          label="Kind"
          hint="CSV: account, amount, description, reference, valueDate; money in is positive, money out negative."
          value={result?.fields['importKind'] ?? 'csv'}
          options={kinds}
          problems={problems}
        />
        <FileField
          name="file"
          label="File"
          hint="Up to 4 MB of text. The same file is posted once, however often it is sent."
          required
          problems={problems}
        />
        <div className="lb-actions">
          <Submit>Import</Submit>
        </div>
      </Form>
    </Section>
  );
}

const importFields = z.object({
  importKind: z.enum(importKinds, 'Choose a kind of file.'),
  file: z
    .string('Choose a file.')
    .min(1, 'Choose a file that is not empty.')
    .max(maxFile, `Choose a file of at most ${maxFile} characters.`),
  _fileName: z.string().default(''),
});

/** What was typed, without the file itself: a browser does not let a page fill that in again. */
const withoutFile = ({ importKind = '' }: Fields): Fields => ({ importKind });

async function act(port: Port, { fields }: Submission): Promise<Outcome<Refused> | Response> {
  const parsed = parseFields(importFields, fields);
  if (!parsed.ok) return refused(parsed.problems, withoutFile(fields));
  try {
    const { importKind: kind, file: content, _fileName } = parsed.value;
    // Names of files hold whatever their owners like; only what can be printed is kept.
    const fileName = _fileName.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '').slice(0, 100);
    const { id } = await port.write('requestImport', { body: { kind, fileName, content } }, proofOf(fields));
    return redirect(`/imports/${id}`, 303);
  } catch (error) {
    return refusedByBank(error, withoutFile(fields), { '/content': 'file', '/kind': 'importKind' });
  }
}

/** Files of payments with how far they are, and a way to send one. */
export const importsScreen: ScreenModule<ImportsData, Refused> = {
  load: async (port) => shown({ imports: (await port.read('listImports', {})).items }),
  act,
  View: ImportsPage,
};
