import type { Assembly } from '../assembly/assembly.ts';
import { apisByHost } from './api/apis.ts';
import { bucketsByDomain } from './cdn/buckets.ts';
import { distributionsByHost } from './cdn/distributions.ts';
import { type Closers, closers } from './closers.ts';
import { openFunctionLog } from './functions/function-log.ts';
import { type FunctionDefinition, functionDefinitions, reachStandIns } from './functions/functions.ts';
import { lambdaFunction, type LambdaFunction } from './functions/lambda-function.ts';
import type { HttpHandler } from './http/message.ts';
import { rolePermissions } from './permissions.ts';
import type { Plant } from './plant.ts';
import { type Principals, principalsOf } from './principals.ts';
import type { Provisioned } from './provision/provision.ts';
import { type EventSource, startEventSource } from './queues/event-source.ts';
import { eventSources } from './queues/event-sources.ts';
import { Scheduler } from '../../functions/console/schedules/scheduler.ts';
import { schedulesOf } from './schedules/schedules.ts';

/** The short-lived part of the stack: what runs from the templates, on a plant that outlives it. */
export interface Deployment {
  /** The distributions by the host names they answer to. */
  readonly hosts: ReadonlyMap<string, HttpHandler>;
  readonly functions: readonly LambdaFunction[];
  readonly scheduler: Scheduler;
  close(): Promise<void>;
}

export interface DeployOptions {
  readonly plant: Plant;
  readonly assembly: Assembly;
  readonly provisioned: Provisioned;
  /** From when schedules count. */
  readonly start: Date;
  /** Takes what goes wrong where nobody waits for an answer. */
  readonly report: (problem: string) => void;
}

interface Parts extends DeployOptions {
  readonly opened: Closers;
  readonly principals: Principals;
  readonly definitions: readonly FunctionDefinition[];
}

function startFunctions({ plant, opened, principals, definitions }: Parts): LambdaFunction[] {
  return definitions.map(({ roleArn, environment, ...definition }) => {
    const log = opened.add(openFunctionLog(plant.logDirectory, definition.name));
    const reach = reachStandIns(plant, principals.keyFor(definition.name, roleArn));
    const print = (line: string): void => {
      log.print(line);
    };
    return lambdaFunction({ ...definition, environment: { ...environment, ...reach }, print });
  });
}

function hostsOf(
  { provisioned, assembly }: Parts,
  functions: readonly LambdaFunction[],
): Deployment['hosts'] {
  const apis = apisByHost(provisioned, new Map(functions.map((each) => [each.arn, each])));
  return distributionsByHost(provisioned, new Map([...bucketsByDomain(provisioned, assembly), ...apis]));
}

function schedulerOf(
  { provisioned, principals, start }: Parts,
  functions: readonly LambdaFunction[],
): Scheduler {
  const { checkInvoke } = principals;
  const parts = { functions, checkInvoke, sqsFor: (role: string) => principals.sqsFor(role, role) };
  return new Scheduler(schedulesOf(provisioned, parts, start), start);
}

function startSources(
  { provisioned, principals, definitions, report }: Parts,
  functions: LambdaFunction[],
): EventSource[] {
  const roles = new Map(definitions.map(({ arn, roleArn }) => [arn, roleArn]));
  const sqsFor = (arn: string): ReturnType<Principals['sqsFor']> =>
    principals.sqsFor(`the event source of ${arn}`, roles.get(arn) ?? '');
  return eventSources(provisioned, { functions, sqsFor, report }).map(startEventSource);
}

function bringToLife(options: DeployOptions, opened: Closers): Deployment {
  const { plant, assembly, provisioned } = options;
  const principals = principalsOf(plant, rolePermissions(provisioned), opened);
  const parts = { ...options, opened, principals, definitions: functionDefinitions(provisioned, assembly) };
  const functions = startFunctions(parts);
  const hosts = hostsOf(parts, functions);
  const scheduler = schedulerOf(parts, functions);
  const sources = startSources(parts, functions);
  return {
    hosts,
    functions,
    scheduler,
    close: async () => {
      // Nobody hands functions new work, then they end, and what was in them goes back to its queue.
      await Promise.all([scheduler.close(), ...sources.map((source) => source.stop())]);
      await Promise.all(functions.map((each) => each.close()));
      await Promise.all(sources.map((source) => source.settled()));
      await opened.close();
    },
  };
}

/**
 * Brings functions, gateway, CDN, event sources and schedules of the templates to life. Functions start at their
 * first call; the scheduler waits to be told the time.
 * @throws for anything in the templates that refers to what is not there, or that cannot run here
 */
export async function deploy(options: DeployOptions): Promise<Deployment> {
  const opened = closers();
  try {
    return bringToLife(options, opened);
  } catch (error) {
    await opened.close();
    throw error;
  }
}
