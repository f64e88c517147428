import { pathToFileURL } from 'node:url';
import { resolveLocalhostNames } from './localhost-names.ts';
import type { Invocation, ReportedError, RuntimeMessage } from './protocol.ts';

/** The Lambda runtime of one function: loads its handler, then answers invocations until the parent goes away. */
type Handler = (event: unknown, context: object) => unknown;

function send(message: RuntimeMessage): void {
  process.send?.(message);
}

function reported(error: unknown): ReportedError {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error) };
  return { errorType: error.name, errorMessage: error.message };
}

function contextOf({ requestId, function: { name, arn, memoryMb }, deadline }: Invocation): object {
  return {
    awsRequestId: requestId,
    functionName: name,
    functionVersion: '$LATEST',
    invokedFunctionArn: arn,
    memoryLimitInMB: String(memoryMb),
    logGroupName: `/aws/lambda/${name}`,
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
}

async function answer(handler: Handler, invocation: Invocation): Promise<void> {
  const { id } = invocation;
  try {
    send({ kind: 'result', id, result: (await handler(invocation.event, contextOf(invocation))) ?? null });
  } catch (error) {
    console.error(error);
    send({ kind: 'error', id, error: reported(error) });
  }
}

async function load(file: string, name: string): Promise<Handler> {
  const module = (await import(pathToFileURL(file).href)) as Readonly<Record<string, unknown>>;
  const handler = module[name];
  if (typeof handler !== 'function') throw new Error(`${file} exports no function ${name}.`);
  return handler as Handler;
}

async function run(file = '', name = ''): Promise<void> {
  resolveLocalhostNames();
  process.on('disconnect', () => process.exit());
  try {
    const handler = await load(file, name);
    process.on('message', (invocation: Invocation) => void answer(handler, invocation));
    send({ kind: 'ready' });
  } catch (error) {
    console.error(error);
    process.send?.({ kind: 'unusable', error: reported(error) } satisfies RuntimeMessage, () =>
      process.exit(1),
    );
  }
}

await run(process.argv[2], process.argv[3]);
