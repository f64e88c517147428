import { describe, expect, it } from '@jest/globals';
import { templateSchema } from '../../assembly/template.ts';
import { provisioningOrder } from './order.ts';

describe('the order in which resources are provisioned', () => {
  it('puts each resource after those it refers to, in whichever way', () => {
    const template = templateSchema.parse({
      Resources: {
        schedule: {
          Type: 'S',
          Properties: {
            Target: { Arn: { 'Fn::GetAtt': ['queue', 'Arn'] }, Name: { 'Fn::Sub': '${role.Arn}-${key}' } },
          },
        },
        queue: {
          Type: 'Q',
          Properties: { Redrive: { target: { 'Fn::GetAtt': 'dlq.Arn' } } },
          DependsOn: 'policy',
        },
        policy: { Type: 'P', Properties: { Roles: [{ Ref: 'role' }, { Ref: 'AWS::Region' }] } },
        role: { Type: 'R', DependsOn: ['key'] },
        key: { Type: 'K' },
        dlq: { Type: 'Q' },
      },
    });
    const order = provisioningOrder(template);
    expect(order).toEqual(['key', 'role', 'policy', 'dlq', 'queue', 'schedule']);
  });

  it('names the resources of a circle', () => {
    const template = templateSchema.parse({
      Resources: {
        a: { Type: 'A', Properties: { b: { Ref: 'b' } } },
        b: { Type: 'B', Properties: { a: { Ref: 'a' } } },
      },
    });
    expect(() => provisioningOrder(template)).toThrow('Resource a depends on itself: a → b.');
  });
});
