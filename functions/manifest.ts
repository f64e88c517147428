/**
 * What is deployed: each function with its entry, limits and the names of the environment it reads.
 * `infra` gives every name its value; `functions/config` refuses to start when one is missing.
 */
export const environmentNames = [
  'STAGE',
  'BOOKS_CLUSTER_ARN',
  'BOOKS_SECRET_ARN',
  'BOOKS_DATABASE',
  'BOOKS_HOST',
  'BOOKS_PORT',
  'BOOKS_TLS',
  'CACHE_HOST',
  'CACHE_PORT',
  'CACHE_TLS',
  'SESSIONS_TABLE',
  'LOG_TABLE',
  'SNAPSHOTS_TABLE',
  'REPORTS_TABLE',
  'DRAFTS_TABLE',
  'IMPORTS_TABLE',
  'ROOTS_TABLE',
  'USER_POOL_ID',
  'USER_POOL_CLIENT_ID',
  'API_CLIENT_ID',
  'AUTH_ORIGIN',
  'STAFF_PASSWORDS',
  'SIGNING_SECRET_ARN',
  'EDGE_SECRET_ARN',
  'PASS_SECRET_ARN',
  'BANK_ORIGIN',
  'CLASSIC_ORIGIN',
  'EDGE_TOKEN',
  'REPORT_QUEUE_URL',
  'IMPORT_QUEUE_URL',
  'EVENTS_QUEUE_URL',
  'DAY_QUEUE_URL',
  'FILES_QUEUE_URL',
  'FILES_BUCKET',
  'PERSONAL_KEY_ARN',
  'API_ORIGIN',
  'SITE_ORIGIN',
  'SIGN_IN_ORIGINS',
  'STYLE_SHEET',
] as const;
export type EnvironmentName = (typeof environmentNames)[number];

export interface FunctionSpec {
  /** Source file from the repository root; exports `handler`. */
  readonly entry: string;
  /** `zip`: an esbuild bundle. `image`: the same bundle in a container image. */
  readonly packaging: 'zip' | 'image';
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  /** Only functions that use Redis or `pg` pay for a network interface in the VPC. */
  readonly inVpc: boolean;
  readonly environment: readonly EnvironmentName[];
  /** Files of packages that are deployed beside the bundle, in `assets/`. */
  readonly assets?: readonly string[];
}

const booksByDataApi = ['BOOKS_CLUSTER_ARN', 'BOOKS_SECRET_ARN', 'BOOKS_DATABASE'] as const;
const booksByProxy = ['BOOKS_HOST', 'BOOKS_PORT', 'BOOKS_TLS', 'BOOKS_SECRET_ARN', 'BOOKS_DATABASE'] as const;
const cache = ['CACHE_HOST', 'CACHE_PORT', 'CACHE_TLS'] as const;
const chain = [
  'BANK_ORIGIN',
  'LOG_TABLE',
  'SESSIONS_TABLE',
  'SIGNING_SECRET_ARN',
  'EDGE_SECRET_ARN',
  'PASS_SECRET_ARN',
] as const;
/** What PDF is set in. */
const typefaces = [
  '@fontsource/source-sans-3/files/source-sans-3-latin-400-normal.woff',
  '@fontsource/source-sans-3/files/source-sans-3-latin-600-normal.woff',
  '@fontsource/source-serif-4/files/source-serif-4-latin-400-normal.woff',
  '@fontsource/source-serif-4/files/source-serif-4-latin-600-normal.woff',
] as const;
const identity = ['USER_POOL_ID', 'USER_POOL_CLIENT_ID', 'API_CLIENT_ID'] as const;

