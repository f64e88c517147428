import type { Client } from 'pg';
import { median } from './statistics.ts';

const commits = 200;

/** Milliseconds that one small commit takes when nobody else commits: what no single client can be faster than. */
export async function commitTime(admin: Client): Promise<number> {
  await admin.query('CREATE TABLE bench_commit (n integer)');
  const times: number[] = [];
  for (let n = 0; n < commits; n += 1) {
    const from = performance.now();
    await admin.query({ name: 'commit', text: 'INSERT INTO bench_commit VALUES ($1)', values: [n] });
    times.push(performance.now() - from);
  }
  await admin.query('DROP TABLE bench_commit');
  return median(times);
}
