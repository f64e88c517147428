import { randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { AwsError } from '../service.ts';
import type { PasswordHash, PasswordPolicy } from './model.ts';

const derive = promisify<string, Buffer, number, Buffer>(scrypt);
const hashBytes = 32;
const longest = 256;

/** Throws InvalidPasswordException with the first rule of the policy that the password breaks. */
export function checkPolicy(policy: PasswordPolicy, password: string): void {
  const rules: [boolean, string][] = [
    [password.length >= policy.MinimumLength, 'Password not long enough'],
    [password.length <= longest, 'Password too long'],
    [!policy.RequireUppercase || /\p{Lu}/u.test(password), 'Password must have uppercase characters'],
    [!policy.RequireLowercase || /\p{Ll}/u.test(password), 'Password must have lowercase characters'],
    [!policy.RequireNumbers || /\d/.test(password), 'Password must have numeric characters'],
    [!policy.RequireSymbols || /[^\p{L}\d\s]/u.test(password), 'Password must have symbol characters'],
  ];
  const broken = rules.find(([kept]) => !kept);
  if (broken)
    throw new AwsError('InvalidPasswordException', `Password did not conform with policy: ${broken[1]}`);
}

export async function hashPassword(password: string): Promise<PasswordHash> {
  const salt = randomBytes(16);
  const hash = await derive(password, salt, hashBytes);
  return { salt: salt.toString('base64'), hash: hash.toString('base64') };
}

/** Whether the password is right. Where there is none to compare with, the work and the time are the same. */
export async function verifyPassword(password: string, kept: PasswordHash | undefined): Promise<boolean> {
  const salt = kept ? Buffer.from(kept.salt, 'base64') : randomBytes(16);
  const expected = kept ? Buffer.from(kept.hash, 'base64') : randomBytes(hashBytes);
  const actual = await derive(password, salt, hashBytes);
  return timingSafeEqual(actual, expected) && kept !== undefined;
}

const classes = ['ABCDEFGHJKLMNPQRSTUVWXYZ', 'abcdefghijkmnopqrstuvwxyz', '23456789', '!#%+=?@_'];

/** A random password that meets any policy of this length. */
export function generatePassword({ MinimumLength }: PasswordPolicy): string {
  const length = Math.max(MinimumLength, 12);
  const pick = (from: string): string => from.charAt(randomInt(from.length));
  const characters = classes.map(pick);
  while (characters.length < length) characters.push(pick(classes.join('')));
  for (let last = characters.length - 1; last > 0; last -= 1) {
    const other = randomInt(last + 1);
    [characters[last], characters[other]] = [characters[other] ?? '', characters[last] ?? ''];
  }
  return characters.join('');
}
