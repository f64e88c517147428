import { createHmac } from 'node:crypto';
import {
  CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { BankError } from '../../domain/errors.ts';

export interface PoolConfig {
  readonly userPoolId: string;
  /** Of this bank's own sign-in, which acts behind its sites. */
  readonly clientId: string;
  /** Of programs that come with tokens of their own. */
  readonly apiClientId: string;
  /** Where AWS is, when it is not AWS itself: keys are fetched there too. */
  readonly awsEndpoint: string | undefined;
}

export const cognito = new CognitoIdentityProviderClient({});
cognito.middlewareStack.add(
  (next) => async (args) => {
    try {
      return await next(args);
    } catch (error) {
      throw namedLimit(error);
    }
  },
  { step: 'initialize', name: 'namedLimits' },
);

/** The pool's own limits, as errors that say what to do, whichever call meets them; anything else stays what it is. */
function namedLimit(error: unknown): unknown {
  if (isRefusal(error, 'TooManyFailedAttemptsException', 'LimitExceededException'))
    return new BankError('rate-limited', 'Too many attempts. Wait an hour, then ask for a new code.', {
      retryAfterSeconds: 3600,
      cause: error,
    });
  if (isRefusal(error, 'TooManyRequestsException'))
    return new BankError('rate-limited', 'Too many people sign in right now. Try again in a moment.', {
      retryAfterSeconds: 5,
      cause: error,
    });
  if (isRefusal(error, 'CodeDeliveryFailureException'))
    return new BankError(
      'code-not-sent',
      'No e-mail can be sent to this address now. Check it, and ask for the code again in a minute.',
      { retryAfterSeconds: 60, cause: error },
    );
  return error;
}

const secrets = new Map<string, Promise<string | undefined>>();

/** The secret of our client, asked for once; it stands in no template and no environment. */
export function clientSecretOf({ userPoolId, clientId }: PoolConfig): Promise<string | undefined> {
  const known = secrets.get(clientId);
  if (known) return known;
  const asked = cognito
    .send(new DescribeUserPoolClientCommand({ UserPoolId: userPoolId, ClientId: clientId }))
    .then(({ UserPoolClient }) => UserPoolClient?.ClientSecret);
  secrets.set(clientId, asked);
  asked.catch(() => secrets.delete(clientId));
  return asked;
}

/** How a confidential client signs what it says about a user; nothing for a public one. */
export async function secretHashOf(pool: PoolConfig, userName: string): Promise<string | undefined> {
  const secret = await clientSecretOf(pool);
  if (secret === undefined) return undefined;
  return createHmac('sha256', secret).update(`${userName}${pool.clientId}`).digest('base64');
}

/** Whether Cognito refused for one of these reasons. */
export function isRefusal(error: unknown, ...names: readonly string[]): error is Error {
  return error instanceof Error && names.includes(error.name);
}
