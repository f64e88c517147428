import { afterEach, describe, expect, it } from '@jest/globals';
import { ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deploy, type Deployment } from './deploy.ts';
import type { HttpResponse } from './http/message.ts';
import { provision, type Provisioned } from './provision/provision.ts';
import { functionFolder, sendingFunction } from './testing/test-function.ts';
import { anAssembly, usePlant } from './testing/use-plant.ts';

const plant = usePlant();
let deployment: Deployment | undefined;

afterEach(async () => {
  await deployment?.close();
  deployment = undefined;
});

interface Change {
  readonly allowed?: string;
  readonly resources?: Readonly<Record<string, unknown>>;
}

const role = (id: string, action: string, resource: unknown): Record<string, unknown> => ({
  [id]: { Type: 'AWS::IAM::Role', Properties: {} },
  [`${id}Policy`]: {
    Type: 'AWS::IAM::Policy',
    Properties: {
      Roles: [{ Ref: id }],
      PolicyDocument: { Statement: [{ Effect: 'Allow', Action: action, Resource: resource }] },
    },
  },
});

const arnOf = (logicalId: string): unknown => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });

/** A queue feeds a function that copies what it gets to another queue; an API and a schedule reach it too. */
function resources({ allowed = 'sqs:*', resources: changed = {} }: Change): Record<string, unknown> {
  return {
    inbox: { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeout: 5 } },
    outbox: { Type: 'AWS::SQS::Queue', Properties: {} },
    ...role('role', allowed, '*'),
    ...role('scheduleRole', 'lambda:InvokeFunction', arnOf('copy')),
    copy: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        FunctionName: 'copy',
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        Code: { S3Key: 'copy.zip' },
        Role: arnOf('role'),
        Timeout: 5,
        Environment: { Variables: { QUEUE_URL: { Ref: 'outbox' } } },
      },
    },
    mapping: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: { EventSourceArn: arnOf('inbox'), FunctionName: { Ref: 'copy' }, BatchSize: 1 },
    },
    tick: {
      Type: 'AWS::Scheduler::Schedule',
      Properties: {
        Name: 'tick',
        FlexibleTimeWindow: { Mode: 'OFF' },
        ScheduleExpression: 'cron(0 1 * * ? *)',
        Target: {
          Arn: arnOf('copy'),
          RoleArn: arnOf('scheduleRole'),
          Input: '{"at":"<aws.scheduler.scheduled-time>"}',
        },
      },
    },
    api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'HTTP' } },
    stage: { Type: 'AWS::ApiGatewayV2::Stage', Properties: { ApiId: { Ref: 'api' }, StageName: '$default' } },
    integration: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: {
        ApiId: { Ref: 'api' },
        IntegrationType: 'AWS_PROXY',
        IntegrationUri: arnOf('copy'),
        PayloadFormatVersion: '2.0',
      },
    },
    route: {
      Type: 'AWS::ApiGatewayV2::Route',
      Properties: {
        ApiId: { Ref: 'api' },
        RouteKey: 'POST /copies',
        Target: { 'Fn::Join': ['/', ['integrations', { Ref: 'integration' }]] },
      },
    },
    cdn: {
      Type: 'AWS::CloudFront::Distribution',
      Properties: {
        DistributionConfig: {
          Aliases: ['bank.localhost'],
          Enabled: true,
          DefaultCacheBehavior: {
            TargetOriginId: 'api',
            AllowedMethods: ['GET', 'POST'],
            CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
          },
          Origins: [
            {
              Id: 'api',
              DomainName: {
                'Fn::Select': [1, { 'Fn::Split': ['//', { 'Fn::GetAtt': ['api', 'ApiEndpoint'] }] }],
              },
            },
          ],
        },
      },
    },
    ...changed,
  };
}

interface Deployed {
  readonly provisioned: Provisioned;
  readonly problems: string[];
  readonly scheduler: Deployment['scheduler'];
}

async function deployed(change: Change = {}): Promise<Deployed> {
  const files = new Map([['copy.zip', functionFolder(sendingFunction)]]);
  const assembly = anAssembly({ resources: resources(change), files });
  const provisioned = await provision(assembly, plant().backends);
  const problems: string[] = [];
  const report = (problem: string): void => void problems.push(problem);
  const start = new Date('2026-03-01T00:00:00Z');
  deployment = await deploy({ plant: plant(), assembly, provisioned, start, report });
  return { provisioned, problems, scheduler: deployment.scheduler };
}

function urlOf({ ofType }: Provisioned, logicalId: string): string {
  return ofType('AWS::SQS::Queue').find((each) => each.logicalId === logicalId)?.id ?? '';
}

/** The next message of the outbox, or undefined when none comes. */
async function copied(provisioned: Provisioned): Promise<unknown> {
  const receive = { QueueUrl: urlOf(provisioned, 'outbox'), WaitTimeSeconds: 5, MaxNumberOfMessages: 1 };
  const { Messages } = await plant().backends.sqs.send(new ReceiveMessageCommand(receive));
  return Messages?.[0]?.Body === undefined ? undefined : JSON.parse(Messages[0].Body);
}

