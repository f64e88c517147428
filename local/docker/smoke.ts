import { spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from '../config.ts';

// Builds the image and tries it with everything taken away that it must not need: network, root, a writable
// file system, capabilities. The services of docker-compose.yml are not pulled here; the file is validated.
const image = 'ledgerbank:local';
const name = `ledgerbank-smoke-${process.pid}`;
const locked = ['--init', '--read-only', '--tmpfs', '/tmp', '--cap-drop', 'ALL', '--network', 'none'];
let failed = 0;

function docker(args: readonly string[], quiet = true): { ok: boolean; output: string } {
  const { status, stdout, stderr } = spawnSync('docker', args, {
    cwd: root,
    encoding: 'utf8',
    stdio: quiet ? 'pipe' : ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, DOCKER_BUILDKIT: '1' },
  });
  return { ok: status === 0, output: `${stdout}${stderr}`.trim() };
}

function report(step: string, ok: boolean, output = ''): void {
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${step}${ok || output === '' ? '' : `\n${output}`}`);
  if (!ok) failed += 1;
}

async function becomesHealthy(): Promise<boolean> {
  for (let waited = 0; waited < 150; waited += 2) {
    const { output } = docker(['inspect', '-f', '{{.State.Status}} {{.State.Health.Status}}', name]);
    if (output === 'running healthy') return true;
    if (!output.startsWith('running')) return false;
    await sleep(2000);
  }
  return false;
}

function validateCompose(): void {
  const plugin = docker(['compose', '-f', 'docker-compose.yml', 'config', '-q']);
  const { ok, output } = plugin.ok ? plugin : standaloneCompose();
  report('docker-compose.yml is valid (its images are not pulled, so it is not run)', ok, output);
}

function standaloneCompose(): { ok: boolean; output: string } {
  const { status, stderr } = spawnSync('docker-compose', ['-f', 'docker-compose.yml', 'config', '-q'], {
    cwd: root,
    encoding: 'utf8',
  });
  return { ok: status === 0, output: stderr };
}

if (!docker(['info']).ok) {
  console.log('skipped: no Docker engine answers here (docker info)');
} else {
  report(
    'the image builds',
    docker(['build', '--network', 'host', '-f', 'Dockerfile.local', '-t', image, '.'], false).ok,
  );
  const started = docker(['run', '-d', '--name', name, ...locked, image]);
  report(
    'it starts without network, root, capabilities or a writable file system',
    started.ok,
    started.output,
  );
  report('it becomes healthy', await becomesHealthy(), docker(['logs', name]).output);
  const user = docker(['exec', name, 'id', '-u']);
  report(
    `it does not run as root (user ${user.output})`,
    user.ok && /^[1-9]\d*$/.test(user.output),
    user.output,
  );
  docker(['rm', '-f', '-v', name]);
  const check = docker(['run', '--rm', ...locked, image, 'node', 'local/start.ts', '--check']);
  report('it makes the journey of --check', check.ok, check.output);
  validateCompose();
}
process.exitCode = failed === 0 ? 0 : 1;
