import { blockRootsTable, importsTable, reportsTable } from '../../functions/manifest.ts';
import { queuePair } from '../../functions/manifest-queues.ts';
import { queueNames } from '../../functions/domain/queue.ts';
import { arn } from '../aws/arns.ts';
import type { PolicyStatement } from '../aws/policy.ts';

const pairs = queueNames.map((name) => queuePair('local', name));

/** What the console's access key may do while a stack runs. */
export const consolePermissions: readonly PolicyStatement[] = [
  {
    Effect: 'Allow',
    Action: ['dynamodb:DescribeTable', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'],
    Resource: arn('dynamodb', `table/${blockRootsTable('local')}`),
  },
  {
    Effect: 'Allow',
    Action: ['dynamodb:DescribeTable', 'dynamodb:GetItem', 'dynamodb:Query'],
    Resource: arn('dynamodb', `table/${importsTable('local')}`),
  },
  {
    Effect: 'Allow',
    Action: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'],
    Resource: arn('dynamodb', `table/${reportsTable('local')}`),
  },
  {
    Effect: 'Allow',
    Action: [
      'sqs:GetQueueUrl',
      'sqs:GetQueueAttributes',
      'sqs:ReceiveMessage',
      'sqs:ChangeMessageVisibility',
      'sqs:PurgeQueue',
    ],
    Resource: pairs.flatMap(({ queue, deadLetters }) => [arn('sqs', queue), arn('sqs', deadLetters)]),
  },
  {
    Effect: 'Allow',
    // SQS takes the letters out in the name of whoever asked for the move.
    Action: ['sqs:StartMessageMoveTask', 'sqs:ListMessageMoveTasks', 'sqs:DeleteMessage'],
    Resource: pairs.map(({ deadLetters }) => arn('sqs', deadLetters)),
  },
  {
    // Ticks and requests for reports; and what moves dead letters back sends in the name of whoever asked for it.
    Effect: 'Allow',
    Action: 'sqs:SendMessage',
    Resource: pairs.map(({ queue }) => arn('sqs', queue)),
  },
];
