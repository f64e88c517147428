import {
  type aws_iam as iam,
  aws_lambda_event_sources as sources,
  type aws_lambda as lambda,
  aws_scheduler as scheduler,
  aws_scheduler_targets as targets,
  type aws_sns as sns,
  type aws_sqs as sqs,
  TimeZone,
} from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { functionManifest, keeperRole, type FunctionName } from '../../functions/manifest.ts';
import {
  bankTimeZone,
  dayQueue,
  eventQueue,
  filesQueue,
  functionSchedules,
  importQueue,
  reportQueue,
  tickQueue,
  ticksOf,
  tickSchedules,
  type TickName,
} from '../../functions/manifest-queues.ts';
import { alarmOfRuns, alarmTopic } from '../constructs/alarm-topic.ts';
import { bankFunction } from '../constructs/bank-function.ts';
import { BankStack } from '../constructs/bank-stack.ts';
import { queueWithDlq, type QueuePair } from '../constructs/queue-with-dlq.ts';
import type { StageConfig } from '../stages.ts';
import type { DataStack } from './data.ts';
import type { NetworkStack } from './network.ts';

const timeZone = TimeZone.of(bankTimeZone);

interface ReportingStackParts {
  readonly network: NetworkStack;
  readonly data: DataStack;
}

/**
 * Schedules put a tick on a queue, the planner turns it into report requests, the worker makes the reports.
 * Beside it, the outbox: what the books did becomes events, and events become the last-known snapshots and the files that are
 * kept of filed reports.
 */
export class ReportingStack extends BankStack {
  /** Whoever may ask for reports sends to it. */
  readonly reportQueue: sqs.Queue;
  /** Whoever may import files sends to it. */
  readonly importQueue: sqs.Queue;
  /** Whoever may end the business date sends to it. */
  readonly dayQueue: sqs.Queue;

  /** All of them, for whoever shows dead letters and sends them back. */
  readonly queues: readonly QueuePair[];

  /** Hears of every alarm of the stage. */
  private readonly alarms: sns.Topic;
  private readonly parts: ReportingStackParts;
  private readonly queueUrls: Readonly<Record<'report' | 'events' | 'day' | 'files', string>>;

  constructor(scope: Construct, config: StageConfig, parts: ReportingStackParts) {
    super(scope, config, 'reporting');
    this.parts = parts;
    this.alarms = alarmTopic(this);
    const shared = { key: parts.data.key, alarms: this.alarms };
    const pairs = {
      tick: queueWithDlq(this, 'tick', { ...shared, ...tickQueue }),
      report: queueWithDlq(this, 'report', { ...shared, ...reportQueue }),
      import: queueWithDlq(this, 'import', { ...shared, ...importQueue }),
      day: queueWithDlq(this, 'day', { ...shared, ...dayQueue }),
      events: queueWithDlq(this, 'events', { ...shared, ...eventQueue }),
      files: queueWithDlq(this, 'files', { ...shared, ...filesQueue }),
    };
    this.queues = Object.values(pairs);
    const [tick, events, files] = [pairs.tick.queue, pairs.events.queue, pairs.files.queue];
    this.reportQueue = pairs.report.queue;
    this.importQueue = pairs.import.queue;
    this.dayQueue = pairs.day.queue;
    this.queueUrls = {
      report: this.reportQueue.queueUrl,
      events: events.queueUrl,
      day: this.dayQueue.queueUrl,
      files: files.queueUrl,
    };
    this.reports(tick, this.reportQueue);
    this.imports();
    this.days();
    this.outbox(events, files);
    this.files(files);
    this.sealing();
    for (const kind of ticksOf(config.name)) this.schedule(kind, tick);
  }

  private function(name: FunctionName): lambda.Function {
    const { network, data } = this.parts;
    const values = {
      ...data.values,
      REPORT_QUEUE_URL: this.queueUrls.report,
      EVENTS_QUEUE_URL: this.queueUrls.events,
      DAY_QUEUE_URL: this.queueUrls.day,
      FILES_QUEUE_URL: this.queueUrls.files,
    };
    const handler = bankFunction(this, {
      name,
      values,
      vpc: network.vpc,
      securityGroup: network.functionsGroup,
    });
    if (functionManifest[name].inVpc) data.grantSecret(handler, data.appSecret);
    return handler;
  }

