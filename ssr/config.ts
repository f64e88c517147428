export interface SsrConfig {
  /** Scheme, host and port of the API as consumers reach it. */
  readonly apiOrigin: string;
  /** What the CDN shows us, so that nobody walks around its web ACL. */
  readonly edgeToken: string;
}

/** @throws Error that names what is missing */
export function readConfig(source: NodeJS.ProcessEnv = process.env): SsrConfig {
  const names = ['API_ORIGIN', 'EDGE_TOKEN'] as const;
  const missing = names.filter((name) => !source[name]);
  if (missing.length > 0) throw new Error(`The environment has no ${missing.join(', ')}.`);
  return { apiOrigin: source['API_ORIGIN'] ?? '', edgeToken: source['EDGE_TOKEN'] ?? '' };
}
