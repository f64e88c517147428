import { randomBytes } from 'node:crypto';
import type { Authorize } from '../aws/front.ts';
import { evaluate, type PolicyStatement } from '../aws/policy.ts';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** Who may do what at the stand-ins: an access key per function and per schedule, and one key that may do all. */
export interface Access {
  readonly admin: Credentials;
  readonly authorize: Authorize;
  issue(holder: string, statements: readonly PolicyStatement[]): Credentials;
  revoke(credentials: Credentials): void;
  /** By which addresses of S3 are signed. */
  readonly secretOf: (accessKeyId: string) => string | undefined;
  /** Whose key it is, for people. */
  nameOf(accessKeyId: string): string;
}

interface Grant {
  readonly holder: string;
  readonly secret: string;
  readonly statements: readonly PolicyStatement[];
}

function credentials(): Credentials {
  return {
    accessKeyId: `ASIA${randomBytes(8).toString('hex').toUpperCase()}`,
    secretAccessKey: randomBytes(30).toString('base64'),
    sessionToken: randomBytes(30).toString('base64'),
  };
}

export function createAccess(): Access {
  const grants = new Map<string, Grant>();
  const admin = credentials();
  grants.set(admin.accessKeyId, {
    holder: 'admin',
    secret: admin.secretAccessKey,
    statements: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
  });
  return {
    admin,
    authorize: ({ caller, action, resources }) => {
      const grant = grants.get(caller);
      if (!grant) return `The access key ${caller} is not valid.`;
      const refused = resources.find((resource) => !evaluate(grant.statements, action, resource));
      if (refused === undefined) return undefined;
      return `${grant.holder} is not authorized to perform: ${action} on resource: ${refused}`;
    },
    issue(holder, statements) {
      const issued = credentials();
      grants.set(issued.accessKeyId, { holder, secret: issued.secretAccessKey, statements });
      return issued;
    },
    secretOf: (accessKeyId) => grants.get(accessKeyId)?.secret,
    nameOf: (accessKeyId) => grants.get(accessKeyId)?.holder ?? accessKeyId,
    revoke: ({ accessKeyId }) => {
      grants.delete(accessKeyId);
    },
  };
}
