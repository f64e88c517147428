import type { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import type { LambdaFunction } from '../functions/lambda-function.ts';
import type { Provisioned, ProvisionedResource } from '../provision/provision.ts';
import { parseSchedule } from '../../../functions/console/schedules/expression.ts';
import type { Schedule } from '../../../functions/console/schedules/scheduler.ts';
import { invokeFunction, sendToQueue } from './target.ts';

// Strict: a property that is not honoured here would make the bank act at other times than in the cloud.
const scheduleSchema = z.strictObject({
  Name: z.string().optional(),
  Description: z.string().optional(),
  GroupName: z.string().optional(),
  KmsKeyArn: z.string().optional(),
  FlexibleTimeWindow: z.object({ Mode: z.literal('OFF') }),
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z.string().default('UTC'),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  Target: z.strictObject({
    Arn: z.string(),
    RoleArn: z.string(),
    Input: z.string().optional(),
    SqsParameters: z.object({ MessageGroupId: z.string().optional() }).default({}),
    // A failed delivery is reported; on a laptop the next due time is try enough.
    RetryPolicy: z.unknown().optional(),
    DeadLetterConfig: z.unknown().optional(),
  }),
});
type Target = z.output<typeof scheduleSchema>['Target'];

export interface ScheduleParts {
  readonly functions: readonly LambdaFunction[];
  /** A client with the permissions of a role. */
  readonly sqsFor: (roleArn: string) => SQSClient;
  /** @throws when the role may not invoke the function */
  readonly checkInvoke: (roleArn: string, functionArn: string) => void;
}

function fireOf(
  schedule: ProvisionedResource,
  { Arn, RoleArn, Input, SqsParameters }: Target,
  { queues, parts }: { readonly queues: readonly ProvisionedResource[]; readonly parts: ScheduleParts },
): Schedule['fire'] {
  const target = { scheduleArn: schedule.attribute('Arn'), input: Input };
  const queue = queues.find((each) => each.attribute('Arn') === Arn);
  const messageGroupId = SqsParameters.MessageGroupId;
  if (queue)
    return sendToQueue({ ...target, queueUrl: queue.id, messageGroupId, sqs: parts.sqsFor(RoleArn) });
  const invoked = parts.functions.find(({ arn }) => arn === Arn);
  if (!invoked)
    throw new Error(`Schedule ${schedule.id}: its target ${Arn} is no queue or function of the templates.`);
  parts.checkInvoke(RoleArn, invoked.arn);
  return invokeFunction({ ...target, function: invoked });
}

/**
 * The enabled schedules of the templates.
 * @param start from when rates count
 * @throws for a target that no template declares or the schedule's role may not reach
 */
export function schedulesOf(provisioned: Provisioned, parts: ScheduleParts, start: Date): Schedule[] {
  const queues = provisioned.ofType('AWS::SQS::Queue');
  return provisioned
    .ofType('AWS::Scheduler::Schedule')
    .map((resource) => ({ resource, schedule: resource.read(scheduleSchema) }))
    .filter(({ schedule }) => schedule.State === 'ENABLED')
    .map(({ resource, schedule }) => ({
      name: resource.id,
      recurrence: parseSchedule(schedule.ScheduleExpression, schedule.ScheduleExpressionTimezone, start),
      fire: fireOf(resource, schedule.Target, { queues, parts }),
    }));
}
