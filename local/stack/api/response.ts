import * as z from 'zod';
import { type HttpResponse, jsonResponse } from '../http/message.ts';

const structuredSchema = z.object({
  statusCode: z.coerce.number().int().min(100).max(599),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  cookies: z.array(z.string()).default([]),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().default(false),
});

/** API Gateway frames messages itself. */
const hopByHop = new Set(['connection', 'content-length', 'keep-alive', 'transfer-encoding']);

const responseLimit = 6 * 1024 * 1024;

export const internalServerError = jsonResponse(500, { message: 'Internal Server Error' });

function hasStatusCode(result: unknown): boolean {
  return typeof result === 'object' && result !== null && 'statusCode' in result;
}

function structured(result: unknown): HttpResponse | undefined {
  const { data } = structuredSchema.safeParse(result);
  if (!data) return undefined;
  const headers = Object.entries(data.headers)
    .map(([name, value]) => [name.toLowerCase(), String(value)] as const)
    .filter(([name]) => !hopByHop.has(name));
  const withType = headers.some(([name]) => name === 'content-type');
  return {
    status: data.statusCode,
    headers: {
      ...(data.body && !withType ? { 'content-type': 'text/plain;charset=utf-8' } : {}),
      ...Object.fromEntries(headers),
      ...(data.cookies.length > 0 ? { 'set-cookie': data.cookies } : {}),
    },
    body: Buffer.from(data.body ?? '', data.isBase64Encoded ? 'base64' : 'utf8'),
  };
}

/**
 * The HTTP answer for what a function returned in format 2.0: with a status code as it says, anything else as
 * JSON with status 200. What is neither is the function's fault, and a 500.
 */
export function apiResponse(result: unknown): HttpResponse {
  const written = JSON.stringify(result);
  if (Buffer.byteLength(written) > responseLimit) return internalServerError;
  if (hasStatusCode(result)) return structured(result) ?? internalServerError;
  const body = Buffer.from(typeof result === 'string' ? result : written);
  return { status: 200, headers: { 'content-type': 'application/json' }, body };
}
