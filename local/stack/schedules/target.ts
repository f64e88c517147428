import { randomUUID } from 'node:crypto';
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { localAccount, localRegion } from '../../aws/arns.ts';
import type { LambdaFunction } from '../functions/lambda-function.ts';

/** Whom a schedule reaches when it fires, and as what its input arrives. */
export interface ScheduleTarget {
  readonly scheduleArn: string;
  readonly input: string | undefined;
}

/** Times in schedules carry no fractions of a second. */
function isoSeconds(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`;
}

/** The text a target receives: its input with the context attributes filled in, or EventBridge's own event. */
export function inputFor({ scheduleArn, input }: ScheduleTarget, scheduledTime: Date): string {
  const id = randomUUID();
  const time = isoSeconds(scheduledTime);
  if (input === undefined) {
    return JSON.stringify({
      version: '0',
      id,
      'detail-type': 'Scheduled Event',
      source: 'aws.scheduler',
      account: localAccount,
      time,
      region: localRegion,
      resources: [scheduleArn],
      detail: '{}',
    });
  }
  const attributes: Readonly<Record<string, string>> = {
    'schedule-arn': scheduleArn,
    'scheduled-time': time,
    'execution-id': id,
    'attempt-number': '1',
  };
  return input.replace(/<aws\.scheduler\.([a-z-]+)>/g, (whole, name: string) => attributes[name] ?? whole);
}

export interface QueueTarget extends ScheduleTarget {
  readonly queueUrl: string;
  readonly messageGroupId: string | undefined;
  /** With the permissions of the schedule's role. */
  readonly sqs: SQSClient;
}

export function sendToQueue(target: QueueTarget): (scheduledTime: Date) => Promise<void> {
  return async (scheduledTime) => {
    const group = target.messageGroupId;
    const order = group ? { MessageGroupId: group, MessageDeduplicationId: randomUUID() } : {};
    const MessageBody = inputFor(target, scheduledTime);
    await target.sqs.send(new SendMessageCommand({ QueueUrl: target.queueUrl, MessageBody, ...order }));
  };
}

export function invokeFunction(
  target: ScheduleTarget & { readonly function: LambdaFunction },
): (scheduledTime: Date) => Promise<void> {
  return async (scheduledTime) => {
    await target.function.invoke(JSON.parse(inputFor(target, scheduledTime)));
  };
}
