import { afterAll, beforeAll } from '@jest/globals';
import type { APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { routeList } from '../../functions/contract/routes.ts';
import { openBank, openingDate, type Cast } from './cast.ts';
import { edgeToken, startBankParts, userPassword, type BankParts } from './bank-parts.ts';
import { useTestDatabase, type TestDatabase } from './database.ts';
import { anEvent, type EventParts } from './event.ts';
import { expectNoSecrets } from './secrets-in-logs.ts';
import { printedLines } from './watched-print.ts';
import { leaveRedis } from './watched-redis.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
  readonly body: unknown;
}

/** Somebody who calls the API, with or without a session. */
export interface Caller {
  readonly cookie: string | undefined;
  readonly csrfToken: string;
  get(path: string, parts?: Partial<EventParts>): Promise<Answer>;
  /** With a fresh idempotency key unless the headers bring one. */
  post(path: string, body: unknown, parts?: Partial<EventParts>): Promise<Answer>;
}

export interface TestBank {
  readonly database: TestDatabase;
  readonly cast: Cast;
  readonly parts: BankParts;
  readonly anonymous: Caller;
  /** @throws when the sign-in is refused */
  signIn(userName: string): Promise<Caller>;
  /** Sends an API Gateway event to the function that the contract names for it. */
  send(parts: EventParts): Promise<Answer>;
  /** The same, with the body as it came: an answer for people is no JSON. */
  page(parts: EventParts): Promise<Omit<Answer, 'body'> & { readonly text: string }>;
}

type Handler = (event: never, context: Context) => Promise<APIGatewayProxyStructuredResultV2>;
type Handlers = Record<'api' | 'auth' | 'health', Handler>;

/**
 * A whole bank for the tests of a file: books, stand-ins, and the real handlers in this process.
 * @param environment of the functions, where it is another one than that of the laptop
 * @param opensOn first business date
 */
export function useBank(
  environment: Readonly<Record<string, string>> = {},
  opensOn: string = openingDate,
): () => TestBank {
  const database = useTestDatabase();
  let bank: TestBank | undefined;
  beforeAll(async () => {
    const parts = await startBankParts(database());
    Object.assign(process.env, parts.environment, environment);
    const cast = await openBank(database().owner, opensOn);
    await linkPeople(database(), cast, parts);
    bank = createBank(database(), { cast, parts, handlers: await loadHandlers() });
  });
  afterAll(async () => {
    const items = (await bank?.parts.readLog())?.map((item) => JSON.stringify(item)) ?? [];
    expectNoSecrets([...printedLines, ...items]);
  });
  afterAll(async () => {
    leaveRedis();
    await bank?.parts.pool.providers.close();
    await bank?.parts.redis.close();
    await bank?.parts.front.close();
  });
  return () => {
    if (!bank) throw new Error('The bank opens before the first test.');
    return bank;
  };
}

// They read their environment when they are loaded, so it must be there first.
async function loadHandlers(): Promise<Handlers> {
  const api = await import('../../functions/handlers/api.lambda.ts');
  const auth = await import('../../functions/handlers/auth.lambda.ts');
  const health = await import('../../functions/handlers/health.lambda.ts');
  return { api: api.handler, auth: auth.handler, health: health.handler };
}

async function linkPeople({ owner }: TestDatabase, cast: Cast, parts: BankParts): Promise<void> {
  const issuer = `https://cognito-idp.us-east-1.amazonaws.com/${parts.environment['USER_POOL_ID'] ?? ''}`;
  for (const [name, { customerId }] of Object.entries(cast) as [string, Cast['alice']][]) {
    await owner.query('SELECT bank.link_identity($1, $2, $3)', [
      issuer,
      parts.subjects.get(name),
      customerId,
    ]);
  }
}

interface Inside {
  readonly cast: Cast;
  readonly parts: BankParts;
  readonly handlers: Handlers;
}

function createBank(database: TestDatabase, { cast, parts, handlers }: Inside): TestBank {
  const answered = async (event: EventParts): Promise<APIGatewayProxyStructuredResultV2> => {
    const built = anEvent({ ...event, headers: { 'x-origin-verify': edgeToken, ...event.headers } });
    return handlers[serviceOf(event.path)](
      built as never,
      { awsRequestId: 'test', ...event.context } as Context,
    );
  };
  const send = async (event: EventParts): Promise<Answer> => answerOf(await answered(event));
  return {
    database,
    cast,
    parts,
    send,
    async page(event) {
      const { body = '', ...result } = await answered(event);
      return { ...answerOf(result), text: body };
    },
    anonymous: caller(send, undefined, ''),
    async signIn(userName) {
      const answer = await send({
        method: 'POST',
        path: '/auth/password',
        body: { userName, password: userPassword },
      });
      if (answer.status !== 200) throw new Error(`${userName} was refused: ${JSON.stringify(answer.body)}`);
      const cookie = answer.cookies[0]?.split(';')[0];
      return caller(send, cookie, (answer.body as { csrfToken: string }).csrfToken);
    },
  };
}

function serviceOf(path: string): keyof Handlers {
  const service =
    routeList.find((route) => path.startsWith(route.path.split('{')[0] ?? route.path))?.service ?? 'api';
  return service === 'docs' ? 'api' : service;
}

function answerOf({
  statusCode = 200,
  headers = {},
  cookies = [],
  ...rest
}: APIGatewayProxyStructuredResultV2): Answer {
  const texts = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  return { status: statusCode, headers: texts, cookies, body: bodyOf(rest, texts['content-type'] ?? '') };
}

function bodyOf(
  { body = '', isBase64Encoded = false }: Pick<APIGatewayProxyStructuredResultV2, 'body' | 'isBase64Encoded'>,
  type: string,
): unknown {
  const text = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8').toString();
  if (text === '') return undefined;
  return type.includes('json') ? JSON.parse(text) : text;
}

let keys = 0;

function caller(send: TestBank['send'], cookie: string | undefined, csrfToken: string): Caller {
  const own = cookie === undefined ? {} : { cookies: [cookie] };
  return {
    cookie,
    csrfToken,
    get: (path, parts) => send({ ...own, ...parts, method: 'GET', path }),
    post: (path, body, parts) => {
      keys += 1;
      const headers = { 'x-csrf': csrfToken, 'idempotency-key': `test-key-${keys}`, ...parts?.headers };
      return send({ ...own, ...parts, method: 'POST', path, body, headers });
    },
  };
}
