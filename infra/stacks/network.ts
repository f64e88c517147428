import { aws_ec2 as ec2, aws_wafv2 as waf, Validations } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { consoleGroup } from '../../functions/manifest.ts';
import { BankStack } from '../constructs/bank-stack.ts';
import type { StageConfig } from '../stages.ts';

interface ManagedRule {
  readonly name: string;
  readonly priority: number;
  /** Rules of the group that only count. */
  readonly counted?: readonly string[];
}

const managedRules: readonly ManagedRule[] = [
  { name: 'AWSManagedRulesAmazonIpReputationList', priority: 2 },
  {
    name: 'AWSManagedRulesCommonRuleSet',
    priority: 3,
    // It stops bodies above 8 kB; how large one may be, each route says and the edge guard checks.
    counted: ['SizeRestrictions_BODY'],
  },
  { name: 'AWSManagedRulesKnownBadInputsRuleSet', priority: 4 },
];

function visibility(metricName: string): waf.CfnWebACL.VisibilityConfigProperty {
  return { cloudWatchMetricsEnabled: true, sampledRequestsEnabled: true, metricName };
}

/** VPC for what speaks to Aurora and Redis, and the web ACL that stands before all three distributions. */
export class NetworkStack extends BankStack {
  readonly vpc: ec2.Vpc;
  readonly functionsGroup: ec2.SecurityGroup;
  /** Empty: whoever operates the bank puts the instance into it that a tunnel of the console goes through. */
  readonly consoleGroup: ec2.SecurityGroup;
  readonly webAclArn: string;

  constructor(scope: Construct, config: StageConfig) {
    super(scope, config, 'network');
    this.vpc = new ec2.Vpc(this, 'vpc', {
      availabilityZones: this.availabilityZones,
      natGateways: config.natGateways,
      subnetConfiguration: [
        { name: 'public', subnetType: ec2.SubnetType.PUBLIC, cidrMask: 24 },
        { name: 'functions', subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS, cidrMask: 22 },
        { name: 'data', subnetType: ec2.SubnetType.PRIVATE_ISOLATED, cidrMask: 24 },
      ],
      gatewayEndpoints: {
        dynamodb: { service: ec2.GatewayVpcEndpointAwsService.DYNAMODB },
        s3: { service: ec2.GatewayVpcEndpointAwsService.S3 },
      },
      flowLogs: { rejected: { trafficType: ec2.FlowLogTrafficType.REJECT } },
    });
    Validations.of(this.vpc).acknowledge({
      id: 'CloudFormation-Validate::W3010',
      reason: 'Zones are named so that synthesis needs no account; every zone a and b of us-east-1 exists',
    });
    this.functionsGroup = new ec2.SecurityGroup(this, 'functions', {
      vpc: this.vpc,
      description: 'Functions that use Aurora through the proxy or Redis',
    });
    this.consoleGroup = new ec2.SecurityGroup(this, 'console', {
      vpc: this.vpc,
      securityGroupName: consoleGroup(config.name),
      description: 'Tunnels of the operations console to the books',
    });
    this.webAclArn = this.webAcl().attrArn;
  }

  private webAcl(): waf.CfnWebACL {
    return new waf.CfnWebACL(this, 'web-acl', {
      scope: 'CLOUDFRONT',
      defaultAction: { allow: {} },
      visibilityConfig: visibility('web-acl'),
      rules: [
        rateRule({ name: 'sign-ins-by-address', priority: 0, limit: 300 }, below('/auth/')),
        rateRule({ name: 'rate-by-address', priority: 1, limit: 15_000 }),
        ...managedRules.map(({ name, priority, counted = [] }) => ({
          name,
          priority,
          overrideAction: { none: {} },
          statement: {
            managedRuleGroupStatement: {
              vendorName: 'AWS',
              name,
              ruleActionOverrides: counted.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
            },
          },
          visibilityConfig: visibility(name),
        })),
      ],
    });
  }
}

interface RateRule {
  readonly name: string;
  readonly priority: number;
  /** Requests of one address within five minutes. */
  readonly limit: number;
}

/** Refuses an address while it sends more than that; floods end here, before any function runs. */
function rateRule(
  { name, priority, limit }: RateRule,
  scopeDownStatement?: waf.CfnWebACL.StatementProperty,
): waf.CfnWebACL.RuleProperty {
  const scope = scopeDownStatement ? { scopeDownStatement } : {};
  return {
    name,
    priority,
    action: { block: { customResponse: { responseCode: 429, responseHeaders: [retryAfter] } } },
    statement: { rateBasedStatement: { limit, aggregateKeyType: 'IP', evaluationWindowSec: 300, ...scope } },
    visibilityConfig: visibility(name),
  };
}

const retryAfter = { name: 'retry-after', value: '300' };

const below = (path: string): waf.CfnWebACL.StatementProperty => ({
  byteMatchStatement: {
    fieldToMatch: { uriPath: {} },
    positionalConstraint: 'STARTS_WITH',
    searchString: path,
    textTransformations: [
      { priority: 0, type: 'URL_DECODE' },
      { priority: 1, type: 'LOWERCASE' },
    ],
  },
});
