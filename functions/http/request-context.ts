import { randomBytes } from 'node:crypto';
import type { Clock } from '../services/ports.ts';
import type { BankEvent, Check } from './state.ts';
import { headerOf } from './state.ts';

const traceparent = /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/;

/** Gives the request its trace id: the caller's if it is a well-formed W3C one, else a new one. */
export function requestContext(clock: Clock): Check {
  return {
    before: ({ event }) => {
      event.bank = {
        traceId: traceIdOf(event),
        startedAt: clock.now(),
        operationId: 'unknown',
        credential: 'none',
        accept: headerOf(event, 'accept'),
        answerHeaders: {},
      };
    },
  };
}

function traceIdOf(event: BankEvent): string {
  const given = traceparent.exec(headerOf(event, 'traceparent') ?? '')?.[1];
  return given !== undefined && !/^0+$/.test(given) ? given : randomBytes(16).toString('hex');
}
