import { postgresOutbox } from '../adapters/postgres/outbox.ts';
import { sqsEventQueue } from '../adapters/sqs/queues.ts';
import { readEnvironment } from '../config/environment.ts';
import { functionManifest } from '../manifest.ts';
import { relayOutbox } from '../services/relay-outbox.ts';
import { print } from './print.ts';
import { poolDatabaseOf } from './shared.ts';

const env = readEnvironment(functionManifest['outbox-relay'].environment);
const outbox = postgresOutbox(poolDatabaseOf(env));
const queues = { events: sqsEventQueue(env.EVENTS_QUEUE_URL), files: sqsEventQueue(env.FILES_QUEUE_URL) };

export const handler = async (): Promise<void> => {
  print(JSON.stringify({ relayed: await relayOutbox(outbox, queues) }));
};
