import {
  CreateAliasCommand,
  CreateKeyCommand,
  DescribeKeyCommand,
  NotFoundException,
  type KeyMetadata,
  type KMSClient,
} from '@aws-sdk/client-kms';
import type { Provisioner } from './provisioner.ts';

async function findKey(kms: KMSClient, alias: string): Promise<KeyMetadata | undefined> {
  try {
    return (await kms.send(new DescribeKeyCommand({ KeyId: alias }))).KeyMetadata;
  } catch (error) {
    if (error instanceof NotFoundException) return undefined;
    throw error;
  }
}

async function createKey(kms: KMSClient, alias: string): Promise<KeyMetadata | undefined> {
  const { KeyMetadata: key } = await kms.send(new CreateKeyCommand({}));
  await kms.send(new CreateAliasCommand({ AliasName: alias, TargetKeyId: key?.KeyId }));
  return key;
}

/** `AWS::KMS::Key`, known again by an alias that only the local stack uses. */
export const provisionKey: Provisioner = async (resource, { kms }) => {
  const alias = `alias/local/${resource.defaultName}`;
  const key = (await findKey(kms, alias)) ?? (await createKey(kms, alias));
  const id = key?.KeyId ?? '';
  return { id, attributes: { KeyId: id, Arn: key?.Arn ?? '' } };
};
