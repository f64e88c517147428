import { createHash, randomInt, timingSafeEqual } from 'node:crypto';
import { AwsError } from '../service.ts';
import type { User } from './model.ts';
import type { Cognito } from './options.ts';

type Purpose = NonNullable<User['mailedCode']>['purpose'];

const lifetime: Readonly<Record<Purpose, number>> = { confirm: 24 * 3_600_000, reset: 3_600_000 };
const tries = 5;
const subjects: Readonly<Record<Purpose, string>> = {
  confirm: 'Your verification code',
  reset: 'Your password reset code',
};

/** Sends the user a code by e-mail; it takes the place of an earlier one. Only its hash is kept. Throws CodeDeliveryFailureException. */
export function mailCode({ options, now }: Cognito, user: User, purpose: Purpose): void {
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  user.mailedCode = {
    purpose,
    hash: hashOf(code),
    until: now().getTime() + lifetime[purpose],
    triesLeft: tries,
  };
  const to = user.attributes['email'] ?? '';
  try {
    options.deliver?.({ to, subject: subjects[purpose], text: `Your code is ${code}.` });
  } catch (cause) {
    throw new AwsError('CodeDeliveryFailureException', 'The code could not be delivered.', { cause });
  }
}

/** Takes the code back, once. Throws CodeMismatchException, ExpiredCodeException, or LimitExceededException after five wrong ones. */
export function takeCode(
  { now }: Cognito,
  user: User | undefined,
  { purpose, code }: { readonly purpose: Purpose; readonly code: string },
): User {
  const kept = user?.mailedCode;
  const isRight = timingSafeEqual(Buffer.from(hashOf(code)), Buffer.from(kept?.hash ?? hashOf('')));
  if (!user || kept?.purpose !== purpose) throw mismatch();
  if (kept.triesLeft <= 0)
    throw new AwsError('LimitExceededException', 'Attempt limit exceeded, please try after some time.');
  if (kept.until <= now().getTime())
    throw new AwsError('ExpiredCodeException', 'Invalid code provided, please request a code again.');
  if (!isRight) {
    kept.triesLeft -= 1;
    throw mismatch();
  }
  user.mailedCode = undefined;
  return user;
}

const mismatch = (): AwsError =>
  new AwsError('CodeMismatchException', 'Invalid verification code provided, please try again.');

function hashOf(code: string): string {
  return createHash('sha256').update(code).digest('hex');
}

/** What is said of where a code went; for somebody who does not exist it looks the same. */
export function deliveryOf(name: string): object {
  const [first = '*'] = name;
  return {
    CodeDeliveryDetails: { AttributeName: 'email', DeliveryMedium: 'EMAIL', Destination: `${first}***@***` },
  };
}
