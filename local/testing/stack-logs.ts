import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { secretList } from '../aws/secrets/store.ts';
import { expectNoSecrets, seededStreets } from './secrets-in-logs.ts';

/** Whatever a secret’s text keeps secret: all of it, or the fields of that kind. */
function valuesIn(secret: string): string[] {
  if (!secret.startsWith('{')) return [secret];
  const fields = Object.entries(JSON.parse(secret) as Record<string, unknown>);
  return fields.flatMap(([name, value]) =>
    ['password', 'key', 'token'].includes(name) && typeof value === 'string' ? [value] : [],
  );
}

/**
 * Goes through every log that a stack has written on its data directory, for everything its secrets hold, the streets of its people, and more.
 * @throws Error when a secret stands in one, or when there is nothing to look for or to look at
 */
export function expectCleanLogs(dataDirectory: string, more: readonly string[]): void {
  const secrets = secretList.parse(JSON.parse(readFileSync(join(dataDirectory, 'aws/secrets.json'), 'utf8')));
  const texts = secrets.flatMap(({ versions }) => versions.map(({ SecretString = '' }) => SecretString));
  const known = texts.flatMap((text) => (text === '' ? [] : valuesIn(text)));
  const logs = globSync('logs/*.log', { cwd: dataDirectory });
  if (known.length < 4 || logs.length < 4) throw new Error('There is nothing to look for, or to look at.');
  const lines = logs.flatMap((log) => readFileSync(join(dataDirectory, log), 'utf8').split('\n'));
  expectNoSecrets(lines, [...known, ...seededStreets, ...more]);
}
