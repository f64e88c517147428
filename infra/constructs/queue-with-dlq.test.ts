import { expect, it } from '@jest/globals';
import { App, aws_kms as kms } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { filesQueue } from '../../functions/manifest-queues.ts';
import { stageConfig } from '../stages.ts';
import { alarmTopic } from './alarm-topic.ts';
import { BankStack } from './bank-stack.ts';
import { queueWithDlq } from './queue-with-dlq.ts';

it('An alarm tells of the first dead letter of a queue, by the name that operators know it by', () => {
  const stack = new BankStack(new App(), stageConfig('prod'), 'test');
  const { dlq } = queueWithDlq(stack, 'files', {
    key: new kms.Key(stack, 'key'),
    alarms: alarmTopic(stack),
    ...filesQueue,
  });
  const template = Template.fromStack(stack);
  const [topic] = Object.keys(template.findResources('AWS::SNS::Topic'));
  const alarms = template.findResources('AWS::CloudWatch::Alarm');
  const Properties = {
    AlarmName: 'ledgerbank-prod-files-dlq',
    MetricName: 'ApproximateNumberOfMessagesVisible',
    Dimensions: [{ Name: 'QueueName', Value: stack.resolve(dlq.queueName) as unknown }],
    AlarmActions: [{ Ref: topic }],
    Statistic: 'Maximum',
    Threshold: 1,
    EvaluationPeriods: 1,
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
  };
  expect(Object.values(alarms)).toMatchObject([{ Properties }]);
});
