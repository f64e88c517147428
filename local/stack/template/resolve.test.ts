import { describe, expect, it } from '@jest/globals';
import { type Template, templateSchema } from '../../assembly/template.ts';
import { Registry } from './registry.ts';
import { conditionHolds, resolve, type Scope } from './resolve.ts';

const arn = 'arn:aws:secretsmanager:us-east-1:000000000000:secret:edge-AbCdEf';

function scopeWith(template: Partial<Template> = {}): Scope {
  const registry = new Registry();
  registry.register('data', 'table', {
    id: 'sessions',
    attributes: { Arn: 'arn:table', 'Endpoint.Port': '5432' },
  });
  registry.export('data:table', () => 'exported-table');
  registry.rememberSecret([arn, 'edge'], '{"token":"s3cret"}');
  registry.rememberSecret(['plain'], 'whole');
  return { stack: 'data', template: { ...templateSchema.parse({}), ...template }, registry };
}

const mapped: Partial<Template> = {
  Mappings: { zones: { aws: { id: 'Z2' } } },
  Parameters: { Version: { Type: 'String', Default: '21' } },
  Conditions: {
    isLocal: { 'Fn::Equals': [{ Ref: 'AWS::AccountId' }, '000000000000'] },
    isCloud: { 'Fn::Not': [{ Condition: 'isLocal' }] },
    both: { 'Fn::And': [{ Condition: 'isLocal' }, { Condition: 'isCloud' }] },
    either: { 'Fn::Or': [{ Condition: 'isLocal' }, { Condition: 'isCloud' }] },
  },
};

describe('resolving values of a template', () => {
  it.each<[string, unknown, unknown]>([
    ['a plain value as it is', { a: [1, true, null] }, { a: [1, true, null] }],
    ['Ref of a resource', { Ref: 'table' }, 'sessions'],
    ['Ref of a parameter to its default', { Ref: 'Version' }, '21'],
    [
      'Ref of pseudo parameters',
      [
        { Ref: 'AWS::Region' },
        { Ref: 'AWS::Partition' },
        { Ref: 'AWS::URLSuffix' },
        { Ref: 'AWS::StackName' },
      ],
      ['us-east-1', 'aws', 'amazonaws.com', 'data'],
    ],
    ['Fn::GetAtt as a list', { 'Fn::GetAtt': ['table', 'Arn'] }, 'arn:table'],
    ['Fn::GetAtt of a dotted name', { 'Fn::GetAtt': 'table.Endpoint.Port' }, '5432'],
    ['Fn::Join over resolved parts', { 'Fn::Join': ['/', ['a', { Ref: 'table' }, 3]] }, 'a/sessions/3'],
    [
      'Fn::Sub with resources, attributes and literals',
      { 'Fn::Sub': '${table}|${table.Arn}|${AWS::Region}|${!left}' },
      'sessions|arn:table|us-east-1|${left}',
    ],
    [
      'Fn::Sub with variables of its own',
      { 'Fn::Sub': ['${name}-${table}', { name: { Ref: 'table' } }] },
      'sessions-sessions',
    ],
    [
      'Fn::Select of Fn::Split',
      { 'Fn::Select': ['1', { 'Fn::Split': [':', { 'Fn::GetAtt': ['table', 'Arn'] }] }] },
      'table',
    ],
    ['Fn::ImportValue', { 'Fn::ImportValue': 'data:table' }, 'exported-table'],
    ['Fn::FindInMap', { 'Fn::FindInMap': ['zones', { Ref: 'AWS::Partition' }, 'id'] }, 'Z2'],
    [
      'Fn::If by its condition',
      [{ 'Fn::If': ['isLocal', 'yes', 'no'] }, { 'Fn::If': ['isCloud', 'yes', 'no'] }],
      ['yes', 'no'],
    ],
    [
      'AWS::NoValue by leaving the property out',
      { kept: 1, gone: { Ref: 'AWS::NoValue' }, list: [{ Ref: 'AWS::NoValue' }, 2] },
      { kept: 1, list: [2] },
    ],
    [
      'a dynamic reference to a field of a secret',
      { 'Fn::Join': ['', ['{{resolve:secretsmanager:', arn, ':SecretString:token::}}']] },
      's3cret',
    ],
    ['a dynamic reference to a whole secret', '{{resolve:secretsmanager:plain:SecretString:::}}', 'whole'],
    ['zones of the region', { 'Fn::GetAZs': '' }, ['us-east-1a', 'us-east-1b']],
  ])('resolves %s', (_what, value, expected) => {
    expect(resolve(value, scopeWith(mapped))).toEqual(expected);
  });

  it.each([
    ['isLocal', true],
    ['isCloud', false],
    ['both', false],
    ['either', true],
  ])('evaluates condition %s to %s', (name, expected) => {
    expect(conditionHolds(name, scopeWith(mapped))).toBe(expected);
  });

  it.each<[string, unknown, string]>([
    [
      'an unknown attribute',
      { 'Fn::GetAtt': ['table', 'StreamArn'] },
      'Stack data: resource table has no attribute StreamArn in the local stack.',
    ],
    [
      'an unknown resource',
      { Ref: 'nobody' },
      'Stack data: there is no resource nobody, or it was not provisioned yet.',
    ],
    ['an unknown export', { 'Fn::ImportValue': 'x' }, 'No stack exports x.'],
    ['an unknown secret', '{{resolve:secretsmanager:nobody:SecretString:a::}}', 'No secret nobody exists.'],
    [
      'a secret without the field',
      '{{resolve:secretsmanager:edge:SecretString:a::}}',
      'The secret has no field a.',
    ],
    [
      'an unsupported function',
      { 'Fn::Cidr': [] },
      'Stack data: Fn::Cidr is not supported by the local stack.',
    ],
    [
      'a missing mapping',
      { 'Fn::FindInMap': ['zones', 'aws', 'name'] },
      'Stack data: mapping zones.aws.name does not exist.',
    ],
    ['an index out of range', { 'Fn::Select': [4, ['a']] }, 'Stack data: Fn::Select has no element 4.'],
    ['a missing condition', { 'Fn::If': ['x', 1, 2] }, 'Stack data: there is no condition x.'],
    [
      'an object where text belongs',
      { 'Fn::Join': ['', [{ a: 1 }]] },
      'Stack data: expected text, found {"a":1}.',
    ],
    ['text where a list belongs', { 'Fn::Join': ['', 'abc'] }, 'Stack data: expected a list, found "abc".'],
  ])('refuses %s and says what is missing', (_what, value, message) => {
    expect(() => resolve(value, scopeWith(mapped))).toThrow(message);
  });
});
