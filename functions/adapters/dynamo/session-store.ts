import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  GetCommand,
  PutCommand,
  TransactWriteCommand,
  UpdateCommand,
  type PutCommandInput,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import {
  personKeyOf,
  sessionEnd,
  sessionUnder,
  type Ending,
  type SignInPerson,
} from '../../domain/session.ts';
import type { SessionStore } from '../../services/ports/sessions.ts';
import { batchGet } from './batch-get.ts';
import { tableOf, type Table } from './document-client.ts';
import { nobodyYet, personRecord, sessionRecord } from './session-record.ts';

const seconds = (milliseconds: number): number => Math.ceil(milliseconds / 1000);
const grantId = (grant: string): string => `grant#${grant}`;
const personId = (key: string): string => `person#${key}`;

/**
 * Sessions and the people who have them, in DynamoDB. It deletes a session some time after its end; until then the
 * reader checks the time. People stay: whom the bank has shut out must not come back by waiting.
 */
export function dynamoSessions(where: string | Table): SessionStore {
  const table = tableOf(where);
  const update: WriteUpdate = (input) =>
    unlessRefused(table.client.send(new UpdateCommand({ TableName: table.name, ...input })));
  return {
    async find(id) {
      const { Item } = await table.client.send(
        new GetCommand({ TableName: table.name, Key: { id }, ConsistentRead: true }),
      );
      // A record of an earlier release is as good as none: one signs in again.
      const session = sessionRecord.safeParse(Item).data;
      if (session === undefined || session.ending !== null) return session;
      return sessionUnder(await readPerson(table, personKeyOf(session.principal)), session);
    },
    async findAll(ids) {
      const found = await batchGet(table, ids);
      return found.flatMap((item) => sessionRecord.safeParse(item).data ?? []);
    },
    async touch(id, lastSeenAt, expiresAt) {
      // A session that another request ended meanwhile must not come back to life by being seen.
      await update({
        Key: { id },
        UpdateExpression: 'SET lastSeenAt = :seen, expiresAt = :end',
        ConditionExpression: 'attribute_exists(id)',
        ExpressionAttributeValues: { ':seen': lastSeenAt, ':end': seconds(expiresAt) },
      });
    },
    async end(ids, ending) {
      for (const id of ids) await update(endingOf(id, ending));
    },
    person: (key) => readPerson(table, key),
    establish(session, person, { leaving, from }) {
      const { provenUntil, ending, ...kept } = session;
      // What is not so yet is left out: conditions ask whether it is there.
      const Item = { ...kept, ...set({ provenUntil, ending }), expiresAt: seconds(sessionEnd(session)) };
      const put = { TableName: table.name, Item, ConditionExpression: 'attribute_not_exists(id)' };
      const TransactItems = [
        { Put: put },
        { Put: putPerson(table, person) },
        ...leaving.map(({ id, ending: why }) => ({
          Update: { TableName: table.name, ...endingOf(id, why) },
        })),
        ...(from === undefined ? [] : [{ ConditionCheck: { TableName: table.name, ...stillOpen(from) } }]),
      ];
      return unlessRefused(table.client.send(new TransactWriteCommand({ TransactItems })));
    },
    changePerson: (person) => unlessRefused(table.client.send(new PutCommand(putPerson(table, person)))),
    ...grants(table),
    ...proofs(update),
  };
}

type WriteUpdate = (input: Omit<UpdateCommandInput, 'TableName'>) => Promise<boolean>;

/** Fresh proofs: given to a session that is there, and taken once. */
function proofs(update: WriteUpdate): Pick<SessionStore, 'prove' | 'takeProof'> {
  return {
    async prove(id, until) {
      await update({
        Key: { id },
        UpdateExpression: 'SET provenUntil = :until',
        ConditionExpression: 'attribute_exists(id)',
        ExpressionAttributeValues: { ':until': until },
      });
    },
    takeProof: (id, now) =>
      update({
        Key: { id },
        UpdateExpression: 'REMOVE provenUntil',
        ConditionExpression: 'provenUntil > :now',
        ExpressionAttributeValues: { ':now': now },
      }),
  };
}

const set = (values: Readonly<Record<string, unknown>>): object =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));

/** Sign-ins of the user pool whose tokens are worth nothing any more. */
function grants(table: Table): Pick<SessionStore, 'endGrants' | 'isGrantEnded'> {
  return {
    async endGrants(ended, until) {
      for (const grant of new Set(ended)) {
        const Item = { id: grantId(grant), expiresAt: seconds(until) };
        await table.client.send(new PutCommand({ TableName: table.name, Item }));
      }
    },
    async isGrantEnded(grant) {
      const { Item } = await table.client.send(
        new GetCommand({ TableName: table.name, Key: { id: grantId(grant) }, ConsistentRead: true }),
      );
      return Item !== undefined;
    },
  };
}

async function readPerson(table: Table, key: string): Promise<SignInPerson> {
  const { Item } = await table.client.send(
    new GetCommand({ TableName: table.name, Key: { id: personId(key) }, ConsistentRead: true }),
  );
  return Item === undefined ? nobodyYet(key) : personRecord.parse(Item);
}

type Update = Pick<UpdateCommandInput, 'Key' | 'ConditionExpression' | 'ExpressionAttributeValues'> & {
  readonly UpdateExpression: string;
};

/** What ended first keeps its reason; a session that is gone needs none. */
function endingOf(id: string, ending: Ending): Update {
  return {
    Key: { id },
    UpdateExpression: 'SET ending = if_not_exists(ending, :ending)',
    ConditionExpression: 'attribute_exists(id)',
    ExpressionAttributeValues: { ':ending': ending },
  };
}

const stillOpen = (id: string): { Key: { id: string }; ConditionExpression: string } => ({
  Key: { id },
  ConditionExpression: 'attribute_exists(id) AND attribute_not_exists(ending)',
});

function putPerson(table: Table, person: SignInPerson): PutCommandInput {
  return {
    TableName: table.name,
    Item: { ...person, id: personId(person.key), version: person.version + 1 },
    ConditionExpression: person.version === 0 ? 'attribute_not_exists(id)' : 'version = :version',
    ...(person.version === 0 ? {} : { ExpressionAttributeValues: { ':version': person.version } }),
  };
}

/** Whether the write was done; a condition that does not hold is an answer, anything else an error. */
async function unlessRefused(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    if (isRefusedTransaction(error)) return false;
    throw error;
  }
}

/** Another write to the same records at the same time is as good as one before. */
function isRefusedTransaction(error: unknown): boolean {
  const harmless = ['None', 'ConditionalCheckFailed', 'TransactionConflict'];
  return (
    error instanceof TransactionCanceledException &&
    (error.CancellationReasons ?? []).every(({ Code = '' }) => harmless.includes(Code))
  );
}
