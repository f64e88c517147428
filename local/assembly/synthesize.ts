import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { withOwnEnvironment } from '../config.ts';
import { fingerprint } from './fingerprint.ts';

export interface SynthesisOptions {
  /** Repository root. */
  readonly root: string;
  /** Where assemblies are kept, one folder per fingerprint. */
  readonly directory: string;
  /** Where the stack will listen; the templates of the local stage name it. */
  readonly port: number;
}

const kept = 2;
const cdkSchema = z.object({ context: z.record(z.string(), z.unknown()).default({}) });

/** The app runs without the CDK command line, which would otherwise hand over the context of cdk.json. */
function contextOf(root: string, facts: Readonly<Record<string, string>>): string {
  const file = join(root, 'cdk.json');
  const settings: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  return JSON.stringify({ ...cdkSchema.parse(settings).context, ...facts });
}

async function runApp(root: string, environment: Readonly<Record<string, string>>): Promise<void> {
  const child = spawn(process.execPath, [join(root, 'infra/app.ts')], {
    cwd: root,
    env: withOwnEnvironment(environment),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code !== 0) throw new Error(`The CDK app did not synthesize:\n${Buffer.concat(output).toString()}`);
}

function removeOld(directory: string): void {
  const folders = readdirSync(directory).map((name) => join(directory, name));
  const newestFirst = folders
    .map((folder) => ({ folder, usedAt: statSync(folder).mtimeMs }))
    .sort((a, b) => b.usedAt - a.usedAt);
  for (const { folder } of newestFirst.slice(kept)) rmSync(folder, { recursive: true, force: true });
}

/**
 * The folder of the local stage's assembly: an earlier one when nothing it is made of has changed.
 * @throws with the output of the CDK app when that fails
 */
export async function synthesize({ root, directory, port }: SynthesisOptions): Promise<string> {
  const facts = { stage: 'local', port: String(port) };
  const folder = join(directory, fingerprint(root, facts));
  if (existsSync(folder)) {
    utimesSync(folder, new Date(), new Date());
  } else {
    mkdirSync(directory, { recursive: true });
    // A synthesis that is killed half-way leaves only this folder, which the next one replaces.
    const partial = join(directory, 'unfinished');
    rmSync(partial, { recursive: true, force: true });
    await runApp(root, { CDK_OUTDIR: partial, CDK_CONTEXT_JSON: contextOf(root, facts) });
    renameSync(partial, folder);
  }
  removeOld(directory);
  return folder;
}
