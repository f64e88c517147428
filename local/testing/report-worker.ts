import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { bundleFunction } from '../../infra/bundle.ts';
import { arn } from '../aws/arns.ts';
import { lambdaFunction, type LambdaFunction } from '../stack/functions/lambda-function.ts';
import { startEventSource } from '../stack/queues/event-source.ts';

/** A queue, its event source and the function that it feeds as a process of its own, as the laptop runs them. */
export interface ReportWorkerProcess {
  /** Calls it without a message, so that its process is there. */
  warmUp(): Promise<void>;
  /** SIGKILL, with whatever it does; the next message starts another process. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

type WorkerName = 'report-worker' | 'file-keeper';
const queues = { 'report-worker': 'REPORT_QUEUE_URL', 'file-keeper': 'FILES_QUEUE_URL' } as const;

interface WorkerOptions {
  /** The worker of reports unless given. */
  readonly name?: WorkerName;
  readonly environment: Readonly<Record<string, string>>;
  /** Shorter than the template's, so that nobody waits minutes for a retry. */
  readonly visibilitySeconds: number;
  /** Is told of each invocation; resolves to whether it came to its end. */
  readonly invoked?: (ended: Promise<boolean>) => void;
}

export async function startReportWorker(options: WorkerOptions): Promise<ReportWorkerProcess> {
  const { name = 'report-worker' } = options;
  const folder = mkdtempSync(join(tmpdir(), `${name}-`));
  const queueUrl = options.environment[queues[name]] ?? '';
  const sqs = new SQSClient({});
  const Attributes = { VisibilityTimeout: String(options.visibilitySeconds) };
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl: queueUrl, Attributes }));
  const worker = workerIn(folder, name, options.environment);
  const source = startEventSource({
    queueUrl,
    queueArn: arn('sqs', name),
    batchSize: 1,
    batchingWindowSeconds: 0,
    reportsFailures: true,
    concurrency: 5,
    target: { name: worker.name, invoke: (event) => watched(worker.invoke(event), options) },
    sqs,
    report: () => undefined,
  });
  return {
    warmUp: async () => {
      await worker.invoke({ Records: [] });
    },
    kill: () => worker.close(),
    close: async () => {
      await source.stop();
      await worker.close();
      await source.settled();
      sqs.destroy();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function workerIn(
  folder: string,
  name: WorkerName,
  environment: WorkerOptions['environment'],
): LambdaFunction {
  return lambdaFunction({
    name,
    arn: arn('lambda', `function:${name}`),
    module: join(bundleFunction(name, folder, false), 'index.mjs'),
    exportName: 'handler',
    memoryMb: 256,
    timeoutMs: 30_000,
    environment,
    print: () => undefined,
  });
}

function watched(result: Promise<unknown>, { invoked }: WorkerOptions): Promise<unknown> {
  invoked?.(
    result.then(
      () => true,
      () => false,
    ),
  );
  return result;
}
