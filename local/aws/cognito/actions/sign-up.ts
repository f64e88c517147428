import * as z from 'zod';
import { action } from '../../json-actions.ts';
import type { JsonActions } from '../../json-actions.ts';
import { findUser, poolClientOf } from '../directory.ts';
import { notAuthorized } from '../errors.ts';
import { endGrantsOf } from '../grants.ts';
import { deliveryOf, mailCode, takeCode } from '../mailed-codes.ts';
import { passwordPolicyOf } from '../model.ts';
import type { Cognito } from '../options.ts';
import { checkPolicy } from '../passwords.ts';
import { checkSecretHash } from '../secret-hash.ts';
import { addUser, attributeList, attributesOf, newUser, setPassword } from '../users.ts';

const named = z.object({
  ClientId: z.string(),
  Username: z.string().min(1),
  SecretHash: z.string().optional(),
});
const signUpRequest = named.extend({ Password: z.string(), UserAttributes: attributeList.default([]) });
const confirmRequest = named.extend({ ConfirmationCode: z.string() });
const resetRequest = confirmRequest.extend({ Password: z.string() });

type Target = ReturnType<typeof poolClientOf>;

/** What people do for themselves before they can sign in. None of it tells who has an account, but SignUp. */
export function signUpActions(cognito: Cognito): JsonActions {
  const targetOf = ({ ClientId, Username, SecretHash }: z.infer<typeof named>): Target => {
    const target = poolClientOf(cognito, ClientId);
    checkSecretHash(target.client, Username, SecretHash);
    return target;
  };
  return { ...newcomerActions(cognito, targetOf), ...forgottenActions(cognito, targetOf) };
}

type TargetOf = (request: z.infer<typeof named>) => Target;

function newcomerActions(cognito: Cognito, targetOf: TargetOf): JsonActions {
  const { state, now } = cognito;
  return {
    SignUp: action(signUpRequest, async (request) => {
      const { pool } = targetOf(request);
      if (isByInvitation(pool.settings)) throw notAuthorized('SignUp is not permitted for this user pool');
      const at = now().getTime();
      const user = newUser({ pool, at }, request.Username, attributesOf(request.UserAttributes));
      // The work comes first: a name that is taken takes as long as one that is free.
      await setPassword({ pool, user, at }, request.Password, true);
      user.status = 'UNCONFIRMED';
      addUser(pool, user);
      mailCode(cognito, user, 'confirm');
      await state.save();
      return { UserConfirmed: false, UserSub: user.attributes['sub'], ...deliveryOf(request.Username) };
    }),
    ConfirmSignUp: action(confirmRequest, async (request) => {
      const { pool } = targetOf(request);
      const code = { purpose: 'confirm', code: request.ConfirmationCode } as const;
      try {
        const user = takeCode(cognito, findUser(pool, request.Username), code);
        user.status = 'CONFIRMED';
        user.attributes['email_verified'] = 'true';
      } finally {
        await state.save();
      }
      return {};
    }),
    ResendConfirmationCode: action(named, async (request) => {
      const user = findUser(targetOf(request).pool, request.Username);
      if (user?.status === 'UNCONFIRMED') mailCode(cognito, user, 'confirm');
      await state.save();
      return deliveryOf(request.Username);
    }),
  };
}

function forgottenActions(cognito: Cognito, targetOf: TargetOf): JsonActions {
  const { state, now } = cognito;
  return {
    ForgotPassword: action(named, async (request) => {
      const user = findUser(targetOf(request).pool, request.Username);
      const isTheirs =
        user?.status === 'CONFIRMED' && user.enabled && user.attributes['email_verified'] === 'true';
      if (isTheirs) mailCode(cognito, user, 'reset');
      await state.save();
      return deliveryOf(request.Username);
    }),
    ConfirmForgotPassword: action(resetRequest, async (request) => {
      const { pool } = targetOf(request);
      checkPolicy(passwordPolicyOf(pool), request.Password);
      try {
        const code = { purpose: 'reset', code: request.ConfirmationCode } as const;
        const user = takeCode(cognito, findUser(pool, request.Username), code);
        await setPassword({ pool, user, at: now().getTime() }, request.Password, true);
        endGrantsOf(cognito, pool.id, user);
      } finally {
        await state.save();
      }
      return {};
    }),
  };
}

const adminOnly = z.looseObject({
  AdminCreateUserConfig: z.looseObject({ AllowAdminCreateUserOnly: z.literal(true) }),
});
const isByInvitation = (settings: unknown): boolean => adminOnly.safeParse(settings).success;
