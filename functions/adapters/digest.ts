import { createHash } from 'node:crypto';
import type { Digest } from '../services/ports/imports.ts';

export const sha256: Digest = (text) => createHash('sha256').update(text).digest('hex');

export const sha256OfBytes = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
