export interface SsrConfig {
  /** Scheme, host and port of the API as consumers reach it. */
  readonly apiOrigin: string;
}

/** @throws Error that names what is missing */
export function readConfig(source: NodeJS.ProcessEnv = process.env): SsrConfig {
  const apiOrigin = source['API_ORIGIN'];
  if (!apiOrigin) throw new Error('The environment has no API_ORIGIN.');
  return { apiOrigin };
}
