import { afterAll, beforeAll } from '@jest/globals';
import { configure } from '@vendia/serverless-express';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { useBank, type TestBank } from '../../local/testing/bank.ts';
import { userPassword } from '../../local/testing/bank-parts.ts';
import { anEvent } from '../../local/testing/event.ts';
import { createClient, type Transport } from '../../web/client/client.ts';
import type { ApiTransport } from '../api-transport.ts';
import { createApp } from '../app.ts';
import { binarySettings } from '../files.ts';

const siteOrigin = 'https://classic.bank.example';
const config = {
  apiOrigin: 'https://api.bank.example',
  edgeToken: 'shown by the CDN',
  siteOrigin,
  styleSheet: '/assets/style-1.css',
  signInOrigins: ['https://auth.bank.example'],
};

export interface PageAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly html: string;
  readonly location: string | undefined;
}

/** A browser without JavaScript: it keeps cookies, follows nothing by itself, and sends what a form holds. */
export interface Visitor {
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<PageAnswer>;
  post(
    path: string,
    form: Readonly<Record<string, string>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<PageAnswer>;
  /** A form in parts, as it is sent where a file is among them. */
  upload(path: string, form: Readonly<Record<string, string | File>>): Promise<PageAnswer>;
  /** Any other request. */
  send(method: string, path: string): Promise<PageAnswer>;
  /** Follows redirects to the page they lead to. */
  follow(answer: PageAnswer): Promise<PageAnswer>;
  /** What the hidden fields of the page's last form hold, and what stands in its inputs. */
  formOf(answer: PageAnswer): Record<string, string>;
  signIn(userName: string): Promise<PageAnswer>;
  /** The session ends on the server, and the browser does not know. */
  cookie(): string | undefined;
  /** Everything it keeps. */
  cookies(): readonly string[];
}

export interface TestSite {
  readonly bank: TestBank;
  readonly printed: string[];
  visitor(): Visitor;
  /** Puts something else between the site and the API; undefined puts the API back. */
  reachApiBy(transport: Transport | undefined): void;
}

/** The API as the site reaches it, in this process: real handlers behind real events. */
export function inProcess(bank: TestBank): Transport {
  return async (path, { method, headers, body }) => {
    const { cookie, ...rest } = headers;
    const cookies = cookie === undefined ? {} : { cookies: cookie.split('; ') };
    const answer = await bank.send({ method, path, headers: rest, ...cookies, body });
    return {
      status: answer.status,
      headers: {
        get: (name) => (name === 'set-cookie' ? joined(answer.cookies) : (answer.headers[name] ?? null)),
      },
      text: () => Promise.resolve(answer.body === undefined ? '' : JSON.stringify(answer.body)),
    };
  };
}

/** The same for files, which are answered in base 64. */
function filesInProcess(bank: TestBank): ApiTransport {
  return async (path, { method, headers }) => {
    const { cookie, ...rest } = headers;
    const answer = await bank.page({
      method,
      path,
      headers: rest,
      ...(cookie ? { cookies: cookie.split('; ') } : {}),
    });
    return {
      status: answer.status,
      headers: { get: (name) => answer.headers[name] ?? null },
      text: () => Promise.resolve(answer.text),
      bytes: () => Promise.resolve(Buffer.from(answer.text, 'base64')),
    };
  };
}

/** As Node joins several headers of one name. */
const joined = (cookies: readonly string[]): string | null =>
  cookies.length > 0 ? cookies.join(', ') : null;

type Handler = (event: unknown, context: unknown) => Promise<APIGatewayProxyStructuredResultV2>;

/** The server-rendered site over a whole bank. */
export function openSite(opensOn?: string): () => TestSite {
  const bank = useBank({}, opensOn);
  let site: TestSite | undefined;
  let transport: Transport | undefined;
  const printed: string[] = [];
  beforeAll(() => {
    const client = createClient((path, init) => (transport ?? inProcess(bank()))(path, init));
    const app = createApp({
      config,
      clientUntil: () => client,
      transportUntil: () => filesInProcess(bank()),
      print: (line) => printed.push(line),
    });
    const handler = configure({ app, binarySettings }) as unknown as Handler;
    site = {
      bank: bank(),
      printed,
      visitor: () => visitor(handler),
      reachApiBy: (other) => {
        transport = other;
      },
    };
  });
  afterAll(() => {
    site = undefined;
  });
  return () => {
    if (!site) throw new Error('The site opens before the first test.');
    return site;
  };
}

function visitor(handler: Handler): Visitor {
  const jar = new Map<string, string>();
  const send = async (method: string, path: string, more: object): Promise<PageAnswer> => {
    const cookies = [...jar].map(([name, value]) => `${name}=${value}`);
    const carried = cookies.length === 0 ? {} : { cookie: cookies.join('; ') };
    const headers = { 'x-origin-verify': config.edgeToken, ...carried };
    const parts = more as { headers?: Record<string, string>; body?: string };
    const event = anEvent({ method, path, ...parts, headers: { ...headers, ...parts.headers } });
    const answer = await handler(cookies.length === 0 ? event : { ...event, cookies }, {});
    for (const [pair = ''] of (answer.cookies ?? []).map((each) => each.split(';'))) {
      const name = pair.slice(0, pair.indexOf('='));
      const value = pair.slice(pair.indexOf('=') + 1);
      if (value === '') jar.delete(name);
      else jar.set(name, value);
    }
    return pageAnswer(answer);
  };
  const self: Visitor = {
    get: (path, headers = {}) => send('GET', path, { headers }),
    post: (path, form, headers = {}) =>
      send('POST', path, {
        body: new URLSearchParams(form).toString(),
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'sec-fetch-site': 'same-origin',
          ...headers,
        },
      }),
    upload: async (path, form) => {
      const parts = new FormData();
      for (const [name, value] of Object.entries(form)) parts.append(name, value);
      const encoded = new Response(parts);
      const type = encoded.headers.get('content-type') ?? '';
      const headers = { 'content-type': type, 'sec-fetch-site': 'same-origin' };
      return send('POST', path, { body: await encoded.text(), headers });
    },
    send: (method, path) => send(method, path, { headers: { 'sec-fetch-site': 'same-origin' } }),
    async follow(answer) {
      let current = answer;
      while (current.location !== undefined) current = await self.get(current.location);
      return current;
    },
    formOf: ({ html }) => inputsOf(html),
    signIn: (userName) => self.post('/sign-in', { userName, password: userPassword, _returnTo: '/' }),
    cookies: () => [...jar].map(([name, value]) => `${name}=${value}`),
    cookie: () => {
      const token = jar.get('__Host-bank_sid');
      return token === undefined ? undefined : `__Host-bank_sid=${token}`;
    },
  };
  return self;
}

function pageAnswer({
  statusCode = 200,
  headers = {},
  body = '',
}: APIGatewayProxyStructuredResultV2): PageAnswer {
  const texts = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  return { status: statusCode, headers: texts, html: body, location: texts['location'] };
}

const unescape = (text: string): string =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

/** Names and values of the inputs in the page's main part. */
function inputsOf(html: string): Record<string, string> {
  const main = html.slice(html.indexOf('<main'));
  const inputs = [...main.matchAll(/<input\b[^>]*>/g)].map(([tag]) => {
    const name = /\bname="([^"]*)"/.exec(tag)?.[1] ?? '';
    return [name, unescape(/\bvalue="([^"]*)"/.exec(tag)?.[1] ?? '')] as const;
  });
  return Object.fromEntries(inputs);
}
