import { expect } from '@jest/globals';
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { ReportVersionView } from '../../functions/contract/report-versions.ts';
import type { ReportContentView, ReportView } from '../../functions/contract/reports.ts';
import type { Answer, Caller, TestBank } from './bank.ts';
import { aCashDeposit, post } from './journals.ts';
import { aRecord, failuresOf } from './queue-event.ts';

export interface ReportPage {
  readonly report: ReportView;
  readonly content: ReportContentView | null;
  readonly shown: number | null;
  readonly versions: ReportVersionView[];
  readonly laterJournal: string | null;
}

/** The two people who take reports of a kind from draft to filed. */
export interface ReportDesk {
  readonly accountant: Caller;
  readonly administrator: Caller;
  /** The queue's next report is made. */
  work(): Promise<void>;
  read(period: string, query?: string): Promise<ReportPage>;
  /** Asked for and made; answers the hash of what is there then. */
  make(period: string): Promise<{ sha256: string }>;
  /** @param place quarter, version and step, such as `2025Q1:1/review` */
  step(who: Caller, place: string, body: object): Promise<Answer>;
}

type FiledKind = 'quarter' | 'year';

/** Where a report is, of a quarter unless another kind is meant. */
export const pathOf = (period: string, kind: FiledKind = 'quarter'): string =>
  `/api/v1/reports/${kind}/${period}`;

/** The books of a bank that was opened on 2024-12-31 stand on 2026-01-15, with the months of 2025 soft-closed. */
export async function closeLastYear({ database, cast }: Pick<TestBank, 'database' | 'cast'>): Promise<void> {
  await post(database.app, aCashDeposit(cast.bob.accountId, 250_000_000n));
  for (const date of ['2025-03-31', '2025-06-30', '2025-09-30', '2025-12-31', '2026-01-15'])
    await database.operator.query('SELECT bank.roll_business_date($1)', [date]);
  await database.owner.query(
    "SELECT books.set_period_state(month, 'SOFT_CLOSED') FROM bank.period WHERE month < '2026-01-01' ORDER BY month",
  );
}

export async function openReportDesk(bank: TestBank, kind: FiledKind = 'quarter'): Promise<ReportDesk> {
  const { handler: worker } = await import('../../functions/handlers/report-worker.lambda.ts');
  const accountant = await bank.signIn('accountant');
  const administrator = await bank.signIn('administrator');
  const read = async (period: string, query = ''): Promise<ReportPage> =>
    (await accountant.get(`${pathOf(period, kind)}${query}`)).body as ReportPage;
  const work = async (): Promise<void> => {
    const sqs = new SQSClient({});
    const QueueUrl = bank.parts.environment['REPORT_QUEUE_URL'];
    const { Messages: [message] = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message?.ReceiptHandle }));
    sqs.destroy();
    const body = JSON.parse(message?.Body ?? '') as unknown;
    expect(await failuresOf(worker, aRecord(body, { group: 'report' }))).toEqual([]);
  };
  return {
    accountant,
    administrator,
    work,
    read,
    async make(period) {
      await accountant.post('/api/v1/reports', { kind, period });
      await work();
      const { report } = await read(period);
      expect(report.status).toBe('ready');
      return { sha256: report.sha256 ?? '' };
    },
    step: (who, place, body) => {
      const [period = '', rest = ''] = place.split(':');
      return who.post(`${pathOf(period, kind)}/versions/${rest}`, body);
    },
  };
}
