import { ConsoleError, type StageTarget } from '../../functions/console/context.ts';
import { thrownBy, type Thrown } from './thrown.ts';

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

/** What AWS said, in a sentence; undefined for a failure of another kind. */
export function awsProblem(error: unknown): string | undefined {
  const thrown = thrownBy(error);
  if (!thrown) return undefined;
  if (isWithoutCredentials(thrown)) return withoutCredentials('<name>');
  const { name, message, $metadata } = thrown;
  return $metadata === undefined ? undefined : `AWS does not do that: ${message} (${name})`;
}

const withoutCredentials = (profile: string): string =>
  `The profile ${profile} does not exist here, or its credentials have run out. Check --profile, or sign in: aws sso login --profile ${profile}`;

function tellOf(error: unknown, { profile, stage }: StageTarget, action: string): string | undefined {
  const thrown = thrownBy(error);
  if (!thrown) return undefined;
  if (isWithoutCredentials(thrown)) return withoutCredentials(profile);
  if (notAllowed.has(thrown.name))
    return `Whoever stands behind the profile ${profile} lacks ${action} in the stage ${stage}: ${thrown.message}`;
  return undefined;
}

const isWithoutCredentials = ({ name }: Thrown): boolean =>
  ['CredentialsProviderError', 'TokenProviderError', 'ExpiredToken', 'ExpiredTokenException'].includes(name);
