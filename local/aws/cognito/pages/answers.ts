import { parse as parseQuery } from 'node:querystring';
import type { AwsReply, AwsRequest } from '../../service.ts';

const policy = "default-src 'none'; frame-ancestors 'none'";
const common = {
  'cache-control': 'no-store',
  'content-security-policy': policy,
  'referrer-policy': 'no-referrer',
};

export function redirect(location: string, cookie?: string): AwsReply {
  const headers = { ...common, location, ...(cookie === undefined ? {} : { 'set-cookie': cookie }) };
  return { status: 302, headers, body: '' };
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => escapes[character] ?? '');

/** A page for people. @param body HTML whose texts are escaped already */
export function htmlPage(status: number, title: string, body: string): AwsReply {
  const head = `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escapeHtml(title)}</title>`;
  return {
    status,
    headers: { ...common, 'content-type': 'text/html; charset=utf-8' },
    body: `${head}<h1>${escapeHtml(title)}</h1>${body}</html>`,
  };
}

export function jsonPage(status: number, body: object): AwsReply {
  const headers = { ...common, 'content-type': 'application/json' };
  return { status, headers, body: JSON.stringify(body) };
}

/** Parameters that came once; one that came twice is as good as missing. */
export type Parameters = Readonly<Partial<Record<string, string>>>;

function single(text: string): Parameters {
  const entries = Object.entries(parseQuery(text)).filter(([, value]) => typeof value === 'string');
  return Object.fromEntries(entries) as Record<string, string>;
}

export const queryOf = ({ path }: AwsRequest): Parameters => single(path.split('?')[1] ?? '');
export const formOf = ({ body }: AwsRequest): Parameters => single(body.toString('utf8'));

export function cookieOf({ headers }: AwsRequest, name: string): string | undefined {
  const cookies = (headers.cookie ?? '').split(';').map((each) => each.trim());
  return cookies.find((each) => each.startsWith(`${name}=`))?.slice(name.length + 1);
}
