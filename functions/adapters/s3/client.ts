import { S3Client, S3ServiceException, type S3ClientConfig } from '@aws-sdk/client-s3';
import { BankError } from '../../domain/errors.ts';

/** What is read is held against the books; a check of the SDK's own would hide a damaged file behind an error of its own. */
export const s3Client = (config: S3ClientConfig = {}): S3Client =>
  new S3Client({ responseChecksumValidation: 'WHEN_REQUIRED', ...config });

const statusOf = (error: unknown): number | undefined =>
  error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;

/** @throws BankError files-unavailable when S3 does not do it, undefined being the answer for what is not there */
export async function unlessGone<T>(answer: Promise<T>): Promise<T | undefined> {
  return unlessStatus(404, answer);
}

/** The same for a write on condition that nothing is there. */
export async function unlessTaken<T>(answer: Promise<T>): Promise<T | undefined> {
  return unlessStatus(412, answer);
}

async function unlessStatus<T>(status: number, answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (cause) {
    if (statusOf(cause) === status) return undefined;
    const detail = 'The kept files are out of reach. Try again in a moment.';
    throw new BankError('files-unavailable', detail, { cause, retryAfterSeconds: 5 });
  }
}

/** S3 gives hashes in base64. */
export const hexOf = (base64: string): string => Buffer.from(base64, 'base64').toString('hex');
export const base64Of = (hex: string): string => Buffer.from(hex, 'hex').toString('base64');
