import { setTimeout as sleep } from 'node:timers/promises';

const patienceMs = 50_000;

/** Reads again and again until what is read will do. @throws Error with what was read last */
export async function until<T>(read: () => Promise<T>, accept: (value: T) => boolean): Promise<T> {
  for (const end = Date.now() + patienceMs; Date.now() < end;) {
    const value = await read();
    if (accept(value)) return value;
    await sleep(100);
  }
  throw new Error(`Not within ${patienceMs / 1000} seconds; last seen ${JSON.stringify(await read())}`);
}
