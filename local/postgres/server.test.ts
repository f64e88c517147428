import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
  chmodSync,
} from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { deleteHome } from './home.ts';
import { isRoot } from './run-as.ts';
import { startPostgres, type PostgresServer } from './server.ts';

let parent: string;
let dataDir: string;
const running: PostgresServer[] = [];

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'ledgerbank-pg-'));
  chmodSync(parent, 0o755);
  dataDir = join(parent, 'postgres');
});

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
  deleteHome(dataDir);
  rmSync(parent, { recursive: true, force: true });
});

async function start(port = 0): Promise<PostgresServer> {
  const server = await startPostgres({ dataDir, port, durable: false });
  running.push(server);
  return server;
}

async function stopAll(): Promise<void> {
  for (const server of running.splice(0)) await server.close();
}

async function ask(
  server: PostgresServer,
  query: string,
  password = server.superuser.password,
): Promise<unknown> {
  const { host, port, superuser } = server;
  const client = new Client({ host, port, user: superuser.user, password, database: 'postgres' });
  await client.connect();
  try {
    const { rows } = await client.query<{ answer: unknown }>(query);
    return rows[0]?.answer;
  } finally {
    await client.end();
  }
}

describe('An embedded Postgres', () => {
  it('is a Postgres 17 in UTC with durable writes unless told otherwise', async () => {
    const server = await startPostgres({ dataDir });
    running.push(server);
    expect(await ask(server, "SELECT current_setting('server_version') AS answer")).toMatch(/^17\./);
    expect(await ask(server, "SELECT current_setting('timezone') AS answer")).toBe('UTC');
    expect(await ask(server, "SELECT current_setting('fsync') AS answer")).toBe('on');
  });

  it('keeps its data and its password over a restart', async () => {
    const before = await start();
    await ask(before, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await stopAll();
    const after = await start();
    expect(after.superuser).toEqual(before.superuser);
    expect(await ask(after, 'SELECT answer FROM kept')).toBe(42);
  });

  it('lets nobody in without the password, which only its owner can read', async () => {
    const server = await start();
    await expect(ask(server, 'SELECT 1 AS answer', 'guess')).rejects.toThrow(
      'password authentication failed',
    );
    expect(statSync(join(dataDir, 'superuser.password')).mode & 0o777).toBe(0o600);
    expect(statSync(join(dataDir, 'pgdata')).mode & 0o777).toBe(0o700);
  });

  it('takes the port it is given, and says so when that is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    await expect(start(port)).rejects.toThrow(`Port ${port} is taken.`);
    other.close();
    await once(other, 'close');
    expect((await start(port)).port).toBe(port);
  });
});

describe('A data directory', () => {
  it('of another Postgres version is refused', async () => {
    mkdirSync(join(dataDir, 'pgdata'), { recursive: true });
    writeFileSync(join(dataDir, 'pgdata', 'PG_VERSION'), '14\n');
    await expect(start()).rejects.toThrow(
      'was made by Postgres 14; this is Postgres 17. Throw the local state away',
    );
  });

  it('that holds something else is refused', async () => {
    mkdirSync(join(dataDir, 'pgdata', 'photos'), { recursive: true });
    await expect(start()).rejects.toThrow('is not a Postgres data directory. Move it away');
  });

  it('without its password file is refused', async () => {
    await start();
    await stopAll();
    rmSync(join(dataDir, 'superuser.password'));
    await expect(start()).rejects.toThrow('superuser.password is missing, so nobody can sign in');
  });

  it('that is a file is refused', async () => {
    writeFileSync(dataDir, 'not a directory');
    await expect(start()).rejects.toThrow(/can't be (opened|read)|is not a directory/);
  });

  it('that links to a directory which is gone is refused, until a reset clears it', async () => {
    symlinkSync(join(parent, 'gone'), dataDir);
    await expect(start()).rejects.toThrow('is not a directory, or links to one that is gone');
    deleteHome(dataDir);
    expect(await ask(await start(), 'SELECT 1 AS answer')).toBe(1);
  });

  it('is gone after a reset, with what it links to', async () => {
    mkdirSync(join(parent, 'elsewhere'));
    symlinkSync(join(parent, 'elsewhere'), dataDir);
    await start();
    await stopAll();
    deleteHome(dataDir);
    expect([existsSync(dataDir), existsSync(join(parent, 'elsewhere'))]).toEqual([false, false]);
  });

  it('whose initdb was interrupted is made again', async () => {
    mkdirSync(join(dataDir, 'pgdata.partial', 'base'), { recursive: true });
    writeFileSync(join(dataDir, 'pgdata.partial', 'PG_VERSION'), '17\n');
    const server = await start();
    expect(await ask(server, 'SELECT 1 AS answer')).toBe(1);
    expect(existsSync(join(dataDir, 'pgdata.partial'))).toBe(false);
  });

  const asRoot = isRoot() ? it : it.skip;

  asRoot('below a private home of root lives elsewhere, behind a link', async () => {
    chmodSync(parent, 0o700);
    const server = await start();
    expect(lstatSync(dataDir).isSymbolicLink()).toBe(true);
    expect(await ask(server, 'SELECT 1 AS answer')).toBe(1);
  });
});

describe('When the process that started it is killed', () => {
  const starter = `
    import { startPostgres } from ${JSON.stringify(fileURLToPath(new URL('server.ts', import.meta.url)))};
    const server = await startPostgres({ dataDir: process.argv[1], durable: false });
    console.log(server.port);
    setInterval(() => {}, 1000);`;

  async function startElsewhere(): Promise<{ child: ChildProcess; serverPid: number }> {
    const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', starter, dataDir], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    const pidFile = readFileSync(join(dataDir, 'pgdata', 'postmaster.pid'), 'utf8');
    return { child, serverPid: Number.parseInt(pidFile, 10) };
  }

  it('the server stops too, and the next start finds the data', async () => {
    const { child, serverPid } = await startElsewhere();
    await expect(start()).rejects.toThrow(
      `is in use by process ${child.pid} (its Postgres is process ${serverPid}).`,
    );
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await ask(await start(), 'SELECT 1 AS answer')).toBe(1);
  });

  const onLinux = process.platform === 'linux' ? it : it.skip;

  onLinux('together with the keeper of the server, the next start stops what was left', async () => {
    const { child, serverPid } = await startElsewhere();
    const [keeper] = childrenOf(child.pid ?? 0);
    const reader = childrenOf(keeper ?? 0).filter((pid) => pid !== serverPid);
    for (const pid of [...reader, keeper, child.pid]) process.kill(pid ?? 0, 'SIGKILL');
    await once(child, 'exit');
    const server = await start();
    expect(await ask(server, 'SELECT 1 AS answer')).toBe(1);
    expect(() => process.kill(serverPid, 0)).toThrow('ESRCH');
  });
});

/** Linux only. */
function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number);
}

describe('A pid file left behind', () => {
  it.each([
    ['that names no process', 4_194_303],
    ['that names some other process', process.pid],
  ])('%s does not keep the server from starting', async (_what, pid) => {
    await start();
    await stopAll();
    writeFileSync(
      join(dataDir, 'pgdata', 'postmaster.pid'),
      `${pid}\n${join(dataDir, 'pgdata')}\n0\n5432\n\n127.0.0.1\n`,
    );
    expect(await ask(await start(), 'SELECT 1 AS answer')).toBe(1);
  });
});