  private reports(tick: sqs.Queue, report: sqs.Queue): void {
    const { data } = this.parts;
    const planner = this.function('planner');
    planner.addEventSource(
      new sources.SqsEventSource(tick, { batchSize: 10, reportBatchItemFailures: true }),
    );
    report.grantSendMessages(planner);
    this.dayQueue.grantSendMessages(planner);
    data.grantTable(planner, data.reports, ['GetItem', 'PutItem', 'Query']);
    // Batches of one: poison holds up only its own group, and a killed worker repeats only one report.
    const worker = this.function('report-worker');
    worker.addEventSource(
      new sources.SqsEventSource(report, { batchSize: 1, reportBatchItemFailures: true }),
    );
    data.grantTable(worker, data.reports, ['GetItem', 'PutItem', 'UpdateItem']);
  }

  private imports(): void {
    const worker = this.function('import-worker');
    worker.addEventSource(
      new sources.SqsEventSource(this.importQueue, { batchSize: 1, reportBatchItemFailures: true }),
    );
    const { data } = this.parts;
    data.grantTable(worker, data.imports, ['GetItem', 'PutItem', 'Query']);
  }

  private days(): void {
    const worker = this.function('day-worker');
    worker.addEventSource(
      new sources.SqsEventSource(this.dayQueue, { batchSize: 1, reportBatchItemFailures: true }),
    );
    // A day that was missed follows the one before it.
    this.dayQueue.grantSendMessages(worker);
  }

  private files(files: sqs.Queue): void {
    const keeper = this.function('file-keeper');
    keeper.addEventSource(new sources.SqsEventSource(files, { batchSize: 1, reportBatchItemFailures: true }));
    this.parts.data.grantKeep(keeper);
    (keeper.role?.node.defaultChild as iam.CfnRole).roleName = keeperRole(this.config.name);
    this.calls('keeping', keeper, 'Keep what is missing of filed reports');
  }

  /** A schedule that calls a function without a queue between: the next due time is try enough. */
  private calls(name: keyof typeof functionSchedules, handler: lambda.Function, description: string): void {
    new scheduler.Schedule(this, name, {
      schedule: scheduler.ScheduleExpression.expression(functionSchedules[name].expression),
      target: new targets.LambdaInvoke(handler, { retryAttempts: 0 }),
      description,
    });
    alarmOfRuns(this.alarms, name, handler);
  }

  private outbox(events: sqs.Queue, files: sqs.Queue): void {
    const relay = this.function('outbox-relay');
    events.grantSendMessages(relay);
    files.grantSendMessages(relay);
    this.calls('outbox', relay, 'Hand the outbox of the books to the queues of events and of files');
    const writer = this.function('snapshot-writer');
    writer.addEventSource(
      new sources.SqsEventSource(events, { batchSize: 10, reportBatchItemFailures: true }),
    );
    this.parts.data.grantTable(writer, this.parts.data.snapshots, ['PutItem']);
  }

  private sealing(): void {
    const sealer = this.function('sealer');
    const { data } = this.parts;
    data.grantTable(sealer, data.roots, ['GetItem', 'PutItem', 'Query']);
    this.calls('sealing', sealer, 'Seal what was posted and publish the blocks');
  }

  private schedule(kind: TickName, queue: sqs.Queue): void {
    new scheduler.Schedule(this, `${kind}-tick`, {
      schedule: scheduler.ScheduleExpression.expression(tickSchedules[kind], timeZone),
      target: new targets.SqsSendMessage(queue, {
        input: scheduler.ScheduleTargetInput.fromObject({
          kind,
          scheduledTime: scheduler.ContextAttribute.scheduledTime,
        }),
      }),
      description: `Tick at the end of each ${kind}; the planner decides what it means`,
    });
  }
}
