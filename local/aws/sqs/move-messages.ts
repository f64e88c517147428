import { randomUUID } from 'node:crypto';
import { DeleteMessageCommand, ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import type { Message, SQSClient } from '@aws-sdk/client-sqs';

export interface Move {
  readonly client: SQSClient;
  readonly fromUrl: string;
  readonly toUrl: string;
  /** Asked before each message; false ends the move. */
  readonly goOn: () => boolean;
  readonly onMoved: () => void | Promise<void>;
}

/** Moves the visible messages of one queue to another, in their order within each message group. */
export async function moveMessages(move: Move): Promise<void> {
  const { client, fromUrl, goOn } = move;
  const receive = new ReceiveMessageCommand({
    QueueUrl: fromUrl,
    MaxNumberOfMessages: 10,
    MessageAttributeNames: ['All'],
    MessageSystemAttributeNames: ['MessageGroupId'],
  });
  for (;;) {
    const { Messages = [] } = await client.send(receive);
    if (Messages.length === 0) return;
    for (const message of Messages) {
      if (!goOn()) return;
      await moveOne(move, message);
    }
  }
}

async function moveOne({ client, fromUrl, toUrl, onMoved }: Move, message: Message): Promise<void> {
  const group = message.Attributes?.MessageGroupId;
  await client.send(
    new SendMessageCommand({
      QueueUrl: toUrl,
      MessageBody: message.Body,
      MessageAttributes: message.MessageAttributes,
      // A new id, or the queue would take the message for the one it failed to deliver minutes ago.
      ...(group !== undefined && { MessageGroupId: group, MessageDeduplicationId: randomUUID() }),
    }),
  );
  await client.send(new DeleteMessageCommand({ QueueUrl: fromUrl, ReceiptHandle: message.ReceiptHandle }));
  await onMoved();
}
