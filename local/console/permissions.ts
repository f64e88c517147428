import {
  blockRootsTable,
  filesBucket,
  importsTable,
  logTable,
  reportsTable,
  sessionsTable,
} from '../../functions/manifest.ts';
import { queuePair } from '../../functions/manifest-queues.ts';
import { queueNames } from '../../functions/domain/queue.ts';
import { arn, localAccount, localRegion } from '../aws/arns.ts';
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
    // Files that are kept of reports, each as the books name it.
    Effect: 'Allow',
    Action: 's3:GetObjectVersion',
    Resource: `arn:aws:s3:::${filesBucket('local', localAccount)}/*`,
  },
  {
    // To anybody else S3 says of a file that is gone what it says of one that is out of reach.
    Effect: 'Allow',
    Action: 's3:ListBucket',
    Resource: `arn:aws:s3:::${filesBucket('local', localAccount)}`,
  },
  {
    Effect: 'Allow',
    Action: 'kms:Decrypt',
    Resource: '*',
    Condition: { StringEquals: { 'kms:ViaService': `s3.${localRegion}.amazonaws.com` } },
  },
  {
    // Where people are signed in, and ending it.
    Effect: 'Allow',
    Action: ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
    Resource: arn('dynamodb', `table/${sessionsTable('local')}`),
  },
  {
    // Lines of the security log, of ended sessions and of periods that are closed; nothing of it is read or changed.
    Effect: 'Allow',
    Action: ['dynamodb:DescribeTable', 'dynamodb:PutItem'],
    Resource: arn('dynamodb', `table/${logTable('local')}`),
  },
  {
    // Reading who may sign in, and nothing that changes it. Pools are found by name, so among all of them.
    Effect: 'Allow',
    Action: [
      'cognito-idp:ListUserPools',
      'cognito-idp:ListUsers',
      'cognito-idp:ListUsersInGroup',
      'cognito-idp:AdminGetUser',
      'cognito-idp:AdminListGroupsForUser',
    ],
    Resource: '*',
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
