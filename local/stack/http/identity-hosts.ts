import type { CognitoMessage } from '../../aws/cognito/options.ts';
import type { HttpHandler, HttpResponse } from './message.ts';

const policy = "default-src 'none'; frame-ancestors 'none'";

function html(status: number, body: string): HttpResponse {
  const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy };
  return {
    status,
    headers,
    body: Buffer.from(`<!doctype html><html lang="en"><meta charset="utf-8">${body}</html>`),
  };
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string): string => text.replace(/[&<>"]/g, (character) => escapes[character] ?? '');

/**
 * The domain of the user pool: what Cognito publishes without a signature, such as the keys of its tokens. Only
 * reading, and nothing signed, is passed on: calls of the AWS APIs have no business on the public port.
 */
export function userPoolDomain(awsEndpoint: string): HttpHandler {
  return async ({ method, path }) => {
    if (method !== 'GET') return html(405, '<title>Sign in</title><p>Nothing can be sent here.</p>');
    const answer = await fetch(new URL(path, awsEndpoint));
    if (!answer.ok) return html(404, '<title>Sign in</title><p>There is no such page.</p>');
    const headers = { 'content-type': answer.headers.get('content-type') ?? 'application/json' };
    return { status: 200, headers, body: Buffer.from(await answer.arrayBuffer()) };
  };
}

/** What the cloud would send by e-mail, newest first. */
export function mailbox(messages: readonly CognitoMessage[]): HttpHandler {
  return ({ path }) => {
    if (path !== '/')
      return Promise.resolve(html(404, '<title>Mailbox</title><p>There is no such page.</p>'));
    const letters = messages
      .toReversed()
      .map(
        ({ to, subject, text }) =>
          `<article><h2>${escape(subject)}</h2><p>To ${escape(to)}</p><pre>${escape(text)}</pre></article>`,
      );
    const content = letters.length > 0 ? letters.join('') : '<p>Nothing has been sent yet.</p>';
    return Promise.resolve(html(200, `<title>Mailbox</title><h1>Mailbox</h1>${content}`));
  };
}
