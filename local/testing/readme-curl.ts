import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../config.ts';

const execute = promisify(execFile);

/** The commands of the README's section “With curl”, each as one may type it, for a bank on this port. */
export function curlCommands(port: number): string[] {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const block = /With curl:\n\n```sh\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
  return block
    .replaceAll('localhost:8080', `localhost:${port}`)
    .replaceAll(/(\\|\|)\n\s*/g, (_match, end: string) => (end === '|' ? '| ' : ' '))
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
}

/** What the command prints, run by a shell with these variables. */
export async function runCommand(command: string, variables: Record<string, string> = {}): Promise<string> {
  const { stdout } = await execute('bash', ['-c', command], { env: { ...process.env, ...variables } });
  return stdout;
}
