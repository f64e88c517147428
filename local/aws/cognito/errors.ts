import { AwsError } from '../service.ts';

/** The refusals of Cognito that more than one operation uses. */

export function notAuthorized(message: string): AwsError {
  return new AwsError('NotAuthorizedException', message);
}

/** The same for a wrong password and for a user that does not exist. */
export function wrongPassword(): AwsError {
  return notAuthorized('Incorrect username or password.');
}

export function invalidParameter(message: string): AwsError {
  return new AwsError('InvalidParameterException', message);
}

export function notFound(what: string): AwsError {
  return new AwsError('ResourceNotFoundException', `${what} does not exist.`);
}
