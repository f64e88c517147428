import type { CognitoMessage } from '../../aws/cognito/options.ts';
import { forwardPage } from './forward-page.ts';
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

/** What a browser or a program may send here; nothing of an AWS API is among it. */
const passed = new Set(['accept', 'authorization', 'content-type', 'cookie', 'user-agent']);
const isSignature = (name: string, value: string): boolean =>
  name === 'authorization' && !/^(Basic|Bearer) /i.test(value);

/**
 * The domain of the user pool: its hosted pages, its token endpoint, and the keys of its tokens. Nothing signed is
 * passed on: calls of the AWS APIs have no business on the public port.
 */
export function userPoolDomain(awsEndpoint: string): HttpHandler {
  const port = Number(new URL(awsEndpoint).port);
  return async (request) => {
    const isToken = request.method === 'POST' && request.path === '/oauth2/token';
    if (request.method !== 'GET' && !isToken)
      return html(405, '<title>Sign in</title><p>Nothing like this can be sent here.</p>');
    const kept = Object.entries(request.headers).filter(
      ([name, value]) => passed.has(name) && !isSignature(name, value),
    );
    const answer = await forwardPage(port, { ...request, headers: Object.fromEntries(kept) });
    // Whatever is no page of the pool, the endpoint of AWS takes for a call without signature.
    return answer.status === 403 ? html(404, '<title>Sign in</title><p>There is no such page.</p>') : answer;
  };
}

/** The providers outside the bank, and the mailbox where their letters would arrive. */
export function outsideHost(providersPort: number, messages: readonly CognitoMessage[]): HttpHandler {
  const letters = mailbox(messages);
  return (request) => (request.path === '/' ? letters(request) : forwardPage(providersPort, request));
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
