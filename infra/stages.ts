import * as z from 'zod';

export const stageNames = ['local', 'dev', 'staging', 'prod'] as const;
export type StageName = (typeof stageNames)[number];

const stageSchema = z.strictObject({
  account: z.string().regex(/^\d{12}$/),
  // CloudFront takes its certificates and web ACLs from us-east-1 only, so everything lives there.
  region: z.literal('us-east-1'),
  domain: z.string(),
  scheme: z.enum(['http', 'https']),
  hostedZoneId: z.string(),
  /** Swagger page and reflection; where false, their routes are not synthesized at all. */
  docs: z.boolean(),
  /** Customers’ data outlives the stack. */
  retainData: z.boolean(),
  /**
   * How long files of filed reports can't be deleted: by nobody at all (COMPLIANCE), or by those alone who have a right of their
   * own for it (GOVERNANCE).
   */
  fileRetention: z.strictObject({
    mode: z.enum(['COMPLIANCE', 'GOVERNANCE']),
    days: z.number().int().min(1),
  }),
  natGateways: z.number().int().min(1),
  aurora: z.strictObject({ minCapacity: z.number(), maxCapacity: z.number(), readers: z.number().int() }),
  minify: z.boolean(),
  /** Inside the VPC everything speaks TLS; on the laptop nothing does. */
  tls: z.boolean(),
  /** The laptop invents the secrets that identity providers would hand out. */
  inventProviderSecrets: z.boolean(),
  /** Whether staff may sign in by a password of the user pool; elsewhere the bank's directory alone lets them in. */
  staffPasswords: z.boolean(),
  directoryIssuer: z.url(),
  /** Where Login with Amazon shows its pages. */
  amazonOrigin: z.url(),
});
export type StageConfig = z.output<typeof stageSchema> & { readonly name: StageName; readonly port: number };

const small = {
  natGateways: 1,
  aurora: { minCapacity: 0.5, maxCapacity: 2, readers: 0 },
  fileRetention: { mode: 'GOVERNANCE', days: 1 },
} as const;
const cloud = {
  region: 'us-east-1',
  scheme: 'https',
  minify: true,
  tls: true,
  inventProviderSecrets: false,
  staffPasswords: false,
  amazonOrigin: 'https://www.amazon.com',
} as const;

const stages: Record<StageName, z.input<typeof stageSchema>> = {
  local: {
    ...small,
    region: 'us-east-1',
    scheme: 'http',
    minify: false,
    tls: false,
    inventProviderSecrets: true,
    staffPasswords: true,
    account: '000000000000',
    domain: 'bank.localhost',
    hostedZoneId: 'Z0000000LOCAL',
    docs: true,
    retainData: false,
    directoryIssuer: 'http://idp.localhost/directory',
    amazonOrigin: 'http://idp.localhost',
  },
  dev: {
    ...cloud,
    ...small,
    account: '111111111111',
    domain: 'dev.bank.example',
    hostedZoneId: 'Z0000000000DEV',
    docs: true,
    retainData: false,
    staffPasswords: true,
    directoryIssuer: 'https://directory.dev.bank.example',
  },
  staging: {
    ...cloud,
    ...small,
    account: '222222222222',
    domain: 'staging.bank.example',
    hostedZoneId: 'Z00000000STAGE',
    docs: false,
    retainData: false,
    directoryIssuer: 'https://directory.staging.bank.example',
  },
  prod: {
    ...cloud,
    account: '333333333333',
    domain: 'bank.example',
    hostedZoneId: 'Z000000000PROD',
    docs: false,
    retainData: true,
    natGateways: 2,
    aurora: { minCapacity: 2, maxCapacity: 64, readers: 1 },
    // Seven years, leap days included: the choice of the bank (decision 0035).
    fileRetention: { mode: 'COMPLIANCE', days: 2557 },
    directoryIssuer: 'https://directory.bank.example',
  },
};

export function isStageName(name: string): name is StageName {
  return stageNames.some((stage) => stage === name);
}

/**
 * The checked configuration of a stage.
 * @param port where the local stack listens; the cloud ignores it
 */
export function stageConfig(name: string, port = 8080): StageConfig {
  if (!isStageName(name)) throw new Error(`Unknown stage "${name}". Use one of ${stageNames.join(', ')}.`);
  const config = stageSchema.parse(stages[name]);
  if (name !== 'local') return { ...config, name, port };
  // The providers of the laptop share its one port.
  const here = (url: string): string => url.replace('idp.localhost', `idp.localhost:${port}`);
  const { directoryIssuer, amazonOrigin } = config;
  return { ...config, directoryIssuer: here(directoryIssuer), amazonOrigin: here(amazonOrigin), name, port };
}

export interface Hosts {
  readonly bank: string;
  readonly classic: string;
  readonly api: string;
  readonly auth: string;
}

/** Host names without port, as certificates and CloudFront aliases want them. */
export function hostsOf(config: StageConfig): Hosts {
  const { domain } = config;
  return { bank: domain, classic: `classic.${domain}`, api: `api.${domain}`, auth: `auth.${domain}` };
}

/** The origin (scheme, host and, locally, port) a browser or a server uses for a host. */
export function originOf(config: StageConfig, host: string): string {
  return config.name === 'local' ? `${config.scheme}://${host}:${config.port}` : `${config.scheme}://${host}`;
}
