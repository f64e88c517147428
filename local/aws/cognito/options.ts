import type { Challenges } from './challenges.ts';
import type { HostedState } from './pages/hosted-state.ts';
import type { Directory } from './directory.ts';
import type { Lockout } from './lockout.ts';
import type { SigningKey } from './signing-key.ts';

/** A message that the cloud would send by e-mail. */
export interface CognitoMessage {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

export interface AmazonEndpoints {
  readonly authorize: string;
  readonly token: string;
  readonly profile: string;
}

export interface CognitoOptions {
  /** Anything but `local` is refused: this is no place for real users. */
  readonly stage: string;
  /** Where pools, users and the signing key are kept; in memory unless given. */
  readonly stateFile?: string;
  readonly now?: () => Date;
  /** Ids of the form the cloud gives, by name, so that they are the same after a reset; random unless given. */
  readonly poolId?: (poolName: string) => string | undefined;
  readonly clientId?: (poolId: string, clientName: string) => string | undefined;
  /** Where browsers find the hosted pages, such as `https://auth.bank.example`; they are off unless given. */
  readonly domainOrigin?: () => string;
  /** Where Login with Amazon answers; Amazon itself unless given. */
  readonly amazon?: () => AmazonEndpoints;
  /** Takes what would be sent by e-mail; dropped unless given. */
  readonly deliver?: (message: CognitoMessage) => void;
}

/** What all operations work with. */
export interface Cognito extends Directory {
  readonly options: CognitoOptions;
  readonly key: SigningKey;
  readonly lockout: Lockout;
  readonly challenges: Challenges;
  readonly hosted: HostedState;
}
