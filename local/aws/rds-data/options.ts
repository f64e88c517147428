export interface RdsDataLimits {
  readonly requestBytes: number;
  readonly responseBytes: number;
  readonly rowBytes: number;
  readonly statementTimeoutMs: number;
  readonly transactionIdleMs: number;
}

/** The limits of the service in the cloud. */
export const rdsDataLimits: RdsDataLimits = {
  requestBytes: 4 * 1024 * 1024,
  responseBytes: 1024 * 1024,
  rowBytes: 64 * 1024,
  statementTimeoutMs: 45_000,
  transactionIdleMs: 180_000,
};

export interface DatabaseCredentials {
  readonly username: string;
  readonly password: string;
}

export interface RdsDataOptions {
  readonly host: string;
  readonly port: number;
  /** The login a secret holds: the caller's secret decides the database role. */
  readonly credentials: (secretArn: string) => Promise<DatabaseCredentials>;
  /** Refuses calls for any other cluster where given. */
  readonly clusterArn?: string;
  /** For calls that name no database. */
  readonly defaultDatabase?: string;
  /** Connections for each database and role; 30 unless given: those that wait for a lock must not keep readers out. */
  readonly connections?: number;
  readonly limits?: Partial<RdsDataLimits>;
}
