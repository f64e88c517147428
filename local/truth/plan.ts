import * as z from 'zod';
import { isReportKind } from '../../functions/domain/report.ts';
import type { FunctionName } from '../../functions/manifest.ts';
import type { Assembly } from '../assembly/assembly.ts';
import {
  type Appointment,
  eventSent,
  outboxScheduled,
  dayEnded,
  filesAnnounced,
  importRequested,
  keepingScheduled,
  reportRequested,
  reportScheduled,
  sealingScheduled,
  tickSent,
} from './effect-probes.ts';
import type { Removal } from './removals.ts';
import type { Probe } from './probe.ts';
import { routeProbes } from './route-probes.ts';

export interface NamedProbe {
  readonly name: string;
  readonly run: Probe;
}

/** All probes, and which of them is likeliest to notice a removal. */
export interface Plan {
  readonly probes: readonly NamedProbe[];
  likeliest(removal: Removal): NamedProbe | undefined;
}

const getAtt = z
  .object({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) })
  .transform((each) => each['Fn::GetAtt'][0]);
const ref = z.object({ Ref: z.string() }).transform((each) => each.Ref);
const mappingSchema = z.object({ EventSourceArn: getAtt, FunctionName: ref });
const functionSchema = z.object({ FunctionName: z.string() });
const scheduleSchema = z.object({
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z.string(),
  Target: z.object({ Input: z.string().optional() }),
});
const tickSchema = z.object({ kind: z.string() });

interface Declared {
  readonly logicalId: string;
  readonly properties: unknown;
}

function ofType({ stacks }: Assembly, type: string): Declared[] {
  return stacks
    .flatMap(({ template }) => Object.entries(template.Resources))
    .filter(([, resource]) => resource.Type === type)
    .map(([logicalId, { Properties }]) => ({ logicalId, properties: Properties }));
}

/** The queue that feeds a function of the manifest. */
function queueOf(assembly: Assembly, name: FunctionName): string {
  const declared = ofType(assembly, 'AWS::Lambda::Function').find(({ properties }) =>
    functionSchema.safeParse(properties).data?.FunctionName.endsWith(`-${name}`),
  );
  const mappings = ofType(assembly, 'AWS::Lambda::EventSourceMapping').map(({ properties }) =>
    mappingSchema.parse(properties),
  );
  const queue = mappings.find(({ FunctionName }) => FunctionName === declared?.logicalId)?.EventSourceArn;
  if (!queue) throw new Error(`No queue feeds the function ${name}.`);
  return queue;
}

function tableNamed(assembly: Assembly, name: string): string {
  const table = ofType(assembly, 'AWS::DynamoDB::GlobalTable').find(({ logicalId }) =>
    logicalId.startsWith(name),
  );
  if (!table) throw new Error(`There is no table ${name}.`);
  return table.logicalId;
}

const functionProbes = [
  ['sealing', sealingScheduled],
  ['keeping', keepingScheduled],
] as const;

function scheduleProbe({ logicalId, properties }: Declared): NamedProbe {
  const { ScheduleExpression, ScheduleExpressionTimezone, Target } = scheduleSchema.parse(properties);
  const appointment: Appointment = { expression: ScheduleExpression, timeZone: ScheduleExpressionTimezone };
  const input: unknown = Target.Input === undefined ? undefined : JSON.parse(Target.Input);
  const kind = tickSchema.safeParse(input).data?.kind;
  if (kind === undefined) {
    const [, run = outboxScheduled] = functionProbes.find(([prefix]) => logicalId.startsWith(prefix)) ?? [];
    return { name: logicalId, run: run(appointment) };
  }
  if (!isReportKind(kind))
    throw new Error(`Schedule ${logicalId} ticks for a ${kind}, of which there is no report.`);
  return { name: logicalId, run: reportScheduled(kind, appointment) };
}

/** The probe that runs a function, and with it the environment the function reads at its cold start. */
const probeOfFunction: Readonly<Record<FunctionName, string>> = {
  api: 'GET /api/v1/session',
  auth: 'POST /auth/password',
  health: 'GET /api/health/ready',
  docs: 'GET /api/openapi.json',
  ssr: 'ANY /',
  planner: 'a tick',
  'report-worker': 'a report request',
  'snapshot-writer': 'an event',
  'outbox-relay': 'outbox',
  sealer: 'sealing',
  'import-worker': 'an import',
  'day-worker': 'the end of a day',
  'file-keeper': 'files of a report',
};

function probeName({ kind, label, logicalId }: Removal): string {
  if (kind === 'route') return label;
  if (kind === 'schedule') return logicalId;
  const named = Object.entries(probeOfFunction).find(([name]) =>
    kind === 'variable'
      ? label.split(' ')[0]?.endsWith(`-${name}`)
      : label.startsWith(name.replaceAll('-', '')),
  );
  return named?.[1] ?? '';
}

/** The probes for these templates. A route without one is no reason to stop: its removal will go unnoticed. */
export function planFor(assembly: Assembly): Plan {
  const known = [...routeProbes].flatMap(([name, run]) => (run ? [{ name, run }] : []));
  const probes = [
    ...known,
    { name: 'a tick', run: tickSent(queueOf(assembly, 'planner')) },
    { name: 'a report request', run: reportRequested(queueOf(assembly, 'report-worker')) },
    { name: 'an import', run: importRequested },
    { name: 'the end of a day', run: dayEnded },
    { name: 'files of a report', run: filesAnnounced(queueOf(assembly, 'file-keeper')) },
    {
      name: 'an event',
      run: eventSent(queueOf(assembly, 'snapshot-writer'), tableNamed(assembly, 'snapshots')),
    },
    ...ofType(assembly, 'AWS::Scheduler::Schedule').map(scheduleProbe),
  ];
  return {
    probes,
    likeliest: (removal) => {
      const name = probeName(removal);
      return (
        probes.find((probe) => probe.name === name) ?? probes.find((probe) => probe.name.startsWith(name))
      );
    },
  };
}
