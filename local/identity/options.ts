/** The user pool as a provider knows it. */
export interface ProviderClient {
  readonly id: string;
  readonly secret: string;
  readonly redirectUri: string;
}

export interface ProviderOptions {
  readonly directoryClient: ProviderClient;
  readonly amazonClient: ProviderClient;
  /** Of every account, made up for the machine. */
  readonly password: string;
  /** Where browsers find the providers; the server's own address unless given. */
  readonly origin?: string;
}
