import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkServerIdentity, type ConnectionOptions, type PeerCertificate } from 'node:tls';
import type { LocalConfig } from '../config.ts';

/**
 * Clusters show a certificate of RDS' own authority, which no other program trusts (the proxy's is a public one). At the end
 * of a tunnel it names the host where the database really is.
 */
export function verifiedAs(host: string, { booksCaFile }: LocalConfig): ConnectionOptions {
  return {
    rejectUnauthorized: true,
    ca: readFileSync(booksCaFile ?? join(import.meta.dirname, 'rds-us-east-1.pem'), 'utf8'),
    checkServerIdentity: (_asked: string, certificate: PeerCertificate) =>
      checkServerIdentity(host, certificate),
  };
}
