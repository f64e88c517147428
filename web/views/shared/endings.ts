/** Why the session that the browser came with is over, by the API's code. */
const endings: Readonly<Partial<Record<string, string>>> = {
  'session-expired':
    'It ends when nothing is done for a while, after eight hours, and when you sign out on our other site.',
  'session-superseded':
    'You have signed in on a sixth browser, so the first of them was signed out: this one.',
  'session-revoked':
    'It was ended from elsewhere: by you in another browser, by a new password, or by the bank. If you know nothing of it, set a new password.',
};

/** The text for a code; one that says nothing of a session has none. */
export const endingText = (code: string | null | undefined): string | undefined => endings[code ?? ''];
