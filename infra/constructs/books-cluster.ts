import { aws_ec2 as ec2, type aws_kms as kms, aws_rds as rds, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { masterSecret } from '../../functions/manifest-secrets.ts';
import type { NetworkStack } from '../stacks/network.ts';
import type { BankStack } from './bank-stack.ts';

interface BooksClusterParts {
  readonly key: kms.IKey;
  readonly network: NetworkStack;
  /** Who may reach it. */
  readonly group: ec2.SecurityGroup;
}

/** The books: Aurora Postgres with a writer and the readers of the stage, and the Data API. */
export function booksCluster(
  stack: BankStack,
  { key, network, group }: BooksClusterParts,
): rds.DatabaseCluster {
  const { aurora } = stack.config;
  const readers = Array.from({ length: aurora.readers }, (_, index) =>
    rds.ClusterInstance.serverlessV2(`reader${index + 1}`, { scaleWithWriter: index === 0 }),
  );
  return new rds.DatabaseCluster(stack, 'books', {
    engine: rds.DatabaseClusterEngine.auroraPostgres({ version: rds.AuroraPostgresEngineVersion.VER_17_4 }),
    credentials: rds.Credentials.fromGeneratedSecret('bank_master', {
      encryptionKey: key,
      // Named, because the console looks there when it migrates. Other rules for its password would be a second secret of that name.
      secretName: masterSecret(stack.config.name),
    }),
    writer: rds.ClusterInstance.serverlessV2('writer'),
    readers,
    serverlessV2MinCapacity: aurora.minCapacity,
    serverlessV2MaxCapacity: aurora.maxCapacity,
    enableDataApi: true,
    defaultDatabaseName: 'bank',
    vpc: network.vpc,
    vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
    securityGroups: [group],
    storageEncryptionKey: key,
    iamAuthentication: true,
    deletionProtection: stack.config.retainData,
    backup: { retention: Duration.days(14) },
    cloudwatchLogsExports: ['postgresql'],
    removalPolicy: stack.config.retainData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  });
}
