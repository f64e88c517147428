import { types } from 'node:util';
import { ConsoleError, type StageTarget } from '../../functions/console/context.ts';

const notAllowed = new Set(['AccessDeniedException', 'AccessDenied', 'UnrecognizedClientException']);

/**
 * Asks AWS something in the name of whoever stands behind a profile.
 * @param action the permission that it takes
 * @throws ConsoleError when the profile does not exist, has no credentials, or may not
 */
export async function inAccount<T>(
  target: StageTarget | undefined,
  action: string,
  ask: () => Promise<T>,
): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    const told = target && tellOf(error, target, action);
    throw told === undefined ? error : new ConsoleError(told, { cause: error });
  }
}

function tellOf(error: unknown, { profile, stage }: StageTarget, action: string): string | undefined {
  if (!types.isNativeError(error)) return undefined;
  if (isWithoutCredentials(error))
    return `The profile ${profile} does not exist here, or its credentials have run out. Check --profile, or sign in: aws sso login --profile ${profile}`;
  if (notAllowed.has(error.name))
    return `Whoever stands behind the profile ${profile} lacks ${action} in the stage ${stage}: ${error.message}`;
  return undefined;
}

const isWithoutCredentials = ({ name }: Error): boolean =>
  ['CredentialsProviderError', 'TokenProviderError', 'ExpiredToken', 'ExpiredTokenException'].includes(name);
