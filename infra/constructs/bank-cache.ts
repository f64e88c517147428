import { aws_ec2 as ec2, aws_elasticache as elasticache, type aws_kms as kms } from 'aws-cdk-lib';
import type { NetworkStack } from '../stacks/network.ts';
import type { BankStack } from './bank-stack.ts';

/** The cache, reached by functions alone. */
export function bankCache(
  stack: BankStack,
  { key, network }: { readonly key: kms.IKey; readonly network: NetworkStack },
): elasticache.CfnServerlessCache {
  const group = new ec2.SecurityGroup(stack, 'cache-group', { vpc: network.vpc });
  group.addIngressRule(network.functionsGroup, ec2.Port.tcpRange(6379, 6380), 'functions to the cache');
  return new elasticache.CfnServerlessCache(stack, 'cache', {
    engine: 'valkey',
    majorEngineVersion: '8',
    serverlessCacheName: `ledgerbank-${stack.config.name}`,
    kmsKeyId: key.keyArn,
    securityGroupIds: [group.securityGroupId],
    subnetIds: network.vpc.selectSubnets({ subnetType: ec2.SubnetType.PRIVATE_ISOLATED }).subnetIds,
    cacheUsageLimits: { dataStorage: { maximum: 1, unit: 'GB' }, ecpuPerSecond: { maximum: 5000 } },
  });
}
