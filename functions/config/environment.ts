import type { EnvironmentName } from '../manifest.ts';

/** What the Lambda runtime gives every function beside its own environment. */
export interface RuntimeEnvironment {
  readonly region: string;
  /** Where AWS is, when it is not AWS itself; the SDK reads the same name by itself. */
  readonly awsEndpoint: string | undefined;
  /** Where browsers find S3, when functions reach it under a name that only they know. */
  readonly s3LinkEndpoint: string | undefined;
}

/**
 * The named environment, checked once at the cold start.
 * @throws Error that lists every missing name
 */
export function readEnvironment<const N extends EnvironmentName>(
  names: readonly N[],
  source: NodeJS.ProcessEnv = process.env,
): Record<N, string> {
  const missing = names.filter((name) => !source[name]);
  if (missing.length > 0) throw new Error(`The environment has no ${missing.join(', ')}.`);
  const entries = names.map((name) => [name, source[name] ?? '']);
  return Object.fromEntries(entries) as Record<N, string>;
}

export function readRuntime(source: NodeJS.ProcessEnv = process.env): RuntimeEnvironment {
  return {
    region: source['AWS_REGION'] ?? 'us-east-1',
    awsEndpoint: source['AWS_ENDPOINT_URL'],
    s3LinkEndpoint: source['S3_LINK_ENDPOINT_URL'],
  };
}
