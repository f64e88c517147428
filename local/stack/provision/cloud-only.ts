/**
 * Resource types that exist only in the cloud, by prefix, and why the bank runs the same without them. Any other
 * type the local stack does not know stops the start: leaving it out could change what the bank does.
 */
const cloudOnly: Readonly<Record<string, string>> = {
  'AWS::ApplicationAutoScaling::': 'one machine has one size',
  'AWS::Backup::': 'the data directory can be copied',
  'AWS::CDK::Metadata': 'usage statistics of the CDK',
  'AWS::CertificateManager::': 'the one port speaks plain HTTP',
  'AWS::CloudFront::OriginAccessControl': 'files are read from the assembly, which nobody else reaches',
  'AWS::CloudWatch::': 'metrics, alarms and dashboards watch the cloud',
  'AWS::Cognito::ManagedLoginBranding': 'the stand-in draws pages of its own',
  'AWS::Cognito::UserPoolRiskConfigurationAttachment': 'risk scores come from the fleet of all pools',
  'AWS::EC2::': 'one machine has no network to lay out',
  'AWS::KMS::Alias': 'a second name of a key',
  'AWS::Lambda::LayerVersion': 'only deployment helpers of the CDK use layers',
  'AWS::Lambda::Permission': 'the gateway and the scheduler are part of this process',
  'AWS::Logs::': 'each function writes a log file',
  'AWS::RDS::DBClusterParameterGroup': 'tuning of Aurora',
  'AWS::RDS::DBInstance': 'there is one Postgres, whatever the number of instances',
  'AWS::RDS::DBProxyTargetGroup': 'the proxy is the database itself',
  'AWS::RDS::DBSubnetGroup': 'one machine has no network to lay out',
  'AWS::Route53::': 'names below localhost need no zone',
  'AWS::SecretsManager::RotationSchedule': 'secrets of a laptop do not rotate',
  'AWS::SNS::': 'alarms, and whoever hears of them, are in the cloud',
  'AWS::SQS::QueuePolicy': 'queue policies only refuse what comes from outside the account',
  'AWS::WAFv2::': 'a managed rule set has no local twin',
  'Custom::LogRetention': 'each function writes a log file',
  'Custom::S3AutoDeleteObjects': 'npm run reset removes everything',
};

/** Whether a resource of this type is left out on purpose. */
export function isCloudOnly(type: string): boolean {
  return Object.keys(cloudOnly).some((prefix) =>
    prefix.endsWith('::') ? type.startsWith(prefix) : type === prefix,
  );
}
