import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import * as z from 'zod';
import { ownProcessorSeconds, processorSeconds } from './processes.ts';
import { loadName } from './server.ts';

/** What a run cost and what its connections waited for. */
export interface Observed<T> {
  readonly result: T;
  readonly cost: Cost;
}

export interface Cost {
  readonly seconds: number;
  /** Processor cores in use, on average; undefined where the system doesn't tell. */
  readonly serverCores: number | undefined;
  readonly generatorCores: number;
  readonly walBytes: number;
  /** Shares of the samples of busy connections, by what they waited for; `running` for none. Largest first. */
  readonly waits: readonly { readonly name: string; readonly share: number }[];
}

const sampleEveryMs = 100;

/** Runs the work while sampling pg_stat_activity, and reads the meters before and after. */
export async function observe<T>(admin: Client, work: () => Promise<T>): Promise<Observed<T>> {
  const before = await meters(admin);
  const sampler = sampleWaits(admin);
  const [result, waits] = await Promise.all([work().finally(sampler.stop), sampler.shares()]);
  const after = await meters(admin);
  const seconds = after.at - before.at;
  const { server } = before;
  return {
    result,
    cost: {
      seconds,
      serverCores:
        server === undefined || after.server === undefined ? undefined : (after.server - server) / seconds,
      generatorCores: (after.generator - before.generator) / seconds,
      walBytes: after.wal - before.wal,
      waits,
    },
  };
}

interface Meters {
  readonly at: number;
  readonly server: number | undefined;
  readonly generator: number;
  readonly wal: number;
}

const position = z.object({ wal: z.coerce.number(), pid: z.coerce.number() });

async function meters(admin: Client): Promise<Meters> {
  const { rows } = await admin.query(`
    SELECT pg_current_wal_lsn() - '0/0' AS wal,
      split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int AS pid`);
  const { wal, pid } = position.parse(rows[0]);
  return {
    at: performance.now() / 1000,
    server: processorSeconds(pid),
    generator: ownProcessorSeconds(),
    wal,
  };
}

const sample = z.object({ wait: z.string(), busy: z.coerce.number() });

interface Sampler {
  readonly stop: () => void;
  readonly shares: () => Promise<Cost['waits']>;
}

function sampleWaits(admin: Client): Sampler {
  const busyBy = new Map<string, number>();
  const stopping = new AbortController();
  const sampling = (async () => {
    while (!stopping.signal.aborted) {
      const { rows } = await admin.query(
        `SELECT coalesce(wait_event_type || ' ' || wait_event, 'running') AS wait, count(*) AS busy
         FROM pg_stat_activity
         WHERE application_name = $1 AND state = 'active' AND wait_event_type IS DISTINCT FROM 'Client' GROUP BY 1`,
        [loadName],
      );
      for (const row of rows) {
        const { wait, busy } = sample.parse(row);
        busyBy.set(wait, (busyBy.get(wait) ?? 0) + busy);
      }
      await sleep(sampleEveryMs);
    }
  })();
  return {
    stop: () => {
      stopping.abort();
    },
    async shares() {
      await sampling;
      const all = [...busyBy.values()].reduce((sum, busy) => sum + busy, 0);
      return [...busyBy]
        .map(([name, busy]) => ({ name, share: busy / all }))
        .sort((one, other) => other.share - one.share);
    },
  };
}

/** One line: processors, WAL for each unit done, and the three largest waits. */
export function costLine(
  { serverCores, generatorCores, seconds, walBytes, waits }: Cost,
  units: number,
): string {
  const cores = serverCores === undefined ? 'unknown' : serverCores.toFixed(2);
  const share = (part: number): string => `${Math.round(part * 100)} %`;
  const largest = waits.slice(0, 3).map(({ name, share: part }) => `${name} ${share(part)}`);
  return [
    `cores: server ${cores}, generator ${generatorCores.toFixed(2)}`,
    `WAL ${Math.round(walBytes / Math.max(units, 1))} bytes each, ${(walBytes / seconds / 1e6).toFixed(1)} MB/s`,
    `connections: ${largest.join(', ')}`,
  ].join('; ');
}
