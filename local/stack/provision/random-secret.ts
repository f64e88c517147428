import { randomInt } from 'node:crypto';
import * as z from 'zod';

/** How CloudFormation is told to make up a secret. */
export const generateSchema = z.object({
  PasswordLength: z.number().int().min(1).default(32),
  ExcludeCharacters: z.string().default(''),
  ExcludePunctuation: z.boolean().default(false),
  ExcludeNumbers: z.boolean().default(false),
  ExcludeLowercase: z.boolean().default(false),
  ExcludeUppercase: z.boolean().default(false),
  GenerateStringKey: z.string().optional(),
  SecretStringTemplate: z.string().optional(),
});
type Generate = z.output<typeof generateSchema>;

const punctuation = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';

function alphabet(options: Generate): string[] {
  const classes = [
    options.ExcludeLowercase ? '' : 'abcdefghijklmnopqrstuvwxyz',
    options.ExcludeUppercase ? '' : 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
    options.ExcludeNumbers ? '' : '0123456789',
    options.ExcludePunctuation ? '' : punctuation,
  ];
  return Array.from(classes.join('')).filter((character) => !options.ExcludeCharacters.includes(character));
}

/** A random secret: plain, or as one field of the JSON template. */
export function randomSecret(options: Generate): string {
  const characters = alphabet(options);
  const value = Array.from(
    { length: options.PasswordLength },
    () => characters[randomInt(characters.length)],
  ).join('');
  if (!options.GenerateStringKey) return value;
  const template: unknown = JSON.parse(options.SecretStringTemplate ?? '{}');
  const fields = z.record(z.string(), z.unknown()).parse(template);
  return JSON.stringify({ ...fields, [options.GenerateStringKey]: value });
}
