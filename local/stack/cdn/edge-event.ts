import * as z from 'zod';
import type { HttpRequest, HttpResponse } from '../http/message.ts';

// The event structure of CloudFront Functions: every value is an object, repeated ones carry `multiValue`.
const single = z.object({ value: z.string() });
const valueSchema = single.extend({ multiValue: z.array(single).optional() });
const valuesSchema = z.record(z.string(), valueSchema).default({});
const cookieSchema = z.object({ value: z.string(), attributes: z.string().optional() });
const cookiesSchema = z
  .record(z.string(), cookieSchema.extend({ multiValue: z.array(cookieSchema).optional() }))
  .default({});

const requestSchema = z.object({
  method: z.string(),
  uri: z.string(),
  querystring: valuesSchema,
  headers: valuesSchema,
  cookies: cookiesSchema,
});
const responseSchema = z.object({
  statusCode: z.number().int().min(100).max(599),
  statusDescription: z.string().optional(),
  headers: valuesSchema,
  cookies: cookiesSchema,
  body: z
    .union([z.string(), z.object({ encoding: z.enum(['text', 'base64']), data: z.string() })])
    .optional(),
});

export type EdgeRequest = z.output<typeof requestSchema>;
export type EdgeResponse = z.output<typeof responseSchema>;
type Values = z.output<typeof valuesSchema>;
type Cookies = z.output<typeof cookiesSchema>;

export const edgeResultSchema = z.union([responseSchema, requestSchema]);

function collect(pairs: readonly (readonly [string, string])[]): Values {
  const values = new Map<string, { value: string }[]>();
  for (const [name, value] of pairs) values.set(name, [...(values.get(name) ?? []), { value }]);
  return Object.fromEntries(
    [...values].map(([name, all]) => [
      name,
      { value: all[0]?.value ?? '', ...(all.length > 1 ? { multiValue: all } : {}) },
    ]),
  );
}

/** Name and value on either side of the first equals sign; values stay encoded, as CloudFront leaves them. */
function pairs(text: string, separator: string): [string, string][] {
  return text
    .split(separator)
    .map((each) => each.trim())
    .filter((each) => each !== '')
    .map((each) => {
      const [name = '', ...value] = each.split('=');
      return [name, value.join('=')];
    });
}

function flatten(values: Values): [string, string][] {
  return Object.entries(values).flatMap(([name, { value, multiValue }]) =>
    (multiValue ?? [{ value }]).map((each): [string, string] => [name, each.value]),
  );
}

function withoutCookie(headers: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(headers).filter(([name]) => name !== 'cookie');
}

export function edgeRequest({ method, path, query, headers }: HttpRequest): EdgeRequest {
  return {
    method,
    uri: path,
    querystring: collect(pairs(query, '&')),
    headers: collect(withoutCookie(headers)),
    cookies: collect(pairs(headers['cookie'] ?? '', ';')),
  };
}

/** The request as the function changed it; method and body are beyond its reach. */
export function changedRequest(request: HttpRequest, changed: EdgeRequest): HttpRequest {
  const cookie = flatten(changed.cookies)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ');
  const query = flatten(changed.querystring).map(([name, value]) => (value ? `${name}=${value}` : name));
  const headers = Object.fromEntries(
    Object.entries(changed.headers).map(([name, { value }]) => [name, value]),
  );
  return {
    ...request,
    path: changed.uri,
    query: query.join('&'),
    headers: { ...headers, ...(cookie ? { cookie } : {}) },
  };
}

function setCookie([name, { value, attributes }]: [string, z.output<typeof cookieSchema>]): string {
  return `${name}=${value}${attributes ? `; ${attributes}` : ''}`;
}

function setCookies(cookies: Cookies): string[] {
  return Object.entries(cookies).flatMap(([name, { multiValue, ...first }]) =>
    (multiValue ?? [first]).map((cookie) => setCookie([name, cookie])),
  );
}

function cookiesOf(headers: HttpResponse['headers']): Cookies {
  const cookies: Cookies = {};
  for (const line of [headers['set-cookie'] ?? []].flat()) {
    const [first = '', ...attributes] = line.split('; ');
    const [[name, value] = ['', '']] = pairs(first, ';');
    const cookie = { value, attributes: attributes.join('; ') };
    const earlier = cookies[name];
    cookies[name] = earlier
      ? { ...earlier, multiValue: [...(earlier.multiValue ?? [earlier]), cookie] }
      : cookie;
  }
  return cookies;
}

/** What a viewer-response function gets to see; the body is not part of it. */
export function edgeResponse({ status, headers }: HttpResponse): EdgeResponse {
  const plain = Object.entries(headers).filter(([name]) => name !== 'set-cookie');
  return {
    statusCode: status,
    headers: collect(plain.map(([name, value]) => [name, String(value)])),
    cookies: cookiesOf(headers),
  };
}

/** @param body what the origin sent, kept unless the function gives another */
export function httpResponse(response: EdgeResponse, body: Buffer): HttpResponse {
  const { statusCode, headers, cookies } = response;
  const given = typeof response.body === 'string' ? { encoding: 'text', data: response.body } : response.body;
  const lines = setCookies(cookies);
  return {
    status: statusCode,
    headers: {
      ...Object.fromEntries(Object.entries(headers).map(([name, { value }]) => [name, value])),
      ...(lines.length > 0 ? { 'set-cookie': lines } : {}),
    },
    body: given ? Buffer.from(given.data, given.encoding === 'base64' ? 'base64' : 'utf8') : body,
  };
}
