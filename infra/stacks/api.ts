import {
  aws_apigatewayv2 as apigw,
  aws_apigatewayv2_integrations as integrations,
  type aws_lambda as lambda,
} from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { documentRoutes } from '../../functions/contract/documents.ts';
import type { Method, RouteService } from '../../functions/contract/route.ts';
import { routeList } from '../../functions/contract/routes.ts';
import type { FunctionName } from '../../functions/manifest.ts';
import { bankFunction, type EnvironmentValues } from '../constructs/bank-function.ts';
import { BankStack } from '../constructs/bank-stack.ts';
import { apiOrigin, cdn, uncached } from '../constructs/cdn.ts';
import type { QueuePair } from '../constructs/queue-with-dlq.ts';
import { privateApi } from '../constructs/private-api.ts';
import { hostsOf, originOf, type StageConfig } from '../stages.ts';
import type { DataStack } from './data.ts';
import type { IdentityStack } from './identity.ts';
import type { NetworkStack } from './network.ts';
import type { ReportingStack } from './reporting.ts';

interface ApiStackParts {
  readonly network: NetworkStack;
  readonly data: DataStack;
  readonly identity: IdentityStack;
  readonly reporting: ReportingStack;
}

/** Reading who may sign in, and changing their rights once two people have agreed on it. */
const directoryActions = [
  'ListUsers',
  'ListUsersInGroup',
  'AdminGetUser',
  'AdminListGroupsForUser',
  'AdminAddUserToGroup',
  'AdminRemoveUserFromGroup',
  'AdminEnableUser',
  'AdminDisableUser',
  'AdminUserGlobalSignOut',
].map((action) => `cognito-idp:${action}`);

const httpMethods: Record<Method, apigw.HttpMethod> = {
  GET: apigw.HttpMethod.GET,
  POST: apigw.HttpMethod.POST,
  DELETE: apigw.HttpMethod.DELETE,
};

const deadLetterActions = [
  'GetQueueUrl',
  'GetQueueAttributes',
  'ReceiveMessage',
  'DeleteMessage',
  'StartMessageMoveTask',
  'ListMessageMoveTasks',
].map((action) => `sqs:${action}`);

/**
 * Looking at dead letters, and sending them back: SQS takes them out and sends them in the name of whoever asked. What
 * waits in a queue stays with its worker.
 */
function grantRedrive(handler: lambda.Function, { queue, dlq }: QueuePair): void {
  queue.grantSendMessages(handler);
  dlq.grant(handler, ...deadLetterActions);
}

/** The versioned API: one route per operation of the contract, each to the function that answers it. */
export class ApiStack extends BankStack {
  /** Host of the HTTP API behind the CDN; no browser uses it. */
  readonly originHost: string;

  private readonly parts: ApiStackParts;

  constructor(scope: Construct, config: StageConfig, parts: ApiStackParts) {
    super(scope, config, 'api');
    this.parts = parts;
    const hosts = hostsOf(config);
    this.originHost = `origin-api.${config.domain}`;
    const api = privateApi(this, 'http-api', this.originHost);
    const functions: Partial<Record<RouteService, lambda.Function>> = {
      api: this.api(),
      auth: this.auth(),
      health: this.health(),
      ...(config.docs ? { docs: this.function('docs') } : {}),
    };
    const routes = config.docs ? [...routeList, ...documentRoutes] : routeList;
    for (const [service, handler] of Object.entries(functions)) {
      const integration = new integrations.HttpLambdaIntegration(service, handler);
      for (const route of routes.filter((each) => each.service === service)) {
        api.addRoutes({ path: route.path, methods: [httpMethods[route.method]], integration });
      }
    }
    cdn(this, 'cdn', {
      host: hosts.api,
      webAclArn: parts.network.webAclArn,
      defaultBehavior: uncached(apiOrigin(this.originHost, parts.data.edgeToken, 'api')),
    });
  }

  private function(name: FunctionName): lambda.Function {
    const { network, data, identity, reporting } = this.parts;
    const values: EnvironmentValues = {
      ...data.values,
      ...identity.values,
      STAGE: this.config.name,
      REPORT_QUEUE_URL: reporting.reportQueue.queueUrl,
      IMPORT_QUEUE_URL: reporting.importQueue.queueUrl,
      DAY_QUEUE_URL: reporting.dayQueue.queueUrl,
      BANK_ORIGIN: originOf(this.config, hostsOf(this.config).bank),
      CLASSIC_ORIGIN: originOf(this.config, hostsOf(this.config).classic),
      STAFF_PASSWORDS: String(this.config.staffPasswords),
    };
    return bankFunction(this, { name, values, vpc: network.vpc, securityGroup: network.functionsGroup });
  }

  private api(): lambda.Function {
    const handler = this.function('api');
    const { data, reporting } = this.parts;
    this.grantChain(handler);
    data.grantBooks(handler);
    data.grantTable(handler, data.snapshots, ['GetItem']);
    data.grantTable(handler, data.drafts, ['GetItem', 'PutItem']);
    data.grantTable(handler, data.imports, ['GetItem', 'PutItem', 'Query']);
    data.grantTable(handler, data.roots, ['GetItem']);
    data.grantTable(handler, data.log, ['Query']);
    data.personalKey.grant(handler, 'kms:GenerateDataKey', 'kms:Decrypt');
    data.grantTable(handler, data.reports, ['GetItem', 'PutItem', 'Query']);
    data.grantKept(handler);
    for (const pair of reporting.queues) grantRedrive(handler, pair);
    this.parts.identity.pool.grant(handler, ...directoryActions);
    return handler;
  }

  private auth(): lambda.Function {
    const handler = this.function('auth');
    const { data } = this.parts;
    this.grantChain(handler);
    // Notes of one use lie beside the sessions, and taking one deletes it.
    // A session that comes over is written on condition that its origin has not ended.
    data.grantTable(handler, data.sessions, ['ConditionCheckItem', 'DeleteItem']);
    data.grantBooks(handler);
    const actions = [
      'AdminAddUserToGroup',
      'AdminDeleteUser',
      'AdminDisableProviderForUser',
      'AdminGetUser',
      'AdminInitiateAuth',
      'AdminLinkProviderForUser',
      'AdminRespondToAuthChallenge',
      'AdminSetUserMFAPreference',
      'DescribeUserPoolClient',
    ];
    this.parts.identity.pool.grant(handler, ...actions.map((action) => `cognito-idp:${action}`));
    return handler;
  }

  private health(): lambda.Function {
    const handler = this.function('health');
    this.parts.data.grantBooks(handler);
    this.parts.data.grantTable(handler, this.parts.data.sessions, ['GetItem']);
    this.parts.data.grantAppend(handler);
    this.parts.data.grantSecret(handler, this.parts.data.edgeSecret);
    return handler;
  }

  /** What every function behind the request chain needs: sessions, the log, and the signing keys. */
  private grantChain(handler: lambda.Function): void {
    const { data } = this.parts;
    data.grantTable(handler, data.sessions, ['BatchGetItem', 'GetItem', 'PutItem', 'UpdateItem']);
    data.grantAppend(handler);
    data.grantSecret(handler, data.signingSecret);
    data.grantSecret(handler, data.edgeSecret);
    data.grantSecret(handler, data.passSecret);
  }
}
