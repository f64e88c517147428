import type { SQSRecord } from 'aws-lambda';
import { ZodError } from 'zod';
import { showAgain } from '../adapters/sqs/queues.ts';
import { isRefusal } from '../domain/report-job.ts';

/**
 * What follows a failure of a message of this queue. Waiting helps against an outage; what is refused, or can't be read, need not
 * wait for its next attempt.
 */
export const hasten =
  (queueUrl: string) =>
  async ({ receiptHandle }: SQSRecord, error: unknown): Promise<void> => {
    const lasting = [ZodError, SyntaxError].some((kind) => error instanceof kind) || isRefusal(error);
    if (lasting) await showAgain(queueUrl, receiptHandle);
  };
