import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readAssembly } from '../../assembly/assembly.ts';
import { synthesize } from '../../assembly/synthesize.ts';
import { bankHost, type LocalConfig, root } from '../../config.ts';
import type { SeededSignIn } from '../../seed/demo.ts';
import { type Closers, closers } from '../closers.ts';
import { deploy, type Deployment } from '../deploy.ts';
import type { IdentityProviders } from '../../identity/providers.ts';
import { resolveLocalhostNames } from '../functions/runtime/localhost-names.ts';
import { bucketHost } from '../http/bucket-hosts.ts';
import { outsideHost, userPoolDomain } from '../http/identity-hosts.ts';
import { startHotReload } from '../http/hot-reload.ts';
import type { HttpHandler } from '../http/message.ts';
import { byHost } from '../http/hosts.ts';
import { type PublicServer, startPublicServer } from '../http/server.ts';
import { type Plant, startPlant } from '../plant.ts';
import { provision, type Provisioned } from '../provision/provision.ts';
import { consolePermissions } from '../../console/permissions.ts';
import { migrateBooks } from './books.ts';
import { openDataDirectory } from './data-directory.ts';
import { demoPassword, seed } from './demo.ts';
import { lockDirectory } from './lock.ts';
import { programOf, startOutside } from './outside.ts';

export interface Reporting {
  /** Says what has been done. */
  readonly log: (line: string) => void;
  /** Says what goes wrong where nobody waits for an answer. */
  readonly report: (problem: string) => void;
}

/** The whole stack, running. */
export interface Stack {
  readonly bankOrigin: URL;
  readonly signIns: readonly SeededSignIn[];
  /** The client with which programs get tokens. */
  readonly program: { readonly id: string; readonly secret: string };
  /** Synthesizes, migrates and deploys again; the services and their state stay. Fails without touching what runs. */
  redeploy(): Promise<void>;
  /** From now on serves the single-page bank from its sources, so that changes show at once. */
  reloadHot(): Promise<void>;
  close(): Promise<void>;
}

interface Site {
  readonly config: LocalConfig;
  readonly server: PublicServer;
  readonly plant: Plant;
  readonly reporting: Reporting;
}

interface Running {
  readonly deployment: Deployment;
  readonly providers: IdentityProviders;
  readonly provisioned: Provisioned;
}

function synthesized(config: LocalConfig): Promise<string> {
  return synthesize({ root, directory: join(config.dataDirectory, 'assembly'), port: config.port });
}

/** Makes ready what the templates need, then puts it in the place of what ran before. */
async function bringUp(site: Site, directory: string, earlier?: Running): Promise<Running> {
  const { config, plant, server, reporting } = site;
  const assembly = readAssembly(directory);
  const provisioned = await provision(assembly, plant.backends);
  reporting.log(`${assembly.stacks.length} stacks provisioned`);
  const applied = await migrateBooks(plant.backends.postgres, provisioned);
  reporting.log(applied.length > 0 ? `books migrated: ${applied.length} files` : 'books up to date');
  const deployment = await deploy({
    plant,
    assembly,
    provisioned,
    start: new Date(),
    report: reporting.report,
  });
  deployment.scheduler.follow(() => new Date(), reporting.report);
  const password = demoPassword(config.dataDirectory);
  const providers = earlier?.providers ?? (await startOutside(config, provisioned, password));
  server.answerWith(byHost(hostsOf({ deployment, providers, provisioned }, plant), bankOriginOf(config)));
  await earlier?.deployment.close();
  return { deployment, provisioned, providers };
}

/** The hosts of the templates, and those that belong to AWS and to others. */
function hostsOf(
  { deployment, providers, provisioned }: Running,
  { endpoint, sent }: Plant,
): ReadonlyMap<string, HttpHandler> {
  const buckets = provisioned.ofType('AWS::S3::Bucket').map(({ id }) => `${id}.s3.${bankHost}`);
  return new Map([
    ...deployment.hosts,
    ...buckets.map((host) => [host, bucketHost(endpoint)] as const),
    [`auth.${bankHost}`, userPoolDomain(endpoint)],
    ['idp.localhost', outsideHost(providers.port, sent)],
  ]);
}

function bankOriginOf({ port }: LocalConfig): URL {
  return new URL(`http://${bankHost}:${port}`);
}

/** Where the parts of the running stack are, for tools that talk to them. */
function describe({ config, plant, server }: Site, opened: Closers): void {
  const { postgres, redis } = plant.backends;
  const description = {
    pid: process.pid,
    port: server.port,
    awsEndpoint: plant.endpoint,
    console: plant.access.issue('console', consolePermissions),
    postgres: { host: postgres.host, port: postgres.port },
    redis: { host: redis.host, port: redis.port },
  };
  const file = join(config.dataDirectory, 'stack.json');
  // It has the console's access key.
  writeFileSync(file, `${JSON.stringify(description, null, 2)}\n`, { mode: 0o600 });
  chmodSync(file, 0o600);
  opened.atEnd(() => {
    writeFileSync(file, '{}\n');
  });
}

/** Both take seconds and need nothing of each other. */
async function synthesizeAndStart(
  config: LocalConfig,
  opened: Closers,
): Promise<{ directory: string; plant: Plant }> {
  const [directory, plant] = await Promise.allSettled([synthesized(config), startPlant(config)]);
  if (plant.status === 'fulfilled') opened.add(plant.value);
  if (plant.status === 'rejected') throw plant.reason;
  if (directory.status === 'rejected') throw directory.reason;
  return { directory: directory.value, plant: plant.value };
}

async function start(config: LocalConfig, reporting: Reporting, opened: Closers): Promise<Stack> {
  // The user pool asks the providers, and functions the user pool, under the names browsers use.
  resolveLocalhostNames();
  openDataDirectory(config.dataDirectory);
  opened.add(await lockDirectory(config.dataDirectory));
  mkdirSync(join(config.dataDirectory, 'aws'), { recursive: true, mode: 0o700 });
  const server = opened.add(await startPublicServer(config.port, config.bind));
  const { directory, plant } = await synthesizeAndStart(config, opened);
  reporting.log('templates synthesized; Postgres, Redis and AWS stand-ins started');
  const site = { config, server, plant, reporting };
  describe(site, opened);
  let running = await bringUp(site, directory);
  opened.atEnd(() => running.providers.close());
  opened.atEnd(() => running.deployment.close());
  const options = { directory: config.dataDirectory, log: reporting.log };
  const signIns = await seed(options, plant.backends, running.provisioned);
  reporting.log(`demo bank ready: ${signIns.length} people`);
  return {
    bankOrigin: bankOriginOf(config),
    signIns,
    program: programOf(running.provisioned),
    redeploy: async () => {
      running = await bringUp(site, await synthesized(config), running);
    },
    reloadHot: async () => {
      opened.add(await startHotReload(server, config));
    },
    close: () => opened.close(),
  };
}

/**
 * Starts everything on the data directory: the state of earlier starts is taken up, a start that was cut short is
 * completed.
 * @throws after stopping again whatever had started
 */
export async function startStack(config: LocalConfig, reporting: Reporting): Promise<Stack> {
  const opened = closers();
  try {
    return await start(config, reporting, opened);
  } catch (error) {
    await opened.close();
    throw error;
  }
}
