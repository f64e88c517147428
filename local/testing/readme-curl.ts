import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../config.ts';

const execute = promisify(execFile);

/**
 * The commands of a block of the README, each as one may type it, for a bank on this port.
 * @param after how the line before the block ends
 */
export function curlCommands(port: number, after = 'With curl:'): string[] {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const [, following = ''] = readme.split(`${after}\n\n\`\`\`sh\n`);
  const [block = ''] = following.split('```');
  return block
    .replaceAll('localhost:8080', `localhost:${port}`)
    .replaceAll(/(\\|\|)\n\s*/g, (_match, end: string) => (end === '|' ? '| ' : ' '))
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
}

/** What the command prints, run by a shell with these variables. @param cwd where it leaves files */
export async function runCommand(
  command: string,
  variables: Record<string, string> = {},
  cwd?: string,
): Promise<string> {
  const environment = { env: { ...process.env, ...variables } };
  const options = cwd === undefined ? environment : { ...environment, cwd };
  const { stdout } = await execute('bash', ['-c', command], options);
  return stdout;
}
