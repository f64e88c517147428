export interface SsrConfig {
  /** Scheme, host and port of the API as consumers reach it. */
  readonly apiOrigin: string;
  /** What the CDN shows us, so that nobody walks around its web ACL. */
  readonly edgeToken: string;
  /** Scheme, host and port under which browsers know this site. */
  readonly siteOrigin: string;
  /** Origins that a form of ours may be led to: the user pool's pages and the providers behind them. */
  readonly signInOrigins: readonly string[];
  /** Path of the one style sheet, which the CDN serves. */
  readonly styleSheet: string;
}

const names = ['API_ORIGIN', 'EDGE_TOKEN', 'SITE_ORIGIN', 'STYLE_SHEET', 'SIGN_IN_ORIGINS'] as const;

/** @throws Error that names what is missing */
export function readConfig(source: NodeJS.ProcessEnv = process.env): SsrConfig {
  const missing = names.filter((name) => !source[name]);
  if (missing.length > 0) throw new Error(`The environment has no ${missing.join(', ')}.`);
  const [apiOrigin = '', edgeToken = '', siteOrigin = '', styleSheet = '', signIn = ''] = names.map(
    (name) => source[name],
  );
  return { apiOrigin, edgeToken, siteOrigin, styleSheet, signInOrigins: signIn.split(' ') };
}