export const functionManifest = {
  api: {
    entry: 'functions/handlers/api.lambda.ts',
    packaging: 'zip',
    memoryMb: 512,
    timeoutSeconds: 29,
    inVpc: true,
    environment: [
      ...chain,
      ...identity,
      ...booksByDataApi,
      ...cache,
      'SNAPSHOTS_TABLE',
      'REPORTS_TABLE',
      'DRAFTS_TABLE',
      'IMPORTS_TABLE',
      'ROOTS_TABLE',
      'REPORT_QUEUE_URL',
      'IMPORT_QUEUE_URL',
      'DAY_QUEUE_URL',
      'STAGE',
      'PERSONAL_KEY_ARN',
    ],
    assets: typefaces,
  },
  auth: {
    entry: 'functions/handlers/auth.lambda.ts',
    packaging: 'zip',
    memoryMb: 512,
    timeoutSeconds: 15,
    inVpc: true,
    environment: [
      ...chain,
      ...identity,
      ...booksByDataApi,
      ...cache,
      'AUTH_ORIGIN',
      'CLASSIC_ORIGIN',
      'STAFF_PASSWORDS',
    ],
  },
  health: {
    entry: 'functions/handlers/health.lambda.ts',
    packaging: 'zip',
    memoryMb: 256,
    timeoutSeconds: 10,
    inVpc: true,
    environment: ['LOG_TABLE', 'SESSIONS_TABLE', 'EDGE_SECRET_ARN', ...booksByDataApi, ...cache],
  },
  docs: {
    entry: 'functions/handlers/docs.lambda.ts',
    packaging: 'zip',
    memoryMb: 256,
    timeoutSeconds: 10,
    inVpc: false,
    environment: [],
    assets: [
      'swagger-ui-dist/swagger-ui.css',
      'swagger-ui-dist/swagger-ui-bundle.js',
      'swagger-ui-dist/favicon-32x32.png',
    ],
  },
  'outbox-relay': {
    entry: 'functions/handlers/outbox-relay.lambda.ts',
    packaging: 'zip',
    memoryMb: 256,
    timeoutSeconds: 50,
    inVpc: true,
    environment: [...booksByProxy, 'EVENTS_QUEUE_URL', 'FILES_QUEUE_URL'],
  },
  sealer: {
    entry: 'functions/handlers/sealer.lambda.ts',
    packaging: 'zip',
    memoryMb: 256,
    timeoutSeconds: 55,
    inVpc: true,
    environment: [...booksByProxy, 'ROOTS_TABLE'],
  },
  'snapshot-writer': {
    entry: 'functions/handlers/snapshot-writer.lambda.ts',
    packaging: 'zip',
    memoryMb: 256,
    timeoutSeconds: 30,
    inVpc: true,
    environment: [...booksByProxy, 'SNAPSHOTS_TABLE'],
  },
  planner: {
    entry: 'functions/handlers/planner.lambda.ts',
    packaging: 'zip',
    memoryMb: 256,
    timeoutSeconds: 30,
    inVpc: false,
    environment: ['REPORT_QUEUE_URL', 'REPORTS_TABLE', 'DAY_QUEUE_URL'],
  },
  'report-worker': {
    entry: 'functions/handlers/report-worker.lambda.ts',
    packaging: 'zip',
    memoryMb: 1024,
    timeoutSeconds: 30,
    inVpc: true,
    environment: [...booksByProxy, 'REPORT_QUEUE_URL', 'REPORTS_TABLE'],
  },
  'file-keeper': {
    entry: 'functions/handlers/file-keeper.lambda.ts',
    packaging: 'zip',
    memoryMb: 1024,
    timeoutSeconds: 120,
    inVpc: true,
    environment: [...booksByProxy, 'FILES_QUEUE_URL', 'FILES_BUCKET'],
    assets: typefaces,
  },
  'day-worker': {
    entry: 'functions/handlers/day-worker.lambda.ts',
    packaging: 'zip',
    memoryMb: 512,
    timeoutSeconds: 300,
    inVpc: true,
    environment: [...booksByProxy, 'DAY_QUEUE_URL'],
  },
  'import-worker': {
    entry: 'functions/handlers/import-worker.lambda.ts',
    packaging: 'zip',
    memoryMb: 512,
    timeoutSeconds: 120,
    inVpc: true,
    environment: [...booksByProxy, 'IMPORTS_TABLE'],
  },
  ssr: {
    entry: 'ssr/handler.lambda.ts',
    packaging: 'image',
    memoryMb: 512,
    timeoutSeconds: 15,
    inVpc: false,
    environment: ['API_ORIGIN', 'EDGE_TOKEN', 'SITE_ORIGIN', 'SIGN_IN_ORIGINS', 'STYLE_SHEET'],
  },
} as const satisfies Record<string, FunctionSpec>;

export type FunctionName = keyof typeof functionManifest;

/** Where sessions lie, and what is kept of the people who have them. */
export const sessionsTable = (stage: string): string => `ledgerbank-${stage}-sessions`;

/** The security log. */
export const logTable = (stage: string): string => `ledgerbank-${stage}-log`;

/** Who is in this security group may reach that database: where tunnels of the console begin. */
export const consoleGroup = (stage: string): string => `ledgerbank-${stage}-console`;

/** What the user pool is called. */
export const userPoolName = (stage: string): string => `ledgerbank-${stage}`;

/** Where the jobs of reports lie. */
export const reportsTable = (stage: string): string => `ledgerbank-${stage}-reports`;

/** Where imports, the texts of their files and the results of their lines lie. */
export const importsTable = (stage: string): string => `ledgerbank-${stage}-imports`;

/** Where the blocks of the books are published. */
export const blockRootsTable = (stage: string): string => `ledgerbank-${stage}-block-roots`;

/** Role of the one function that may put files of filed reports. Named, because their bucket names it before it is made. */
export const keeperRole = (stage: string): string => `ledgerbank-${stage}-file-keeper`;

/** Where files of filed reports are kept. With the account, because names of buckets are the world's. */
export const filesBucket = (stage: string, account: string): string =>
  `ledgerbank-${stage}-report-files-${account}`;
