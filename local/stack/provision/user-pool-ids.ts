import { createHash } from 'node:crypto';
import { localRegion } from '../../aws/arns.ts';

function digest(length: number, ...names: readonly string[]): string {
  return createHash('sha256').update(names.join('/')).digest('hex').slice(0, length);
}

/** Ids that follow from names: known before a pool exists, and the same again after a reset. */
export function userPoolId(poolName: string): string {
  return `${localRegion}_${digest(9, poolName)}`;
}

export function userPoolClientId(poolId: string, clientName: string): string {
  return digest(26, poolId, clientName);
}
