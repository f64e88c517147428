import {
  aws_cloudwatch as cloudwatch,
  aws_cloudwatch_actions as actions,
  aws_iam as iam,
  aws_kms as kms,
  type aws_lambda as lambda,
  aws_sns as sns,
  CfnOutput,
  Duration,
  RemovalPolicy,
} from 'aws-cdk-lib';
import type { BankStack } from './bank-stack.ts';

/**
 * Where every alarm of a stage goes; whoever is to hear of it subscribes. Encrypted with a key of its own, because the service that
 * alarms has to use it, and may use no other.
 */
export function alarmTopic(stack: BankStack): sns.Topic {
  const name = `ledgerbank-${stack.config.name}-alarms`;
  const key = new kms.Key(stack, 'alarms-key', {
    enableKeyRotation: true,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const topic = new sns.Topic(stack, 'alarms', { topicName: name, masterKey: key, enforceSSL: true });
  const service = new iam.ServicePrincipal('cloudwatch.amazonaws.com', {
    conditions: { StringEquals: { 'aws:SourceAccount': stack.account } },
  });
  key.grantEncryptDecrypt(service);
  topic.grantPublish(service);
  new CfnOutput(stack, 'alarms-topic', { value: topic.topicArn, description: 'Subscribe to hear of alarms' });
  return topic;
}

/** Tells the topic as soon as there is one in a minute. */
export function alarmAtOnce(
  topic: sns.ITopic,
  metric: cloudwatch.Metric,
  alarm: { readonly id: string; readonly name: string; readonly description: string },
): void {
  const { stack } = topic;
  metric
    .createAlarm(stack, alarm.id, {
      alarmName: alarm.name,
      alarmDescription: alarm.description,
      threshold: 1,
      evaluationPeriods: 1,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    })
    .addAlarmAction(new actions.SnsAction(topic));
}

/** What a schedule calls has no message that could die: its failed runs are told instead. */
export function alarmOfRuns(topic: sns.ITopic, id: string, handler: lambda.Function): void {
  const { stack } = topic;
  alarmAtOnce(topic, handler.metricErrors({ period: Duration.minutes(1) }), {
    id: `${id}-failures`,
    name: `${stack.stackName}-${id}-failures`,
    description: `A run of the schedule ${id} failed: see the log of the function it calls`,
  });
}
