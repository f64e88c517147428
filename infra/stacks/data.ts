import {
  aws_dynamodb as dynamodb,
  aws_ec2 as ec2,
  aws_iam as iam,
  aws_kms as kms,
  type aws_lambda as lambda,
  type aws_rds as rds,
  type aws_s3 as s3,
  aws_secretsmanager as secrets,
  RemovalPolicy,
  Token,
} from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import {
  blockRootsTable,
  importsTable,
  logTable,
  reportsTable,
  sessionsTable,
} from '../../functions/manifest.ts';
import type { EnvironmentValues } from '../constructs/bank-function.ts';
import { bankCache } from '../constructs/bank-cache.ts';
import { BankStack } from '../constructs/bank-stack.ts';
import { booksCluster } from '../constructs/books-cluster.ts';
import { fileBucket, fileKey, grantFiles } from '../constructs/file-bucket.ts';
import type { StageConfig } from '../stages.ts';
import type { NetworkStack } from './network.ts';

const postgresPort = 5432;

/** Everything that remembers: the books in Aurora, DynamoDB for what is beside them, the cache. */
export class DataStack extends BankStack {
  readonly key: kms.Key;
  /** Wraps the data keys of personal data; nothing else is encrypted with it. */
  readonly personalKey: kms.Key;
  readonly books: rds.DatabaseCluster;
  readonly appSecret: secrets.Secret;
  readonly signingSecret: secrets.Secret;
  readonly edgeSecret: secrets.Secret;
  /** Whoever deploys copies it to the CDN, which can read no secret. */
  readonly passSecret: secrets.Secret;
  readonly sessions: dynamodb.TableV2;
  readonly log: dynamodb.TableV2;
  readonly snapshots: dynamodb.TableV2;
  readonly reports: dynamodb.TableV2;
  readonly drafts: dynamodb.TableV2;
  readonly imports: dynamodb.TableV2;
  /** Published blocks of the books: written once, outside the database they speak for. */
  readonly roots: dynamodb.TableV2;
  /** Encrypts the files of filed reports; nothing else is encrypted with it. */
  readonly filesKey: kms.Key;
  /** Files of filed reports. */
  readonly files: s3.Bucket;
  /** Values of the environment names that point at this stack’s resources. */
  readonly values: EnvironmentValues;

  constructor(scope: Construct, config: StageConfig, network: NetworkStack) {
    super(scope, config, 'data');
    this.key = new kms.Key(this, 'key', { enableKeyRotation: true, removalPolicy: this.removal });
    this.appSecret = this.secret('books-app', { username: 'bank_app' }, 'password');
    this.personalKey = new kms.Key(this, 'personal-key', {
      enableKeyRotation: true,
      removalPolicy: this.removal,
    });
    this.signingSecret = this.secret('signing', {}, 'key');
    this.edgeSecret = this.secret('edge', {}, 'token');
    this.passSecret = this.secret('pass', {}, 'key');
    const booksGroup = new ec2.SecurityGroup(this, 'books-group', { vpc: network.vpc });
    booksGroup.addIngressRule(network.functionsGroup, ec2.Port.tcp(postgresPort), 'functions to the proxy');
    booksGroup.addIngressRule(network.consoleGroup, ec2.Port.tcp(postgresPort), 'tunnels of the console');
    this.books = booksCluster(this, { key: this.key, network, group: booksGroup });
    // Attached, so that it also says where the database is. No function may read it.
    this.secret('books-console', { username: 'bank_console' }, 'password').attach(this.books);
    const proxy = this.books.addProxy('proxy', {
      vpc: network.vpc,
      secrets: [this.appSecret],
      securityGroups: [booksGroup],
      requireTLS: true,
    });
    this.sessions = this.namedTable('sessions', sessionsTable(config.name), ['id']);
    this.log = this.namedTable('log', logTable(config.name), ['day', 'at']);
    this.snapshots = this.table('snapshots', 'customerId');
    this.reports = this.namedTable('reports', reportsTable(config.name), ['kind', 'period']);
    this.drafts = this.table('drafts', 'owner', 'id');
    this.imports = this.namedTable('imports', importsTable(config.name), ['id', 'part']);
    this.roots = this.rootsTable();
    this.filesKey = fileKey(this);
    this.files = fileBucket(this, this.filesKey);
    const cache = bankCache(this, { key: this.key, network });
    this.values = {
      BOOKS_CLUSTER_ARN: this.books.clusterArn,
      BOOKS_SECRET_ARN: this.appSecret.secretArn,
      BOOKS_DATABASE: 'bank',
      BOOKS_HOST: proxy.endpoint,
      BOOKS_PORT: Token.asString(this.books.clusterEndpoint.port),
      BOOKS_TLS: String(config.tls),
      CACHE_HOST: cache.attrEndpointAddress,
      CACHE_PORT: cache.attrEndpointPort,
      CACHE_TLS: String(config.tls),
      SESSIONS_TABLE: this.sessions.tableName,
      LOG_TABLE: this.log.tableName,
      SNAPSHOTS_TABLE: this.snapshots.tableName,
      REPORTS_TABLE: this.reports.tableName,
      DRAFTS_TABLE: this.drafts.tableName,
      IMPORTS_TABLE: this.imports.tableName,
      ROOTS_TABLE: this.roots.tableName,
      FILES_BUCKET: this.files.bucketName,
      SIGNING_SECRET_ARN: this.signingSecret.secretArn,
      PERSONAL_KEY_ARN: this.personalKey.keyArn,
      EDGE_SECRET_ARN: this.edgeSecret.secretArn,
      PASS_SECRET_ARN: this.passSecret.secretArn,
    };
  }

