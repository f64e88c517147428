import { createHmac } from 'node:crypto';
import { BankError } from '../domain/errors.ts';
import type { PagePosition } from '../services/ports.ts';
import { sameText } from './session-token.ts';

const signatureLength = 22;
const form = /^([on])([\d.]{1,60})$/;

function sign(text: string, scope: string, key: string): string {
  return createHmac('sha256', key)
    .update(`cursor:${scope}:${text}`)
    .digest('base64url')
    .slice(0, signatureLength);
}

/**
 * An opaque cursor, bound to the list it came from.
 * @param scope operation and object, so that a cursor of one list is refused by another
 */
export function writeCursor(position: PagePosition, scope: string, key: string): string {
  const text = `${position.towards === 'older' ? 'o' : 'n'}${position.key}`;
  return `${Buffer.from(text).toString('base64url')}.${sign(text, scope, key)}`;
}

/** @throws BankError `cursor-invalid` for anything we did not sign for this list */
export function readCursor(cursor: string, scope: string, key: string): PagePosition {
  const [body = '', signature = '', ...rest] = cursor.split('.');
  const text = Buffer.from(body, 'base64url').toString('utf8');
  const match = form.exec(text);
  // Decoding is lenient; only the very text that we wrote counts.
  const written = Buffer.from(text).toString('base64url');
  if (!match || rest.length > 0 || body !== written || !sameText(signature, sign(text, scope, key))) {
    throw new BankError('cursor-invalid', 'Start again without a cursor, or use one from this list.');
  }
  return { towards: match[1] === 'o' ? 'older' : 'newer', key: match[2] ?? '' };
}
