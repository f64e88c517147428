/** What the security log keeps. */
export const auditKinds = [
  'sign-in',
  'sign-out',
  'session-end',
  'step-up',
  'sign-in-change',
  'denial',
  'failure',
  'approval',
  'period',
  'report',
  'queue',
  'unmasking',
] as const;
export type AuditKind = (typeof auditKinds)[number];

/** An item of the security log, as it was kept. */
export interface AuditEvent {
  /** Sorts by time and is unique: an instant of UTC, and an id behind it. */
  readonly key: string;
  /** RFC 3339, UTC. */
  readonly at: string;
  readonly kind: string;
  readonly traceId: string;
  readonly operation: string;
  readonly status: number;
  readonly code: string;
  /** Who it was, as their issuer names them; null for somebody who was not signed in. */
  readonly subject: string | null;
  /** What it was about, where that has to be told: never a value. */
  readonly about: Readonly<Record<string, string>>;
}

export interface AuditSearch {
  /** A day of UTC. */
  readonly day: string;
  readonly kind?: string | undefined;
  readonly subject?: string | undefined;
  readonly traceId?: string | undefined;
  /** Only what is older than the event with this key. */
  readonly before?: string | undefined;
}