  /** A dynamic reference to the token that the CDN shows to our origins; never the value itself. */
  get edgeToken(): string {
    return this.edgeSecret.secretValueFromJson('token').unsafeUnwrap();
  }

  /** New items of the log, and nothing else: who writes it can't change or delete what is there. */
  grantAppend(grantee: lambda.Function): void {
    this.grantTable(grantee, this.log, ['PutItem']);
  }

  /** Exactly these actions on the table; the grants of the construct are wider than most functions need. */
  grantTable(grantee: lambda.Function, table: dynamodb.TableV2, actions: readonly string[]): void {
    table.grant(grantee, ...actions.map((action) => `dynamodb:${action}`));
    this.key.grantEncryptDecrypt(grantee);
  }

  /** Puts files where nothing is yet, and looks at what is there. */
  grantKeep(grantee: lambda.Function): void {
    const actions = ['PutObject', 'GetObject', 'GetObjectRetention'];
    const keyActions = ['GenerateDataKey', 'Decrypt'];
    grantFiles(this, grantee, { bucket: this.files, key: this.filesKey, actions, keyActions });
  }

  /** Reads the versions that the books name. */
  grantKept(grantee: lambda.Function): void {
    const access = {
      bucket: this.files,
      key: this.filesKey,
      actions: ['GetObjectVersion'],
      keyActions: ['Decrypt'],
    };
    grantFiles(this, grantee, access);
  }

  /** Statements through the Data API, as the role of the application secret. */
  grantBooks(grantee: lambda.Function): void {
    const actions = [
      'ExecuteStatement',
      'BatchExecuteStatement',
      'BeginTransaction',
      'CommitTransaction',
      'RollbackTransaction',
    ];
    iam.Grant.addToPrincipal({
      grantee,
      actions: actions.map((action) => `rds-data:${action}`),
      resourceArns: [this.books.clusterArn],
    });
    this.grantSecret(grantee, this.appSecret);
  }

  // `Secret.grantRead` would write the grantee into the key's policy here, which makes the stacks depend on
  // each other both ways. The key trusts the account's policies, so the grantee's own is enough.
  grantSecret(grantee: lambda.Function, secret: secrets.Secret): void {
    iam.Grant.addToPrincipal({
      grantee,
      actions: ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'],
      resourceArns: [secret.secretArn],
    });
    grantee.addToRolePolicy(
      new iam.PolicyStatement({
        actions: ['kms:Decrypt'],
        resources: [this.key.keyArn],
        conditions: { StringEquals: { 'kms:ViaService': `secretsmanager.${this.region}.amazonaws.com` } },
      }),
    );
  }

  private get removal(): RemovalPolicy {
    return this.config.retainData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
  }

  private secret(name: string, template: Record<string, string>, generateStringKey: string): secrets.Secret {
    return new secrets.Secret(this, `${name}-secret`, {
      secretName: `ledgerbank/${this.config.name}/${name}`,
      encryptionKey: this.key,
      generateSecretString: {
        secretStringTemplate: JSON.stringify(template),
        generateStringKey,
        excludePunctuation: true,
        passwordLength: 43,
      },
    });
  }

  private table(name: string, partitionKey: string, sortKey?: string): dynamodb.TableV2 {
    return new dynamodb.TableV2(this, name, {
      ...this.keptSafe(partitionKey, sortKey),
      timeToLiveAttribute: 'expiresAt',
    });
  }

  /** Named, because the console looks there without asking the bank. */
  private namedTable(
    id: string,
    tableName: string,
    keys: readonly [partition: string, sort?: string],
  ): dynamodb.TableV2 {
    return new dynamodb.TableV2(this, id, {
      ...this.keptSafe(...keys),
      tableName,
      timeToLiveAttribute: 'expiresAt',
    });
  }

  /** Named, because people look there without asking the bank. Nothing expires: no item may make itself vanish. */
  private rootsTable(): dynamodb.TableV2 {
    return new dynamodb.TableV2(this, 'roots', {
      ...this.keptSafe('books', 'block'),
      tableName: blockRootsTable(this.config.name),
    });
  }

  private keptSafe(partitionKey: string, sortKey?: string): dynamodb.TablePropsV2 {
    return {
      partitionKey: { name: partitionKey, type: dynamodb.AttributeType.STRING },
      ...(sortKey ? { sortKey: { name: sortKey, type: dynamodb.AttributeType.STRING } } : {}),
      encryption: dynamodb.TableEncryptionV2.customerManagedKey(this.key),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: this.config.retainData,
      removalPolicy: this.removal,
    };
  }
}
