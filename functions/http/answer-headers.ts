import type { Request } from '@middy/core';
import type { BankAnswer, BankEvent, Check } from './state.ts';

/** On every answer, errors included: nothing is cached, framed, sniffed, or read by another origin. */
const always: Record<string, string> = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
};

function add(request: Request<BankEvent, BankAnswer>): void {
  const { traceId, answerHeaders } = request.event.bank;
  const answer = request.response ?? {};
  request.response = {
    ...answer,
    headers: { ...always, ...answerHeaders, ...answer.headers, 'trace-id': traceId },
  };
}

export const answerHeaders: Check = { after: add, onError: add };
