import type { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import type { LambdaFunction } from '../functions/lambda-function.ts';
import type { Provisioned } from '../provision/provision.ts';
import type { EventSourceOptions } from './event-source.ts';

// Strict: a filter or another source would change which messages a function sees.
const mappingSchema = z.strictObject({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  BatchSize: z.number().default(10),
  Enabled: z.boolean().default(true),
  FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).default([]),
  MaximumBatchingWindowInSeconds: z.number().default(0),
  ScalingConfig: z.object({ MaximumConcurrency: z.number() }).optional(),
  Tags: z.unknown().optional(),
});

/** As many as Lambda starts with. */
const pollers = 5;

export interface EventSourceParts {
  readonly functions: readonly LambdaFunction[];
  /** A client with the permissions of a function. */
  readonly sqsFor: (functionArn: string) => SQSClient;
  readonly report: (problem: string) => void;
}

/**
 * The enabled event source mappings of the templates.
 * @throws for one whose queue or function no template declares
 */
export function eventSources(provisioned: Provisioned, parts: EventSourceParts): EventSourceOptions[] {
  const queues = provisioned.ofType('AWS::SQS::Queue');
  const mappings = provisioned
    .ofType('AWS::Lambda::EventSourceMapping')
    .map((each) => each.read(mappingSchema));
  return mappings
    .filter(({ Enabled }) => Enabled)
    .map((mapping) => {
      const queue = queues.find((each) => each.attribute('Arn') === mapping.EventSourceArn);
      const target = parts.functions.find(({ name, arn }) => [name, arn].includes(mapping.FunctionName));
      if (!queue || !target) {
        throw new Error(`No queue ${mapping.EventSourceArn} or no function ${mapping.FunctionName} to map.`);
      }
      return {
        queueUrl: queue.id,
        queueArn: mapping.EventSourceArn,
        batchSize: mapping.BatchSize,
        batchingWindowSeconds: mapping.MaximumBatchingWindowInSeconds,
        reportsFailures: mapping.FunctionResponseTypes.length > 0,
        concurrency: Math.min(mapping.ScalingConfig?.MaximumConcurrency ?? pollers, pollers),
        target,
        sqs: parts.sqsFor(target.arn),
        report: parts.report,
      };
    });
}
