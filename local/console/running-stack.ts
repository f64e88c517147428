import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { LocalConfig } from '../config.ts';

const stackSchema = z.object({
  pid: z.number(),
  awsEndpoint: z.string(),
  console: z.object({ accessKeyId: z.string(), secretAccessKey: z.string(), sessionToken: z.string() }),
});

/** Where the AWS of the stack that runs on the data directory is, and the console's key to it. */
export function runningStack({ dataDirectory }: LocalConfig): z.output<typeof stackSchema> | undefined {
  const file = join(dataDirectory, 'stack.json');
  const stack = existsSync(file)
    ? stackSchema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data
    : undefined;
  return stack && isAlive(stack.pid) ? stack : undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is alive too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
