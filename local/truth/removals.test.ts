import { describe, expect, it } from '@jest/globals';
import type { Assembly } from '../assembly/assembly.ts';
import { templateSchema } from '../assembly/template.ts';
import { type Removal, removalsOf, without } from './removals.ts';

const template = templateSchema.parse({
  Resources: {
    api: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        FunctionName: 'bank-api',
        Runtime: 'nodejs24.x',
        Environment: { Variables: { TABLE: 't', QUEUE: 'q' } },
      },
    },
    docs: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'bank-docs' } },
    helper: {
      Type: 'AWS::Lambda::Function',
      Properties: { Runtime: 'python3.13', Environment: { Variables: { CA: 'x' } } },
    },
    route: { Type: 'AWS::ApiGatewayV2::Route', Properties: { RouteKey: 'GET /accounts' } },
    mapping: { Type: 'AWS::Lambda::EventSourceMapping', Properties: { FunctionName: { Ref: 'worker' } } },
    tick: { Type: 'AWS::Scheduler::Schedule' },
    table: { Type: 'AWS::DynamoDB::GlobalTable' },
  },
});
const assembly: Assembly = {
  directory: '',
  stacks: [{ name: 'bank', template }],
  files: new Map(),
  images: new Map(),
};

function removal(label: string): Removal {
  const found = removalsOf(assembly).find((each) => each.label === label);
  if (!found) throw new Error(`Nothing is called ${label}.`);
  return found;
}

describe('what can be removed from the templates', () => {
  it('is every route, event source, schedule and variable of our functions', () => {
    expect(removalsOf(assembly).map(({ kind, label }) => `${kind} ${label}`)).toEqual([
      'variable bank-api TABLE',
      'variable bank-api QUEUE',
      'route GET /accounts',
      'event source worker',
      'schedule tick',
    ]);
  });

  it('is gone from a copy, and only that', () => {
    const { stacks } = without(assembly, removal('GET /accounts'));
    expect(Object.keys(stacks[0]?.template.Resources ?? {})).toEqual([
      'api',
      'docs',
      'helper',
      'mapping',
      'tick',
      'table',
    ]);
    expect(template.Resources['route']).toBeDefined();
  });

  it('leaves the other variables of a function in place', () => {
    const { stacks } = without(assembly, removal('bank-api TABLE'));
    expect(stacks[0]?.template.Resources['api']?.Properties).toMatchObject({
      FunctionName: 'bank-api',
      Environment: { Variables: { QUEUE: 'q' } },
    });
    expect(stacks[0]?.template.Resources['api']?.Properties['Environment']).toEqual({
      Variables: { QUEUE: 'q' },
    });
  });
});
