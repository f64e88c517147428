import {
  aws_cognito as cognito,
  aws_route53 as route53,
  aws_secretsmanager as secrets,
  Duration,
  RemovalPolicy,
  SecretValue,
} from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { apiScopes, resourceServer, roles } from '../../functions/domain/permissions.ts';
import { userPoolName } from '../../functions/manifest.ts';
import type { EnvironmentValues } from '../constructs/bank-function.ts';
import { BankStack } from '../constructs/bank-stack.ts';
import { certificateOf, zoneOf } from '../constructs/cdn.ts';
import { hostsOf, originOf, type StageConfig } from '../stages.ts';

/** Who may come in: the user pool with its groups, clients, domain and the two ways in from outside. */
export class IdentityStack extends BankStack {
  readonly pool: cognito.UserPool;
  readonly values: EnvironmentValues;

  constructor(scope: Construct, config: StageConfig) {
    super(scope, config, 'identity');
    this.pool = this.userPool();
    for (const role of roles)
      new cognito.CfnUserPoolGroup(this, `group-${role}`, {
        userPoolId: this.pool.userPoolId,
        groupName: role,
      });
    const directory = this.directory();
    const amazon = this.loginWithAmazon();
    const bff = this.pool.addClient('bff', {
      generateSecret: true,
      authFlows: { adminUserPassword: true },
      accessTokenValidity: Duration.minutes(15),
      idTokenValidity: Duration.minutes(15),
      refreshTokenValidity: Duration.hours(8),
      enableTokenRevocation: true,
      preventUserExistenceErrors: true,
      supportedIdentityProviders: [
        cognito.UserPoolClientIdentityProvider.COGNITO,
        cognito.UserPoolClientIdentityProvider.custom(directory.providerName),
        cognito.UserPoolClientIdentityProvider.AMAZON,
      ],
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [cognito.OAuthScope.OPENID, cognito.OAuthScope.EMAIL],
        callbackUrls: ['directory', 'amazon'].flatMap((way) => this.bankUrls(`/auth/${way}/callback`)),
        logoutUrls: this.bankUrls('/'),
      },
    });
    bff.node.addDependency(directory, amazon);
    // Managed login shows its pages only to clients that have a look; the pool's own will do.
    new cognito.CfnManagedLoginBranding(this, 'look', {
      userPoolId: this.pool.userPoolId,
      clientId: bff.userPoolClientId,
      useCognitoProvidedValues: true,
    });
    const programs = this.programs();
    this.domain();
    this.values = {
      USER_POOL_ID: this.pool.userPoolId,
      USER_POOL_CLIENT_ID: bff.userPoolClientId,
      API_CLIENT_ID: programs.userPoolClientId,
      AUTH_ORIGIN: originOf(config, hostsOf(config).auth),
    };
  }

  /** Programs that act for themselves: client credentials, for scopes of the API. */
  private programs(): cognito.UserPoolClient {
    const scopes = Object.entries(apiScopes).map(
      ([scopeName, { description }]) =>
        new cognito.ResourceServerScope({ scopeName, scopeDescription: description }),
    );
    const server = this.pool.addResourceServer('api', { identifier: resourceServer, scopes });
    return this.pool.addClient('programs', {
      generateSecret: true,
      authFlows: {},
      accessTokenValidity: Duration.minutes(15),
      oAuth: {
        flows: { clientCredentials: true },
        scopes: scopes.map((scope) => cognito.OAuthScope.resourceServer(server, scope)),
      },
    });
  }

  /** The pool's pages under a name of ours, beside the sites. */
  private domain(): void {
    const domainName = hostsOf(this.config).auth;
    const certificate = certificateOf(this, 'auth', domainName);
    const domain = this.pool.addDomain('domain', {
      customDomain: { domainName, certificate },
      // The elder pages know no `prompt`, by which the directory is made to ask for a password every time.
      managedLoginVersion: cognito.ManagedLoginVersion.NEWER_MANAGED_LOGIN,
    });
    new route53.CnameRecord(this, 'auth-record', {
      zone: zoneOf(this, 'auth-record'),
      recordName: `${domainName}.`,
      domainName: domain.cloudFrontEndpoint,
    });
  }

  private userPool(): cognito.UserPool {
    return new cognito.UserPool(this, 'pool', {
      userPoolName: userPoolName(this.config.name),
      selfSignUpEnabled: true,
      autoVerify: { email: true },
      signInAliases: { username: true },
      customAttributes: { groups: new cognito.StringAttribute({ mutable: true, maxLen: 2048 }) },
      mfa: cognito.Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: {
        minLength: 12,
        requireDigits: true,
        requireLowercase: true,
        requireUppercase: true,
        requireSymbols: false,
      },
      accountRecovery: cognito.AccountRecovery.EMAIL_ONLY,
      featurePlan: cognito.FeaturePlan.PLUS,
      standardThreatProtectionMode: cognito.StandardThreatProtectionMode.FULL_FUNCTION,
      deletionProtection: this.config.retainData,
      removalPolicy: this.config.retainData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
  }

  private bankUrls(path: string): string[] {
    const { bank, classic } = hostsOf(this.config);
    return [bank, classic].map((host) => `${originOf(this.config, host)}${path}`);
  }

  /** The bank’s own directory (OpenID Connect): how staff sign in. */
  private directory(): cognito.UserPoolIdentityProviderOidc {
    return new cognito.UserPoolIdentityProviderOidc(this, 'directory', {
      userPool: this.pool,
      name: 'BankDirectory',
      clientId: 'ledgerbank',
      clientSecret: this.providerSecret('directory').unsafeUnwrap(),
      issuerUrl: this.config.directoryIssuer,
      scopes: ['openid', 'email', 'profile'],
      attributeMapping: {
        email: cognito.ProviderAttribute.other('email'),
        fullname: cognito.ProviderAttribute.other('name'),
        custom: { 'custom:groups': cognito.ProviderAttribute.other('groups') },
      },
    });
  }

  /** Login with Amazon: OAuth2 with a profile endpoint and no ID token. */
  private loginWithAmazon(): cognito.UserPoolIdentityProviderAmazon {
    return new cognito.UserPoolIdentityProviderAmazon(this, 'amazon', {
      userPool: this.pool,
      clientId: 'amzn1.application-oa2-client.ledgerbank',
      clientSecret: this.providerSecret('amazon').unsafeUnwrap(),
      scopes: ['profile'],
    });
  }

  /** A dynamic reference: the value never stands in a template. In the cloud an operator puts it there first. */
  private providerSecret(provider: string): SecretValue {
    const secretName = `ledgerbank/${this.config.name}/provider-${provider}`;
    if (!this.config.inventProviderSecrets) return SecretValue.secretsManager(secretName);
    return new secrets.Secret(this, `provider-${provider}`, { secretName }).secretValue;
  }
}
