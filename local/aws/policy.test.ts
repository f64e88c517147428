import { describe, expect, it } from '@jest/globals';
import { evaluate } from './policy.ts';
import type { PolicyStatement } from './policy.ts';

const table = 'arn:aws:dynamodb:us-east-1:000000000000:table/sessions';
const allow = (Action: string | string[], Resource: string | string[] = '*'): PolicyStatement => ({
  Effect: 'Allow',
  Action,
  Resource,
});
const deny = (Action: string, Resource = '*'): PolicyStatement => ({ Effect: 'Deny', Action, Resource });

describe('the policy evaluator', () => {
  it.each<[string, PolicyStatement[], boolean]>([
    ['nothing is allowed without a statement', [], false],
    ['an exact action and resource are allowed', [allow('dynamodb:GetItem', table)], true],
    ['action names do not depend on case', [allow('DynamoDB:getitem', table)], true],
    [
      'resource names depend on case',
      [allow('dynamodb:GetItem', table.replace('sessions', 'Sessions'))],
      false,
    ],
    ['another action is not allowed', [allow('dynamodb:PutItem', table)], false],
    ['another table is not allowed', [allow('dynamodb:GetItem', `${table}-log`)], false],
    ['one of several actions is enough', [allow(['dynamodb:PutItem', 'dynamodb:GetItem'], table)], true],
    ['one of several resources is enough', [allow('dynamodb:GetItem', [`${table}/index/*`, table])], true],
    ['a star covers the rest of an action', [allow('dynamodb:Get*', table)], true],
    ['a lone star covers every action', [allow('*')], true],
    [
      'a star covers the rest of a resource',
      [allow('dynamodb:GetItem', 'arn:aws:dynamodb:*:*:table/*')],
      true,
    ],
    ['a star of an index does not cover the table', [allow('dynamodb:GetItem', `${table}/index/*`)], false],
    ['a question mark is one character', [allow('dynamodb:GetItem', table.replace('s-', '?-'))], true],
    ['a question mark is not two characters', [allow('dynamodb:GetItem', `${table.slice(0, -2)}?`)], false],
    ['dots and brackets mean themselves', [allow('dynamodb.GetItem', table)], false],
    ['a denial outweighs what is allowed', [allow('*'), deny('dynamodb:*', table)], false],
    ['a denial of another resource does not matter', [allow('*'), deny('dynamodb:*', `${table}-log`)], true],
    [
      'everything but the named action is allowed',
      [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }],
      true,
    ],
    [
      'the excepted action is not allowed',
      [{ Effect: 'Allow', NotAction: 'dynamodb:*', Resource: '*' }],
      false,
    ],
    [
      'everything but the named resource is allowed',
      [{ Effect: 'Allow', Action: '*', NotResource: 'x' }],
      true,
    ],
    ['the excepted resource is not allowed', [{ Effect: 'Allow', Action: '*', NotResource: table }], false],
    ['a statement without resource allows nothing', [{ Effect: 'Allow', Action: '*' }], false],
    ['the condition of what is allowed is taken as met', [{ ...allow('*'), Condition: { Bool: {} } }], true],
    ['a conditional denial is passed over', [allow('*'), { ...deny('*'), Condition: { Bool: {} } }], true],
  ])('%s', (_, statements, allowed) => {
    expect(evaluate(statements, 'dynamodb:GetItem', table)).toBe(allowed);
  });
});
