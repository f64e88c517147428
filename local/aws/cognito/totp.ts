import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const stepMs = 30_000;

/** A new secret of 160 bits in Base32, as authenticators take it. */
export function newTotpSecret(): string {
  return Array.from(randomBytes(32), (byte) => alphabet[byte & 31] ?? 'A').join('');
}

function bytesOf(secret: string): Buffer {
  const bits = Array.from(secret, (letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

/** The six digits of RFC 6238 for a step of half a minute. */
export function totpCode(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', bytesOf(secret)).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 15;
  return String((mac.readUInt32BE(offset) & 0x7fff_ffff) % 1_000_000).padStart(6, '0');
}

export const totpStep = (at: Date): number => Math.floor(at.getTime() / stepMs);

/**
 * The step whose code was given: this one or its neighbours, and later than any used before, so that a code is good
 * once. Undefined for a wrong one.
 */
export function matchingStep(
  secret: string,
  code: string,
  { now, after }: { readonly now: Date; readonly after: number },
): number | undefined {
  const step = totpStep(now);
  return [step - 1, step, step + 1].find((each) => each > after && same(totpCode(secret, each), code));
}

function same(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
