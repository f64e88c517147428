import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { keeperRole } from '../../functions/manifest.ts';
import { stageConfig } from '../stages.ts';
import { DataStack } from './data.ts';
import { NetworkStack } from './network.ts';
import { ReportingStack } from './reporting.ts';

interface Resource {
  readonly Properties: Record<string, unknown>;
}

const outdir = mkdtempSync(join(tmpdir(), 'ledgerbank-reporting-'));
let template: Template;

beforeAll(() => {
  const app = new App({ outdir });
  const config = stageConfig('prod');
  const network = new NetworkStack(app, config);
  const data = new DataStack(app, config, network);
  template = Template.fromStack(new ReportingStack(app, config, { network, data }));
}, 120_000);
afterAll(() => {
  rmSync(outdir, { recursive: true, force: true });
});

const all = (type: string): Resource[] => Object.values(template.findResources(type)) as Resource[];

describe('Every alarm of a stage', () => {
  it('tells one topic, whose name is an output: dead letters, and failed runs of schedules', () => {
    const [topic = ''] = Object.keys(template.findResources('AWS::SNS::Topic'));
    const alarms = all('AWS::CloudWatch::Alarm');
    expect(alarms.map(({ Properties }) => Properties['AlarmActions'])).toEqual(
      Array.from({ length: 6 + 3 }, () => [{ Ref: topic }]),
    );
    const outputs: Record<string, Record<string, unknown>> = template.findOutputs('*');
    expect(Object.values(outputs).map((output) => output['Value'])).toContainEqual({ Ref: topic });
  });

  it('reaches a topic that is encrypted, takes TLS alone, and takes alarms of this account', () => {
    const [topic] = all('AWS::SNS::Topic');
    expect(topic?.Properties).toMatchObject({
      TopicName: 'ledgerbank-prod-alarms',
      KmsMasterKeyId: expect.anything() as unknown,
    });
    const [policy] = all('AWS::SNS::TopicPolicy');
    const ofThisAccount = { StringEquals: { 'aws:SourceAccount': '333333333333' } };
    const service = { Service: 'cloudwatch.amazonaws.com' };
    expect(policy?.Properties['PolicyDocument']).toMatchObject({
      Statement: [
        { Effect: 'Deny', Action: 'sns:Publish', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
        { Effect: 'Allow', Action: 'sns:Publish', Principal: service, Condition: ofThisAccount },
      ],
    });
    const [key] = all('AWS::KMS::Key');
    expect(JSON.stringify(key?.Properties['KeyPolicy'])).toContain(
      JSON.stringify({ Principal: service, Resource: '*' }).slice(1, -1),
    );
  });
});

it('The keeper has the role that the bucket of files names', () => {
  const names = all('AWS::IAM::Role').map(({ Properties }) => Properties['RoleName']);
  expect(names).toContain(keeperRole('prod'));
});
