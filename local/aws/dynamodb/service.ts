import { forward } from '../forward.ts';
import { runJsonAction } from '../json-actions.ts';
import type { AwsService } from '../service.ts';
import { dynamoDemands } from './demands.ts';
import { openGate } from './gate.ts';
import { startInner } from './inner.ts';
import { invoker } from './invoke.ts';
import { wantsRefusedItem, writeShowingRefused } from './refused-writes.ts';
import { timeToLive } from './time-to-live.ts';
import { transactions } from './transactions.ts';

export interface DynamoDbOptions {
  /** A DynamoDB API to hand every call to, such as DynamoDB Local; nothing else is started then. */
  readonly url?: string;
  /** Directory of the tables; in memory unless given. */
  readonly path?: string;
  /** How often expired items are looked for; every 5 seconds unless given. */
  readonly sweepEveryMs?: number;
  readonly now?: () => Date;
}

/** Starts DynamoDB: tables in this process, or those behind `url`. */
export async function startDynamoDb(options: DynamoDbOptions = {}): Promise<AwsService> {
  const base = { signingName: 'dynamodb', demands: dynamoDemands };
  if (options.url !== undefined) {
    const target = new URL(options.url);
    return { ...base, handle: (call) => forward(target, call), close: () => Promise.resolve() };
  }
  const inner = await startInner(options.path);
  const invoke = invoker(inner.url);
  const now = options.now ?? ((): Date => new Date());
  const stateFile = options.path === undefined ? undefined : `${options.path}.time-to-live.json`;
  const expiry = timeToLive({ invoke, stateFile, now });
  const transacting = transactions(invoke, now);
  const gate = openGate();
  const sweeping = repeat(options.sweepEveryMs ?? 5000, () => gate.shared(() => expiry.sweep()));
  return {
    ...base,
    handle(call) {
      if (Object.hasOwn(transacting, call.action)) return gate.alone(() => runJsonAction(transacting, call));
      if (Object.hasOwn(expiry.actions, call.action)) return runJsonAction(expiry.actions, call);
      if (wantsRefusedItem(call)) return gate.alone(() => writeShowingRefused(invoke, inner.url, call));
      return gate.shared(() => forward(inner.url, call));
    },
    async close() {
      await sweeping.stop();
      await inner.close();
    },
  };
}

interface Repeated {
  stop(): Promise<void>;
}

/** Runs `work` again and again with a pause between; a failed run is reported and the next one still comes. */
function repeat(pauseMs: number, work: () => Promise<void>): Repeated {
  let running = Promise.resolve();
  let timer: NodeJS.Timeout;
  let stopped = false;
  const schedule = (): void => {
    if (stopped) return;
    timer = setTimeout(() => {
      running = work().catch((error: unknown) => {
        console.error(error);
      });
      void running.then(schedule);
    }, pauseMs).unref();
  };
  schedule();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
