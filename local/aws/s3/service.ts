import { AwsError, type AwsReply, type AwsService } from '../service.ts';
import { bucketActions } from './buckets.ts';
import { objectActions } from './objects.ts';
import { demandsOf, operationOf, placeOf } from './operation.ts';
import { verifyPresigned, type Verifier } from './presigned.ts';
import { openStore } from './store.ts';
import { element, xmlReply } from './xml.ts';

export interface S3Options {
  /** Where buckets and objects are kept. */
  readonly directory: string;
  /** Secret of an access key, by which addresses are signed. */
  readonly secretOf: Verifier['secretOf'];
  readonly now?: () => Date;
}

/** Starts S3 with versions and object lock: as much of it as the bank uses. */
export function startS3({ directory, secretOf, now = () => new Date() }: S3Options): AwsService {
  const store = openStore(directory);
  const actions = { ...bucketActions(store), ...objectActions(store, now) };
  return {
    signingName: 's3',
    operationOf,
    demands(call) {
      const place = placeOf(call);
      return demandsOf(call, place, store.state.current.find(({ name }) => name === place.bucket)?.kmsKey);
    },
    async handle(call, rights) {
      verifyPresigned(call, { secretOf, now });
      const action = actions[call.action];
      if (!action) throw new AwsError('NotImplemented', `S3 has no ${call.action} here.`, { status: 501 });
      const place = placeOf(call);
      try {
        return await action({ ...call, place });
      } catch (error) {
        throw rights.may('s3:ListBucket', `arn:aws:s3:::${place.bucket}`) ? error : hidden(error);
      }
    },
    refusal,
    close: () => Promise.resolve(),
  };
}

/** Who may not list a bucket does not learn what is not in it. */
const hidden = (error: unknown): unknown =>
  error instanceof AwsError && ['NoSuchKey', 'NoSuchVersion'].includes(error.code)
    ? new AwsError('AccessDenied', 'Access Denied', { status: 403, cause: error })
    : error;

/** S3 speaks XML, and what the front calls AccessDeniedException is called AccessDenied here. */
function refusal({ code, message, status }: AwsError): AwsReply {
  const name = code.replace(/^AccessDeniedException$/, 'AccessDenied');
  return xmlReply(status, element('Error', [element('Code', name), element('Message', message)]));
}
