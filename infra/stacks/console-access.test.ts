import { describe, expect, it } from '@jest/globals';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { consoleGroup } from '../../functions/manifest.ts';
import { consoleSecret, masterSecret } from '../../functions/manifest-secrets.ts';
import { stageConfig } from '../stages.ts';
import { DataStack } from './data.ts';
import { NetworkStack } from './network.ts';

interface Resource {
  readonly Properties: Record<string, unknown>;
}

const app = new App();
const config = stageConfig('prod');
const networkStack = new NetworkStack(app, config);
const data = Template.fromStack(new DataStack(app, config, networkStack));
const network = Template.fromStack(networkStack);
const all = (template: Template, type: string): [string, Resource][] =>
  Object.entries(template.findResources(type)) as [string, Resource][];

describe('The console of whoever operates a stage', () => {
  const [secret] = all(data, 'AWS::SecretsManager::Secret').filter(
    ([, { Properties }]) => Properties['Name'] === consoleSecret('prod'),
  );

  it('has a login of its own, whose password is made in the account and stands in no template', () => {
    expect(secret?.[1].Properties).toMatchObject({
      GenerateSecretString: {
        SecretStringTemplate: '{"username":"bank_console"}',
        GenerateStringKey: 'password',
        PasswordLength: 43,
      },
      KmsKeyId: expect.anything() as unknown,
    });
    expect(secret?.[1].Properties).not.toHaveProperty('SecretString');
  });

  it('finds in it where the database is', () => {
    const [cluster] = all(data, 'AWS::RDS::DBCluster').map(([id]) => id);
    const attached = all(data, 'AWS::SecretsManager::SecretTargetAttachment').map(
      ([, { Properties }]) => Properties,
    );
    expect(attached).toContainEqual({
      SecretId: { Ref: secret?.[0] },
      TargetId: { Ref: cluster },
      TargetType: 'AWS::RDS::DBCluster',
    });
  });

  it('reaches the database from a group of its own, into which nobody gets from outside', () => {
    const [group] = all(network, 'AWS::EC2::SecurityGroup').filter(
      ([, { Properties }]) => Properties['GroupName'] === consoleGroup('prod'),
    );
    expect(group?.[1].Properties).not.toHaveProperty('SecurityGroupIngress');
    const rules = all(data, 'AWS::EC2::SecurityGroupIngress').filter(([, { Properties }]) =>
      JSON.stringify(Properties['SourceSecurityGroupId']).includes(group?.[0] ?? 'no group'),
    );
    expect(rules.map(([, { Properties }]) => Properties)).toMatchObject([
      { IpProtocol: 'tcp', FromPort: 5432, ToPort: 5432 },
    ]);
  });
});

describe('Whoever migrates the books of a stage', () => {
  it('finds the master user under a name of the stage, with where the database is', () => {
    const [secret] = all(data, 'AWS::SecretsManager::Secret').filter(
      ([, { Properties }]) => Properties['Name'] === masterSecret('prod'),
    );
    expect(secret?.[1].Properties).toMatchObject({
      GenerateSecretString: {
        SecretStringTemplate: '{"username":"bank_master"}',
        GenerateStringKey: 'password',
      },
      KmsKeyId: expect.anything() as unknown,
    });
    const attached = all(data, 'AWS::SecretsManager::SecretTargetAttachment').map(
      ([, { Properties }]) => Properties['SecretId'],
    );
    expect(attached).toContainEqual({ Ref: secret?.[0] });
  });

  it('is the master user of the cluster by that secret alone', () => {
    const [cluster] = all(data, 'AWS::RDS::DBCluster').map(([, { Properties }]) => Properties);
    const [id] = all(data, 'AWS::SecretsManager::Secret')
      .filter(([, { Properties }]) => Properties['Name'] === masterSecret('prod'))
      .map(([logicalId]) => logicalId);
    // By this word `templates.test.ts` looks for it in what functions may do.
    expect(id).toContain('booksSecret');
    expect(JSON.stringify(cluster?.['MasterUserPassword'])).toContain(`{"Ref":"${id ?? 'none'}"}`);
  });
});
