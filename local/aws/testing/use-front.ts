import { afterAll, beforeAll } from '@jest/globals';
import { localRegion } from '../arns.ts';
import { startFront } from '../front.ts';
import type { AwsFront, FrontOptions } from '../front.ts';
import type { AwsService } from '../service.ts';

interface ClientConfig {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly maxAttempts: number;
}

export interface TestFront {
  /** Settings for an SDK client that calls as `caller`. */
  config(caller?: string): ClientConfig;
  endpoint(): string;
}

/** Starts a front with these services before the tests of a file and closes both after them. */
export function useFront(
  services: () => readonly AwsService[] | Promise<readonly AwsService[]>,
  options: Omit<FrontOptions, 'services'> = {},
): TestFront {
  let front: AwsFront | undefined;
  beforeAll(async () => {
    front = await startFront({ ...options, services: await services() });
  });
  afterAll(() => front?.close());
  const endpoint = (): string => {
    if (!front) throw new Error('The front starts before the first test.');
    return front.endpoint;
  };
  return {
    endpoint,
    config: (caller = 'test') => ({
      endpoint: endpoint(),
      region: localRegion,
      credentials: { accessKeyId: caller, secretAccessKey: 'unverified' },
      maxAttempts: 1,
    }),
  };
}
