import { SQSClient } from '@aws-sdk/client-sqs';
import { buildApp } from 'fauxqs';
import { localRegion } from '../arns.ts';
import { forward } from '../forward.ts';
import { runJsonAction } from '../json-actions.ts';
import type { AwsService } from '../service.ts';
import { sqsDemands } from './demands.ts';
import { withFrontUrls } from './queue-urls.ts';
import { redriveActions } from './redrive-actions.ts';

export interface SqsOptions {
  /** An SQS API to hand every call to, such as ElasticMQ; nothing else is started then. */
  readonly url?: string;
}

interface InnerQueues {
  readonly url: string;
  close(): Promise<void>;
}

const namesQueues = new Set(['CreateQueue', 'GetQueueUrl', 'ListQueues']);

/** Starts SQS: queues in the memory of this process, or those behind `url`. */
export async function startSqs(options: SqsOptions = {}): Promise<AwsService> {
  const inner =
    options.url === undefined ? await startInner() : { url: options.url, close: () => Promise.resolve() };
  const target = new URL(inner.url);
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new SQSClient({ endpoint: inner.url, region: localRegion, credentials });
  const redrive = redriveActions(client, inner.url);
  return {
    signingName: 'sqs',
    demands: sqsDemands,
    async handle(call) {
      if (Object.hasOwn(redrive, call.action)) return runJsonAction(redrive, call);
      // Queue URLs begin with the front's address, and the path of one is no path of the inner server.
      const reply = await forward(target, { ...call, path: '/' });
      return namesQueues.has(call.action) ? withFrontUrls(reply, `http://${call.headers.host ?? ''}`) : reply;
    },
    async close() {
      client.destroy();
      await inner.close();
    },
  };
}

async function startInner(): Promise<InnerQueues> {
  // Only in memory: with a directory it can't set a visibility timeout to 0, and the outbox survives a restart anyway.
  // Its own start function would listen to the whole network.
  const app = buildApp({ logger: false });
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  return { url, close: () => app.close() };
}
