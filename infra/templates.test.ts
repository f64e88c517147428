import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { App, Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { routeList } from '../functions/contract/routes.ts';
import { functionManifest, type FunctionName, type FunctionSpec } from '../functions/manifest.ts';
import { reportQueue } from '../functions/manifest-queues.ts';
import { addBank } from './bank-app.ts';
import { edgeFunction } from './bundle.ts';
import { ReportOnlyNag } from './nag.ts';
import { buildSite, type Site } from './site.ts';
import { stageConfig, stageNames, type StageName } from './stages.ts';

const outdirs: string[] = [];

function synthesize(stage: StageName): { templates: Map<string, Template>; outdir: string; site: Site } {
  const outdir = mkdtempSync(join(tmpdir(), `ledgerbank-${stage}-`));
  outdirs.push(outdir);
  const app = new App({ outdir });
  const config = stageConfig(stage);
  const site = buildSite(join(outdir, 'bundles'), config);
  addBank(app, config, site);
  if (stage !== 'local') Validations.of(app).addPlugins(new ReportOnlyNag(app));
  const stacks = app.synth().stacks;
  const parts = stacks.map(
    (stack) =>
      [
        stack.stackName.split('-').at(-1) ?? '',
        Template.fromJSON(JSON.parse(JSON.stringify(stack.template)) as Record<string, unknown>),
      ] as const,
  );
  return { templates: new Map(parts), outdir, site };
}

let local: Map<string, Template>;
let prod: Map<string, Template>;
let prodOutdir: string;
let prodSite: Site;

beforeAll(() => {
  local = synthesize('local').templates;
  ({ templates: prod, outdir: prodOutdir, site: prodSite } = synthesize('prod'));
}, 120_000);
afterAll(() => {
  for (const outdir of outdirs) rmSync(outdir, { recursive: true, force: true });
});

const of = (stage: Map<string, Template>, stack: string): Template => {
  const template = stage.get(stack);
  if (!template) throw new Error(`There is no stack ${stack}`);
  return template;
};
interface Resource {
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
}
const all = (stage: Map<string, Template>, type: string): Resource[] =>
  [...stage.values()].flatMap((template) => Object.values(template.findResources(type)) as Resource[]);
/** What the policy of a function's role allows. */
function statementsOf(name: string): { Action: string | string[]; Resource: unknown }[] {
  const policies = all(prod, 'AWS::IAM::Policy').filter(({ Properties }) =>
    String(Properties['PolicyName']).startsWith(`${name}ServiceRole`),
  );
  expect(policies.length).toBe(1);
  return policies.flatMap(
    ({ Properties }) =>
      (Properties['PolicyDocument'] as { Statement: { Action: string | string[]; Resource: unknown }[] })
        .Statement,
  );
}
const routeKeys = (stage: Map<string, Template>): string[] =>
  (Object.values(of(stage, 'api').findResources('AWS::ApiGatewayV2::Route')) as Resource[]).map(
    ({ Properties }) => String(Properties['RouteKey']),
  );

describe('every stage', () => {
  it('has the seven stacks', () => {
    expect(new Set(prod.keys())).toEqual(
      new Set(['network', 'data', 'identity', 'api', 'reporting', 'web', 'ssr']),
    );
  });

  it('routes exactly the operations of the contract', () => {
    expect(routeKeys(prod).sort()).toEqual(routeList.map(({ method, path }) => `${method} ${path}`).sort());
  });

  it('gives each function exactly the environment the manifest names', () => {
    const functions = all(local, 'AWS::Lambda::Function').filter(
      ({ Properties }) => 'FunctionName' in Properties,
    );
    expect(functions.length).toBe(Object.keys(functionManifest).length);
    for (const { Properties } of functions) {
      const name = String(Properties['FunctionName']).replace('ledgerbank-local-', '') as FunctionName;
      const { Variables = {} } = (Properties['Environment'] ?? {}) as { Variables?: object };
      const spec: FunctionSpec = functionManifest[name];
      expect([name, ...Object.keys(Variables).sort()]).toEqual([name, ...[...spec.environment].sort()]);
      expect(Properties['Timeout']).toBe(spec.timeoutSeconds);
    }
  });

  it('gives no function a variable that its code does not read', () => {
    for (const [name, spec] of Object.entries<FunctionSpec>(functionManifest)) {
      // Reads none, and is not part of prod.
      if (name === 'docs') continue;
      const code = readFileSync(join(prodOutdir, 'bundles', name, 'index.mjs'), 'utf8');
      for (const variable of spec.environment) {
        // The server-rendered site lists the names it reads; the others know every name and read some.
        const read = name === 'ssr' ? new RegExp(`"${variable}"`) : new RegExp(`\\.${variable}\\b`);
        expect([name, variable, read.test(code)]).toEqual([name, variable, true]);
      }
    }
  });

  it('lets the functions add to the security log and read it, and change nothing in it', () => {
    const policies = JSON.stringify(all(prod, 'AWS::IAM::Policy').map(({ Properties }) => Properties));
    const statements = [
      ...policies.matchAll(
        /\{"Action":(?:"[^"]*"|\[[^\]]*\]),"Effect":"Allow","Resource":[^}]*log[A-F0-9]{8}[^}]*\}/g,
      ),
    ].map(([text]) => text);
    expect(statements.length).toBeGreaterThan(0);
    for (const statement of statements) expect(statement).toMatch(/"Action":"dynamodb:(PutItem|Query)"/);
  });

  it('names what a function may do with a table, one action after the other', () => {
    const statements = all(prod, 'AWS::IAM::Policy').flatMap(
      ({ Properties }) =>
        (Properties['PolicyDocument'] as { Statement: { Action: string | string[] }[] }).Statement,
    );
    const actions = statements.flatMap(({ Action }) => Action).filter((each) => each.startsWith('dynamodb:'));
    expect(actions.length).toBeGreaterThan(0);
    expect(
      actions.filter((each) => each.includes('*') || /Scan|DeleteTable|DescribeTable/.test(each)),
    ).toEqual([]);
  });

  it('has all the services the bank is made of', () => {
    for (const type of [
      'AWS::RDS::DBCluster',
      'AWS::RDS::DBProxy',
      'AWS::DynamoDB::GlobalTable',
      'AWS::ElastiCache::ServerlessCache',
      'AWS::SQS::Queue',
      'AWS::Scheduler::Schedule',
      'AWS::KMS::Key',
      'AWS::SecretsManager::Secret',
      'AWS::Cognito::UserPool',
      'AWS::CloudFront::Distribution',
      'AWS::S3::Bucket',
      'AWS::WAFv2::WebACL',
      'AWS::ApiGatewayV2::Api',
    ])
      expect([type, all(prod, type).length > 0]).toEqual([type, true]);
    expect(all(prod, 'AWS::RDS::DBCluster')[0]?.Properties).toMatchObject({
      EnableHttpEndpoint: true,
      StorageEncrypted: true,
      DeletionProtection: true,
    });
    const providers = all(prod, 'AWS::Cognito::UserPoolIdentityProvider').map(
      ({ Properties }) => Properties['ProviderType'],
    );
    expect(providers.sort()).toEqual(['LoginWithAmazon', 'OIDC']);
  });

  it('ends poison of every queue that is worked on in a dead-letter queue', () => {
    const sources = all(prod, 'AWS::Lambda::EventSourceMapping');
    expect(sources.length).toBe(6);
    for (const { Properties } of sources)
      expect(Properties['FunctionResponseTypes']).toEqual(['ReportBatchItemFailures']);
    const queues = all(prod, 'AWS::SQS::Queue').map(({ Properties }) => Properties);
    expect(queues.filter((queue) => 'RedrivePolicy' in queue).length).toBe(6);
    expect(queues.length).toBe(12);
  });

  it('lets the API read and empty dead letters alone, and send to the queues they came from', () => {
    const queues = new Map(
      Object.entries(of(prod, 'reporting').findResources('AWS::SQS::Queue') as Record<string, Resource>).map(
        ([id, { Properties }]) => [id, String(Properties['QueueName']).replace('ledgerbank-prod-', '')],
      ),
    );
    const statements = statementsOf('api').filter(({ Action }) => [Action].flat()[0]?.startsWith('sqs:'));
    const allowed = new Map<string, Set<string>>();
    for (const { Action, Resource: target } of statements) {
      const [id] = [...queues.keys()].filter((each) => JSON.stringify(target).includes(each));
      const name = queues.get(id ?? '') ?? JSON.stringify(target);
      allowed.set(name, new Set([...(allowed.get(name) ?? []), ...[Action].flat()]));
    }
    const look = ['sqs:GetQueueAttributes', 'sqs:GetQueueUrl'];
    const move = ['sqs:DeleteMessage', 'sqs:ListMessageMoveTasks', 'sqs:ReceiveMessage'];
    const expected = (name: string): string[] =>
      name.includes('-dlq') ? [...look, ...move, 'sqs:StartMessageMoveTask'] : [...look, 'sqs:SendMessage'];
    expect(new Map([...allowed].map(([name, actions]) => [name, [...actions].sort()]))).toEqual(
      new Map([...queues.values()].map((name) => [name, expected(name).sort()])),
    );
  });

  it('gives reports as many attempts as those who show them count on', () => {
    const [report] = all(prod, 'AWS::SQS::Queue').filter(
      ({ Properties }) => Properties['FifoQueue'] === true && 'RedrivePolicy' in Properties,
    );
    expect(report?.Properties).toMatchObject({
      VisibilityTimeout: 6 * functionManifest['report-worker'].timeoutSeconds,
      RedrivePolicy: { maxReceiveCount: reportQueue.maxReceiveCount },
    });
  });

  it('lets nobody reach an API but through the CDN', () => {
    for (const { Properties } of all(prod, 'AWS::ApiGatewayV2::Api'))
      expect(Properties['DisableExecuteApiEndpoint']).toBe(true);
    for (const { Properties } of all(prod, 'AWS::CloudFront::Distribution')) {
      expect(Properties['DistributionConfig']).toMatchObject({ WebACLId: expect.anything() as unknown });
    }
  });

  it('stops floods before any function runs, and lets the bodies through that routes take', () => {
    const [acl] = all(prod, 'AWS::WAFv2::WebACL');
    const rules = acl?.Properties['Rules'] as {
      Name: string;
      Priority: number;
      Action?: object;
      Statement: object;
    }[];
    expect(new Set(rules.map(({ Priority }) => Priority)).size).toBe(rules.length);
    const [signIns, everything] = rules;
    const answer = {
      Block: {
        CustomResponse: { ResponseCode: 429, ResponseHeaders: [{ Name: 'retry-after', Value: '300' }] },
      },
    };
    expect([signIns?.Action, everything?.Action]).toEqual([answer, answer]);
    expect(signIns?.Statement).toMatchObject({
      RateBasedStatement: {
        Limit: 300,
        ScopeDownStatement: { ByteMatchStatement: { SearchString: '/auth/' } },
      },
    });
    expect(everything?.Statement).toMatchObject({
      RateBasedStatement: { Limit: 15_000, AggregateKeyType: 'IP' },
    });
    const common = rules.find(({ Name }) => Name === 'AWSManagedRulesCommonRuleSet');
    expect(common?.Statement).toMatchObject({
      ManagedRuleGroupStatement: {
        RuleActionOverrides: [{ Name: 'SizeRestrictions_BODY', ActionToUse: { Count: {} } }],
      },
    });
  });

  it('lets the keeper put files, the API read them, and nobody delete or unlock them', () => {
    const actions = (name: string): string[] => statementsOf(name).flatMap(({ Action }) => Action);
    const ofS3 = (name: string): string[] => actions(name).filter((action) => action.startsWith('s3:'));
    expect(ofS3('filekeeper').join()).toBe('s3:PutObject,s3:GetObject,s3:GetObjectRetention,s3:ListBucket');
    expect(ofS3('api')).toEqual(['s3:GetObjectVersion', 's3:ListBucket']);
    const others = all(prod, 'AWS::IAM::Policy')
      .filter(({ Properties }) => !/^(filekeeper|api|CustomCDK)/.test(String(Properties['PolicyName'])))
      .map(({ Properties }) => JSON.stringify(Properties));
    expect(others.filter((policy) => policy.includes('"s3:'))).toEqual([]);
  });

  it('holds no secret in its templates, and lets no function read the login of the console', () => {
    const text = [...prod.values()].map((template) => JSON.stringify(template.toJSON())).join('');
    expect(text).toContain('{{resolve:secretsmanager:');
    expect(text).not.toMatch(/"(ClientSecret|client_secret|Password)":"(?!\{\{resolve)/);
    expect(JSON.stringify(all(prod, 'AWS::IAM::Policy'))).not.toContain('booksconsole');
  });
});

describe('the files of the sites', () => {
  const deployments = (stack: string): Record<string, unknown>[] =>
    Object.values(
      of(prod, stack).findResources('Custom::CDKBucketDeployment') as Record<string, Resource>,
    ).map(({ Properties }) => Properties);

  it('are kept for a year where a hash names them, and asked for again where not', () => {
    expect(deployments('web')).toEqual([
      expect.objectContaining({
        Exclude: ['index.html', 'assets/favicon.svg', 'assets/staff/*'],
        DestinationBucketKeyPrefix: 'public',
        SystemMetadata: { 'cache-control': 'public, max-age=31536000, immutable' },
      }),
      expect.objectContaining({
        Exclude: ['*'],
        Include: ['index.html', 'assets/favicon.svg'],
        DestinationBucketKeyPrefix: 'public',
        SystemMetadata: { 'cache-control': 'no-cache' },
      }),
      expect.objectContaining({
        Exclude: ['*'],
        Include: ['assets/staff/*'],
        DestinationBucketKeyPrefix: 'staff',
        SystemMetadata: { 'cache-control': 'private, max-age=31536000, immutable' },
      }),
    ]);
  });

  interface Behavior {
    readonly PathPattern?: string;
    readonly TargetOriginId: string;
    readonly FunctionAssociations?: { EventType: string; FunctionARN: { 'Fn::GetAtt': [string] } }[];
  }
  interface Distribution {
    readonly Origins: { Id: string; OriginPath?: string }[];
    readonly CacheBehaviors: Behavior[];
    readonly DefaultCacheBehavior: Behavior;
  }
  const distribution = (): Distribution => {
    const [cdn] = Object.values(of(prod, 'web').findResources('AWS::CloudFront::Distribution')) as Resource[];
    return (cdn?.Properties ?? {})['DistributionConfig'] as Distribution;
  };

  it('of staff lie where only the behaviour behind the gate begins', () => {
    const { Origins, CacheBehaviors, DefaultCacheBehavior } = distribution();
    const folders = new Map(Origins.map(({ Id, OriginPath }) => [Id, OriginPath]));
    const places = [DefaultCacheBehavior, ...CacheBehaviors].map(
      ({ PathPattern = '*', TargetOriginId }) => [PathPattern, folders.get(TargetOriginId)] as const,
    );
    expect(places).toContainEqual(['*', '/public']);
    expect(places.filter(([, folder]) => folder === '/staff')).toEqual([['/assets/staff/*', '/staff']]);
  });

  it('of staff lie behind the gate, whose key is in no template', () => {
    const [gated] = distribution().CacheBehaviors.filter(
      ({ PathPattern }) => PathPattern === '/assets/staff/*',
    );
    const [gate] = gated?.FunctionAssociations ?? [];
    expect(gate?.EventType).toBe('viewer-request');
    const { Resources } = of(prod, 'web').toJSON() as { Resources: Record<string, Resource> };
    expect(Resources[gate?.FunctionARN['Fn::GetAtt'][0] ?? '']?.Properties).toMatchObject({
      FunctionCode: edgeFunction('staff-gate.js'),
      FunctionConfig: { KeyValueStoreAssociations: [expect.anything()] },
    });
    const [store] = all(prod, 'AWS::CloudFront::KeyValueStore');
    expect(store?.Properties).not.toHaveProperty('ImportSource');
  });

  it('give the server-rendered site the style sheet of the other, and none of its scripts', () => {
    const included = deployments('ssr').flatMap(({ Include }) => Include);
    expect(included).toEqual(['assets/*.css', 'assets/*.woff2', 'assets/favicon.svg']);
    const [handler] = Object.values(
      of(prod, 'ssr').findResources('AWS::Lambda::Function', {
        Properties: { FunctionName: 'ledgerbank-prod-ssr' },
      }) as Record<string, Resource>,
    );
    expect(handler?.Properties['Environment']).toMatchObject({
      Variables: { STYLE_SHEET: prodSite.styleSheet },
    });
    expect(existsSync(join(prodSite.folder, prodSite.styleSheet))).toBe(true);
  });

  it('come from private buckets only', () => {
    for (const { Properties } of all(prod, 'AWS::S3::Bucket'))
      expect(Properties['PublicAccessBlockConfiguration']).toMatchObject({ BlockPublicPolicy: true });
  });
});

describe('the documents of the API', () => {
  it('30: are routed where they belong and do not exist elsewhere', () => {
    expect(routeKeys(local)).toContain('GET /api/docs');
    expect(JSON.stringify(of(prod, 'api').toJSON())).not.toMatch(/swagger|\/api\/docs|openapi/i);
  });
});

describe('the gateway (security test 30)', () => {
  it('30: lets no other origin read an answer, and takes no method or path that the contract does not name', () => {
    for (const { Properties } of all(prod, 'AWS::ApiGatewayV2::Api'))
      expect(Properties).not.toHaveProperty('CorsConfiguration');
    expect(routeKeys(prod).filter((key) => /^(ANY|OPTIONS|\$default)|\+\}/.test(key))).toEqual([]);
  });
});

describe('cdk-nag', () => {
  it('reports and lets the synthesis pass', () => {
    const findings = JSON.parse(readFileSync(join(prodOutdir, 'nag-report.json'), 'utf8')) as unknown[];
    expect(findings.length).toBeGreaterThan(0);
  });
});

describe('the configuration of a stage', () => {
  it('refuses a stage that does not exist', () => {
    expect(() => stageConfig('production')).toThrow('Use one of local, dev, staging, prod');
  });
  it('lets staff in by password on the laptop and in dev alone', () => {
    expect(stageNames.filter((stage) => stageConfig(stage).staffPasswords)).toEqual(['local', 'dev']);
    const [auth] = all(prod, 'AWS::Lambda::Function').filter(
      ({ Properties }) => Properties['FunctionName'] === 'ledgerbank-prod-auth',
    );
    expect(auth?.Properties['Environment']).toMatchObject({ Variables: { STAFF_PASSWORDS: 'false' } });
  });
  it('keeps the data of prod and invents provider secrets on the laptop only', () => {
    expect([stageConfig('prod').retainData, stageConfig('prod').inventProviderSecrets]).toEqual([
      true,
      false,
    ]);
    expect([stageConfig('local').retainData, stageConfig('local').inventProviderSecrets]).toEqual([
      false,
      true,
    ]);
  });
});
