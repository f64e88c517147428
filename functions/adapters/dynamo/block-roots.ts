import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  GetCommand,
  PutCommand,
  QueryCommand,
  type DynamoDBDocumentClient,
  type QueryCommandInput,
} from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { PublishedBlock } from '../../domain/proof.ts';
import type { PublishedBlocks } from '../../services/ports-of-seals.ts';
import { documents } from './document-client.ts';

const record = z
  .object({
    block: z.string(),
    lastSequence: z.string(),
    journals: z.number(),
    root: z.string(),
    hash: z.string(),
    sealedAt: z.string(),
  })
  .transform(({ block, ...rest }) => ({ number: BigInt(block).toString(), ...rest }));

/** Sort keys are text; with zeros in front their order is that of the numbers. */
const keyOf = (number: string): string => number.padStart(19, '0');

interface Table {
  readonly name: string;
  /** Which set of books: a table may hold the blocks of several. */
  readonly books: string;
  readonly client?: DynamoDBDocumentClient;
}

/** The published blocks of one set of books. An item is written once: no call here changes or removes one. */
export function dynamoBlockRoots({ name, books, client = documents }: Table): PublishedBlocks {
  const find = async (number: string): Promise<PublishedBlock | undefined> => {
    const { Item } = await client.send(
      new GetCommand({ TableName: name, Key: { books, block: keyOf(number) }, ConsistentRead: true }),
    );
    return Item === undefined ? undefined : record.parse(Item);
  };
  const query = async (input: Partial<QueryCommandInput>, after = '0'): Promise<PublishedBlock[]> => {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: name,
        KeyConditionExpression: '#books = :books AND #block > :after',
        ExpressionAttributeNames: { '#books': 'books', '#block': 'block' },
        ExpressionAttributeValues: { ':books': books, ':after': keyOf(after) },
        ConsistentRead: true,
        ...input,
      }),
    );
    return Items.map((item) => record.parse(item));
  };
  return {
    find,
    async publish({ number, ...block }) {
      try {
        await client.send(
          new PutCommand({
            TableName: name,
            Item: { books, block: keyOf(number), ...block },
            ConditionExpression: 'attribute_not_exists(books)',
          }),
        );
        return { number, ...block };
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        const there = await find(number);
        if (!there) throw new Error(`Block ${number} was published and is gone`, { cause: error });
        return there;
      }
    },
    last: async () => (await query({ ScanIndexForward: false, Limit: 1 }))[0],
    after: (number, limit) => query({ Limit: limit }, number),
  };
}
