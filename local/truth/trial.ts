import { PurgeQueueCommand } from '@aws-sdk/client-sqs';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Assembly } from '../assembly/assembly.ts';
import { bankHost, type LocalConfig, readConfig } from '../config.ts';
import type { SeededSignIn } from '../seed/demo.ts';
import { closers } from '../stack/closers.ts';
import { deploy, type Deployment } from '../stack/deploy.ts';
import { byHost } from '../stack/http/hosts.ts';
import { startPublicServer } from '../stack/http/server.ts';
import { type Plant, startPlant } from '../stack/plant.ts';
import { provision, type Provisioned } from '../stack/provision/provision.ts';
import { migrateBooks, openBooks } from '../stack/run/books.ts';
import { seed } from '../stack/run/demo.ts';
import { type Cast, gatherCast, lastDay, type World } from './world.ts';

/** One plant on which assemblies are deployed one after the other. */
export interface Trial {
  readonly port: number;
  /** Deploys in the place of what ran before; messages left over from that are thrown away. */
  deploy(assembly: Assembly): Promise<void>;
  /** The world as it is for one probe. */
  world(): World;
  close(): Promise<void>;
}

interface Running {
  readonly deployment: Deployment;
  readonly provisioned: Provisioned;
}

async function purge({ backends }: Plant, { ofType }: Provisioned): Promise<void> {
  const queues = ofType('AWS::SQS::Queue').map(({ id }) => new PurgeQueueCommand({ QueueUrl: id }));
  await Promise.all(queues.map((command) => backends.sqs.send(command)));
}

function idsOf({ ofType }: Provisioned): ReadonlyMap<string, string> {
  const types = ['AWS::SQS::Queue', 'AWS::DynamoDB::GlobalTable'];
  return new Map(types.flatMap(ofType).map(({ logicalId, id }) => [logicalId, id]));
}

/** Problems that functions and queues report while nobody waits for them. */
function problemReports(): {
  readonly report: (problem: string) => void;
  readonly next: () => Promise<never>;
} {
  let reject: (reason: Error) => void = () => undefined;
  return {
    report: (problem) => {
      reject(new Error(problem));
    },
    next: () => {
      const problem = new Promise<never>((_resolve, rejectIt) => {
        reject = rejectIt;
      });
      // Most probes wait for nothing, so that nobody may be listening.
      problem.catch(() => undefined);
      return problem;
    },
  };
}

/** Starts the services on a fresh directory and a free port. */
export async function openTrial(directory: string): Promise<Trial> {
  const opened = closers();
  const server = opened.add(await startPublicServer(0, '127.0.0.1'));
  const config: LocalConfig = { ...readConfig(), port: server.port, dataDirectory: directory };
  mkdirSync(join(directory, 'aws'), { recursive: true });
  const plant = opened.add(await startPlant(config));
  const books = openBooks(plant.backends.postgres);
  opened.atEnd(() => books.end());
  const bankOrigin = new URL(`http://${bankHost}:${server.port}`);
  const problems = problemReports();
  let running: Running | undefined;
  let signIns: readonly SeededSignIn[] = [];
  let cast: Cast | undefined;
  opened.atEnd(() => running?.deployment.close());

  async function begin(provisioned: Provisioned): Promise<void> {
    await migrateBooks(plant.backends.postgres, provisioned);
    signIns = await seed({ directory, log: () => undefined }, plant.backends, provisioned);
    // Probes let schedules come due in days far ahead; the books must have reached them to report on them. Interest on the
    // way is reckoned here, or the first probe that needs it would wait for all of it.
    await books.query('SELECT bank.roll_business_date($1)', [lastDay]);
    await books.query('SELECT books.accrue_interest($1::date, $1::date - 1)', [lastDay]);
  }

  return {
    port: server.port,
    deploy: async (assembly) => {
      const provisioned = await provision(assembly, plant.backends);
      if (!running) await begin(provisioned);
      await running?.deployment.close();
      await purge(plant, provisioned);
      const deployment = await deploy({
        plant,
        assembly,
        provisioned,
        start: new Date(),
        report: problems.report,
      });
      server.answerWith(byHost(deployment.hosts, bankOrigin));
      running = { deployment, provisioned };
      cast ??= await gatherCast({ bankOrigin, signIns });
    },
    world: () => {
      if (!running || !cast) throw new Error('Nothing is deployed yet.');
      const { deployment, provisioned } = running;
      const { backends } = plant;
      const firstProblem = problems.next();
      const ids = idsOf(provisioned);
      return {
        bankOrigin,
        signIns,
        cast,
        books,
        backends,
        ids,
        scheduler: deployment.scheduler,
        firstProblem,
      };
    },
    close: () => opened.close(),
  };
}
