/** Why a way through a provider has led back to the sign-in page. */
const problems: Readonly<Partial<Record<string, string>>> = {
  'sign-in-not-linked':
    'That account is not a way into the bank for anybody. Sign in with your password; under “Ways to sign in” you can add it.',
  'sign-in-refused': 'The provider did not sign you in. Try again, or sign in with your password.',
  'session-expired': 'Your rights at the bank changed while you were on your way. Sign in again.',
  'sign-in-blocked': 'The bank has blocked this sign-in. Ask at the counter.',
};

/** What was done just before. */
const news: Readonly<Partial<Record<string, string>>> = {
  'signed-up': 'Your address is confirmed. Sign in with it and your password.',
  'password-changed': 'Your password is changed. Sign in with the new one.',
};

/** The text for a code in the address; a code that is none of ours says nothing. */
export const problemIn = ({ searchParams }: URL): string | undefined =>
  problems[searchParams.get('problem') ?? ''];
export const newsIn = ({ searchParams }: URL): string | undefined => news[searchParams.get('done') ?? ''];
