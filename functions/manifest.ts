/**
 * What is deployed: each function with its entry, limits and the names of the environment it reads.
 * `infra` gives every name its value; `functions/config` refuses to start when one is missing.
 */
export const environmentNames = [
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
      'PERSONAL_KEY_ARN',
    ],
    assets: [
      '@fontsource/source-sans-3/files/source-sans-3-latin-400-normal.woff',
      '@fontsource/source-sans-3/files/source-sans-3-latin-600-normal.woff',
      '@fontsource/source-serif-4/files/source-serif-4-latin-400-normal.woff',
      '@fontsource/source-serif-4/files/source-serif-4-latin-600-normal.woff',
    ],
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
    environment: [...booksByProxy, 'EVENTS_QUEUE_URL'],
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

/**
 * The queue of report requests: `infra` makes it like this, and the worker and those who show a report tell from
 * it whether another attempt will come. A killed worker's report is tried again when the visibility time-out is
 * over: six times the worker's own, as AWS advises, and no more, because somebody waits for it.
 */
export const reportQueue = {
  visibilitySeconds: 6 * functionManifest['report-worker'].timeoutSeconds,
  maxReceiveCount: 3,
} as const;

/** The queue of imports, as the queue of reports; a killed worker's file goes on where it stopped. */
export const importQueue = {
  visibilitySeconds: 6 * functionManifest['import-worker'].timeoutSeconds,
  maxReceiveCount: 3,
} as const;

/** The queue of days to be ended; a killed worker's day goes on behind the step that was done last. */
export const dayQueue = {
  visibilitySeconds: 6 * functionManifest['day-worker'].timeoutSeconds,
  maxReceiveCount: 3,
} as const;

/** The queues of a stage by name; those that keep order within a group end in `.fifo`, as SQS wants it. */
export const queueSuffixes = {
  tick: '',
  report: '.fifo',
  import: '.fifo',
  day: '.fifo',
  events: '',
} as const;
export type QueueName = keyof typeof queueSuffixes;

/** What a queue and its dead-letter queue are called, so that an operator finds them without asking the bank. */
export function queuePair(stage: string, name: QueueName): { queue: string; deadLetters: string } {
  const suffix = queueSuffixes[name];
  return {
    queue: `ledgerbank-${stage}-${name}${suffix}`,
    deadLetters: `ledgerbank-${stage}-${name}-dlq${suffix}`,
  };
}

/** New York, where the bank's day ends. */
export const bankTimeZone = 'America/New_York';

/**
 * When a tick goes on the tick queue, in the bank's time zone. The night comes after the last cut-off, on the night
 * after the day that ends; reports after it, when every channel is past its cut-off.
 */
export const tickSchedules = {
  night: 'cron(15 0 * * ? *)',
  day: 'cron(0 1 * * ? *)',
  month: 'cron(0 2 1 * ? *)',
  quarter: 'cron(30 2 1 1,4,7,10 ? *)',
  year: 'cron(0 3 1 1 ? *)',
} as const;
export type TickName = keyof typeof tickSchedules;
export const tickNames = ['night', 'day', 'month', 'quarter', 'year'] as const satisfies readonly TickName[];

/** Ticks that come by themselves. The laptop's demo bank stands at a date of its own; there, days end when somebody asks. */
export const ticksOf = (stage: string): readonly TickName[] =>
  tickNames.filter((name) => name !== 'night' || stage !== 'local');

/** Functions that a schedule calls without a queue between. */
export const functionSchedules = {
  outbox: { expression: 'rate(1 minute)', calls: 'outbox-relay' },
  sealing: { expression: 'rate(1 minute)', calls: 'sealer' },
} as const satisfies Record<string, { expression: string; calls: FunctionName }>;

/** Where the jobs of reports lie. */
export const reportsTable = (stage: string): string => `ledgerbank-${stage}-reports`;

/** Where imports, the texts of their files and the results of their lines lie. */
export const importsTable = (stage: string): string => `ledgerbank-${stage}-imports`;

/** Where the blocks of the books are published. */
export const blockRootsTable = (stage: string): string => `ledgerbank-${stage}-block-roots`;
