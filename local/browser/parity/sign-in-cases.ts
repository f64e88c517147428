import type { Cases } from './screen-cases.ts';

/** Screens about signing in. What of it names the session that looks is left to the journeys. */
export const signInCases: Cases<
  | 'signUp'
  | 'confirmSignUp'
  | 'forgottenPassword'
  | 'newPassword'
  | 'waysToSignIn'
  | 'sessions'
  | 'proveIt'
  | 'handOff'
> = {
  handOff: { states: { typical: '/hand-off' } },
  signUp: {
    states: { typical: '/sign-up' },
    badForms: [
      { name: 'nothing', path: '/sign-up', fields: {}, userName: '' },
      {
        name: 'no address',
        path: '/sign-up',
        fields: { userName: 'me', displayName: 'Me', password: 'short' },
        userName: '',
      },
    ],
  },
  confirmSignUp: {
    states: { typical: '/sign-up/confirm', named: '/sign-up/confirm?for=me@example.com' },
    badForms: [
      {
        name: 'no digits',
        path: '/sign-up/confirm',
        fields: { userName: 'me@example.com', code: 'x' },
        userName: '',
      },
    ],
  },
  forgottenPassword: {
    states: { typical: '/forgotten-password' },
    badForms: [{ name: 'nothing', path: '/forgotten-password', fields: {}, userName: '' }],
  },
  newPassword: {
    states: { typical: '/forgotten-password/new', named: '/forgotten-password/new?for=alice' },
    badForms: [{ name: 'nothing', path: '/forgotten-password/new', fields: {}, userName: '' }],
  },
  waysToSignIn: {
    states: {
      typical: '/ways-to-sign-in',
      done: '/ways-to-sign-in?done=unlinked',
      problem: '/ways-to-sign-in?problem=account-linked-before',
    },
    badForms: [
      { name: 'wrong password', path: '/ways-to-sign-in', fields: { password: 'x' }, userName: 'alice' },
    ],
  },
  sessions: { states: { typical: '/sessions' } },
  proveIt: {
    states: { typical: '/prove-it?returnTo=/accounts' },
    badForms: [{ name: 'nothing', path: '/prove-it?returnTo=%2Faccounts', fields: {}, userName: 'alice' }],
  },
};