async function post(path: string): Promise<HttpResponse | undefined> {
  const request = {
    method: 'POST',
    path,
    query: '',
    headers: {},
    body: Buffer.from('hello'),
    sourceIp: '127.0.0.1',
  };
  return deployment?.hosts.get('bank.localhost')?.(request);
}

describe('a deployment', () => {
  it('answers HTTP by way of CDN and gateway with its function', async () => {
    const { provisioned } = await deployed();
    expect((await post('/copies'))?.status).toBe(200);
    expect(await copied(provisioned)).toMatchObject({ routeKey: 'POST /copies', body: 'aGVsbG8=' });
    expect((await post('/originals'))?.status).toBe(404);
  });

  it('feeds its function from its queue', async () => {
    const { provisioned } = await deployed();
    const message = { QueueUrl: urlOf(provisioned, 'inbox'), MessageBody: 'from the queue' };
    await plant().backends.sqs.send(new SendMessageCommand(message));
    expect(await copied(provisioned)).toMatchObject({ Records: [{ body: 'from the queue' }] });
  });

  it('fires its schedules as time passes', async () => {
    const { provisioned, scheduler } = await deployed();
    await scheduler.advanceTo(new Date('2026-03-01T12:00:00Z'));
    expect(await copied(provisioned)).toEqual({ at: '2026-03-01T01:00:00Z' });
  });

  it('puts the ticks of a schedule on a queue, in the group the template names', async () => {
    const tick = {
      Type: 'AWS::Scheduler::Schedule',
      Properties: {
        Name: 'tick',
        FlexibleTimeWindow: { Mode: 'OFF' },
        ScheduleExpression: 'rate(1 hour)',
        Target: { Arn: arnOf('ticks'), RoleArn: arnOf('role'), SqsParameters: { MessageGroupId: 'all' } },
      },
    };
    const ticks = { Type: 'AWS::SQS::Queue', Properties: { FifoQueue: true } };
    const { provisioned, scheduler } = await deployed({ resources: { tick, ticks } });
    await scheduler.runNow('tick', new Date('2026-03-01T01:00:00Z'));
    const receive = { QueueUrl: urlOf(provisioned, 'ticks'), MessageSystemAttributeNames: ['All' as const] };
    const { Messages } = await plant().backends.sqs.send(new ReceiveMessageCommand(receive));
    expect(Messages?.[0]?.Attributes?.['MessageGroupId']).toBe('all');
    expect(JSON.parse(Messages?.[0]?.Body ?? '')).toMatchObject({ time: '2026-03-01T01:00:00Z' });
  });

  it('lets a function do no more than its role grants, and says so in its log', async () => {
    await deployed({ allowed: 'sqs:ReceiveMessage' });
    expect((await post('/copies'))?.status).toBe(500);
    await deployment?.close();
    deployment = undefined;
    expect(readFileSync(join(plant().logDirectory, 'copy.log'), 'utf8')).toContain(
      'copy is not authorized to perform: sqs:SendMessage on resource: arn:aws:sqs:us-east-1:000000000000:test-outbox',
    );
  });

  it('reads a queue only with the permissions of the function behind it', async () => {
    const { problems } = await deployed({ allowed: 'sqs:SendMessage' });
    for (const until = Date.now() + 5000; problems.length === 0 && Date.now() < until;) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(problems[0]).toContain('not authorized to perform: sqs:ReceiveMessage');
  });

  it('takes its access keys with it when it closes', async () => {
    await deployed();
    const [copy] = deployment?.functions ?? [];
    await copy?.invoke({});
    await deployment?.close();
    // Called after its end, the function starts again, with a key that is worth nothing any more.
    await expect(copy?.invoke({})).rejects.toThrow(/The access key ASIA[0-9A-F]+ is not valid/);
    await copy?.close();
    deployment = undefined;
  });

  it.each<[string, Record<string, unknown>, string]>([
    [
      'a route leads nowhere',
      { integration: { Type: 'AWS::IAM::Role' } },
      'Route POST /copies leads to no function',
    ],
    [
      'a mapping has no function',
      {
        mapping: {
          Type: 'AWS::Lambda::EventSourceMapping',
          Properties: { EventSourceArn: 'x', FunctionName: 'y' },
        },
      },
      'No queue x or no function y to map.',
    ],
    [
      'a mapping filters messages',
      {
        mapping: {
          Type: 'AWS::Lambda::EventSourceMapping',
          Properties: { EventSourceArn: 'x', FunctionName: 'y', FilterCriteria: {} },
        },
      },
      'Unrecognized key: "FilterCriteria"',
    ],
    [
      'a role has a policy nobody knows here',
      {
        role: {
          Type: 'AWS::IAM::Role',
          Properties: { ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'] },
        },
      },
      'Role test-role has managed policies unknown here',
    ],
    [
      'a schedule may not invoke its function',
      role('scheduleRole', 'lambda:ListFunctions', '*'),
      'is not authorized to perform: lambda:InvokeFunction',
    ],
  ])('is refused when %s', async (_when, changed, message) => {
    await expect(deployed({ resources: changed })).rejects.toThrow(message);
  });
});
