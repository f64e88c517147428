/** The one account and region the stand-ins play. */
export const localAccount = '000000000000';
export const localRegion = 'us-east-1';

/** ARN of a resource of the local account: `arn('dynamodb', 'table/sessions')`. */
export function arn(service: string, resource: string): string {
  return `arn:aws:${service}:${localRegion}:${localAccount}:${resource}`;
}
