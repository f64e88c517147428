import * as z from 'zod';
import { action } from '../../json-actions.ts';
import type { JsonActions } from '../../json-actions.ts';
import { AwsError } from '../../service.ts';
import { poolOf, userOf } from '../directory.ts';
import { invalidParameter } from '../errors.ts';
import type { User } from '../model.ts';
import type { Cognito } from '../options.ts';
import { holderOf } from '../tokens.ts';
import { matchingStep, newTotpSecret } from '../totp.ts';

const withToken = z.object({ AccessToken: z.string() });
const verifyRequest = withToken.extend({ UserCode: z.string() });
const preference = z.object({
  Enabled: z.boolean().default(false),
  PreferredMfa: z.boolean().default(false),
});
const preferenceRequest = withToken.extend({ SoftwareTokenMfaSettings: preference });
const adminRequest = z.object({
  UserPoolId: z.string(),
  Username: z.string(),
  SoftwareTokenMfaSettings: preference,
});

/** The second factor: an authenticator that shows codes. */
export function mfaActions(cognito: Cognito): JsonActions {
  const { state, key, now } = cognito;
  return {
    AssociateSoftwareToken: action(withToken, async ({ AccessToken }) => {
      const { user } = await holderOf(cognito, key, AccessToken);
      user.pendingTotp = newTotpSecret();
      await state.save();
      return { SecretCode: user.pendingTotp };
    }),
    VerifySoftwareToken: action(verifyRequest, async ({ AccessToken, UserCode }) => {
      const { user } = await holderOf(cognito, key, AccessToken);
      const secret = user.pendingTotp;
      if (secret === undefined) throw invalidParameter('There is no authenticator to verify.');
      const lastStep = matchingStep(secret, UserCode, { now: now(), after: 0 });
      if (lastStep === undefined) throw new AwsError('EnableSoftwareTokenMFAException', 'Code mismatch');
      user.totp = { secret, lastStep, isOn: false };
      user.pendingTotp = undefined;
      await state.save();
      return { Status: 'SUCCESS' };
    }),
    SetUserMFAPreference: action(preferenceRequest, async ({ AccessToken, SoftwareTokenMfaSettings }) => {
      const { user } = await holderOf(cognito, key, AccessToken);
      prefer(user, SoftwareTokenMfaSettings.Enabled);
      await state.save();
      return {};
    }),
    AdminSetUserMFAPreference: action(
      adminRequest,
      async ({ UserPoolId, Username, SoftwareTokenMfaSettings }) => {
        prefer(userOf(poolOf(cognito, UserPoolId), Username), SoftwareTokenMfaSettings.Enabled);
        await state.save();
        return {};
      },
    ),
  };
}

function prefer(user: User, isOn: boolean): void {
  if (isOn && !user.totp) throw invalidParameter('User has not verified software token mfa');
  if (user.totp) user.totp.isOn = isOn;
}
