import * as z from 'zod';
import type { PolicyStatement } from '../aws/policy.ts';
import type { Provisioned } from './provision/provision.ts';

const oneOrMore = z.union([z.string(), z.array(z.string())]).optional();
const documentSchema = z.object({
  Statement: z.array(
    z.object({
      Effect: z.enum(['Allow', 'Deny']),
      Action: oneOrMore,
      NotAction: oneOrMore,
      Resource: oneOrMore,
      NotResource: oneOrMore,
      Condition: z.record(z.string(), z.unknown()).optional(),
    }),
  ),
});
const roleSchema = z.object({
  Policies: z.array(z.object({ PolicyDocument: documentSchema })).default([]),
  ManagedPolicyArns: z.array(z.string()).default([]),
});
const policySchema = z.object({ PolicyDocument: documentSchema, Roles: z.array(z.string()).default([]) });

/** AWS's own policies that grant nothing a stand-in offers: logs, network interfaces and traces. */
const withoutLocalEffect = [
  'service-role/AWSLambdaBasicExecutionRole',
  'service-role/AWSLambdaVPCAccessExecutionRole',
  'AWSXRayDaemonWriteAccess',
];

function refuseUnknown(role: string, arns: readonly string[]): void {
  const unknown = arns.filter((arn) => !withoutLocalEffect.some((name) => arn.endsWith(`:policy/${name}`)));
  if (unknown.length > 0)
    throw new Error(`Role ${role} has managed policies unknown here: ${unknown.join(', ')}.`);
}

/**
 * What each role may do, by its ARN, from the policies the templates attach to it.
 * @throws for a managed policy whose statements are not known here
 */
export function rolePermissions(provisioned: Provisioned): ReadonlyMap<string, readonly PolicyStatement[]> {
  const policies = provisioned.ofType('AWS::IAM::Policy').map((resource) => resource.read(policySchema));
  const statementsOf = new Map<string, readonly PolicyStatement[]>();
  for (const resource of provisioned.ofType('AWS::IAM::Role')) {
    const role = resource.read(roleSchema);
    refuseUnknown(resource.id, role.ManagedPolicyArns);
    const attached = policies.filter(({ Roles }) => Roles.includes(resource.id));
    const documents = [...role.Policies, ...attached].map(({ PolicyDocument }) => PolicyDocument);
    statementsOf.set(
      resource.attribute('Arn'),
      documents.flatMap(({ Statement }) => Statement as PolicyStatement[]),
    );
  }
  return statementsOf;
}
