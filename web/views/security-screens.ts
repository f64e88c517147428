import { proveScreen } from './security/prove.tsx';
import { sessionsScreen } from './security/sessions.tsx';
import { waysScreen } from './security/ways.tsx';

/** Screens about signing in, for everybody who is: only imported when one of them is asked for. */
export const securityScreens = {
  waysToSignIn: waysScreen,
  sessions: sessionsScreen,
  proveIt: proveScreen,
} as const;
