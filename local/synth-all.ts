import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stageNames } from '../infra/stages.ts';

// Every stage must synthesize without the network and without credentials.
const failed = stageNames.filter((stage) => {
  const output = mkdtempSync(join(tmpdir(), `ledgerbank-${stage}-`));
  const { status, stderr } = spawnSync('cdk', ['synth', '-q', '-c', `stage=${stage}`, '-o', output], {
    encoding: 'utf8',
    env: { ...process.env, CDK_DISABLE_VERSION_CHECK: '1', CDK_DISABLE_CLI_TELEMETRY: '1' },
  });
  rmSync(output, { recursive: true, force: true });
  console.log(`${stage}: ${status === 0 ? 'synthesized' : `failed\n${stderr}`}`);
  return status !== 0;
});
process.exit(failed.length === 0 ? 0 : 1);
