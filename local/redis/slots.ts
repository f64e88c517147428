import type { Arguments } from './command.ts';
import { RedisError } from './reply.ts';

export const slotCount = 16_384;

/** The cluster slot of a key: CRC16 of what stands in its first braces, or of all of it. */
export function slotOf(key: Buffer): number {
  return crc16(hashed(key)) % slotCount;
}

function hashed(key: Buffer): Buffer {
  const open = key.indexOf('{');
  const close = open < 0 ? -1 : key.indexOf('}', open);
  return close > open + 1 ? key.subarray(open + 1, close) : key;
}

/** CRC-16/XMODEM, the one the cluster specification names. */
function crc16(bytes: Buffer): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1) & 0xffff;
  }
  return crc;
}

/** Refuses keys of different slots, which in a cluster may be on different machines. */
export function requireOneSlot(keys: Arguments): void {
  if (new Set(keys.map(slotOf)).size > 1) {
    throw new RedisError("CROSSSLOT Keys in request don't hash to the same slot");
  }
}
