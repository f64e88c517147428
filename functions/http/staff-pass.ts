import { createHmac } from 'node:crypto';
import type { Role } from '../domain/permissions.ts';
import type { Clock } from '../services/ports.ts';
import { clearCookie, passCookie, sameText, setCookie } from './session-token.ts';
import type { BankAnswer, BankEvent, Check } from './state.ts';

/** So long the CDN gives out the code of staff screens without asking again: what a revocation takes to reach it. */
const lifeSeconds = 900;
/** With less than this left, the next answer brings a new one. */
const renewSeconds = 600;

/** What the CDN checks (`infra/edge/staff-gate.js`): when it ends, in seconds since 1970 UTC, and an HMAC of that. */
export function staffPass(key: string, endsAtSeconds: number): string {
  return `${endsAtSeconds}.${createHmac('sha256', key).update(String(endsAtSeconds)).digest('hex')}`;
}

const isStaff = (roles: readonly Role[]): boolean => roles.some((role) => role !== 'customer');

function passIn(cookies: readonly string[] = []): string | undefined {
  const prefix = `${passCookie}=`;
  return cookies.find((each) => each.startsWith(prefix))?.slice(prefix.length);
}

interface PassPorts {
  readonly clock: Clock;
  readonly passKey: () => Promise<string>;
}

/** The cookie that this answer has to set, if any: staff are given a pass, of others it is taken. */
async function passFor(event: BankEvent, { clock, passKey }: PassPorts): Promise<string | undefined> {
  const { session, viewer, operationId } = event.bank;
  const held = passIn(event.cookies);
  const mayHold = session !== undefined && isStaff(session.principal.roles) && operationId !== 'signOut';
  if (!mayHold) return held === undefined ? undefined : clearCookie(passCookie);
  const now = Math.floor(clock.now() / 1000);
  if (viewer?.site !== 'bank') return undefined;
  const key = await passKey();
  if (held !== undefined && isFresh(held, key, now)) return undefined;
  return setCookie(staffPass(key, now + lifeSeconds), lifeSeconds, passCookie);
}

/** What the CDN would not take, or for longer than we give it, is replaced, whatever end it names. */
function isFresh(held: string, key: string, nowSeconds: number): boolean {
  const endsAt = Number(held.split('.')[0]);
  const left = endsAt - nowSeconds;
  return left > renewSeconds && left <= lifeSeconds && sameText(held, staffPass(key, endsAt));
}

/**
 * Gives sessions of staff the pass with which the CDN lets them have the code of staff screens. The data behind
 * those screens is another matter: each call is allowed or refused by itself.
 */
export function staffPasses(ports: PassPorts): Check {
  return {
    after: async (request) => {
      const cookie = await passFor(request.event, ports);
      if (cookie === undefined) return;
      const answer: BankAnswer = request.response ?? {};
      request.response = { ...answer, cookies: [...(answer.cookies ?? []), cookie] };
    },
  };
}
