import type { ImportLineView, ImportView } from '../../contract/imports.ts';
import { publicId } from '../../domain/ids.ts';
import type { ImportJob, LineResult } from '../../domain/import-job.ts';
import {
  readImport,
  readImportLines,
  readImports,
  type ReadImportPorts,
} from '../../services/read-imports.ts';
import { requestImport, type RequestImportPorts } from '../../services/request-import.ts';
import { principalOf, type Operations } from '../operation.ts';
import { innerId } from './identify.ts';
import { pageRequest, pageView } from './paging.ts';
import { moneyView } from './present.ts';

export interface ImportOperationPorts extends RequestImportPorts, ReadImportPorts {
  readonly signingKey: () => Promise<string>;
}

const instantOf = (milliseconds: number): string => new Date(milliseconds).toISOString();

function importView(job: ImportJob): ImportView {
  const { done, posted, refused, skipped } = job;
  return {
    id: publicId('import', job.id),
    kind: job.kind,
    fileName: job.fileName,
    sha256: job.sha256,
    status: job.status,
    progress: { done, of: job.lines, posted, refused, skipped },
    requestedBy: job.requestedBy,
    requestedAt: instantOf(job.requestedAt),
    updatedAt: instantOf(job.updatedAt),
    problem: job.problem && { ...job.problem },
  };
}

function lineView({
  line,
  outcome,
  account,
  direction,
  minor,
  journalId,
  problem,
}: LineResult): ImportLineView {
  return {
    line,
    outcome,
    account,
    direction,
    amount: minor === null ? null : moneyView(minor, 'USD'),
    journalId: journalId === null ? null : publicId('journal', journalId),
    problem: problem && { ...problem },
  };
}

export function importOperations(
  ports: ImportOperationPorts,
): Operations<'requestImport' | 'listImports' | 'getImport' | 'listImportLines'> {
  return {
    async requestImport({ body, state }) {
      const view = importView(await requestImport(ports, principalOf(state), body));
      return { body: view, headers: { location: `/api/v1/imports/${view.id}` } };
    },
    async listImports() {
      return { body: { items: (await readImports(ports)).map(importView) } };
    },
    async getImport({ params }) {
      return { body: importView(await readImport(ports, innerId('import', params.importId))) };
    },
    async listImportLines({ params, query }) {
      const id = innerId('import', params.importId);
      const { outcome } = query;
      const scope = { list: `import:${id}:${outcome ?? 'all'}`, key: await ports.signingKey() };
      const page = await readImportLines(ports, { id, outcome, page: pageRequest(query, scope) });
      return { body: pageView(page, { view: lineView, keyOf: ({ line }) => String(line), scope }) };
    },
  };
}
