import { Client } from 'pg';
import * as z from 'zod';
import { arn } from '../../aws/arns.ts';
import type { Backends, Provisioner } from './provisioner.ts';

const clusterSchema = z.object({
  DBClusterIdentifier: z.string().optional(),
  Engine: z.literal('aurora-postgresql'),
  DatabaseName: z.string().optional(),
  MasterUsername: z.string(),
  MasterUserPassword: z.string(),
});

type Postgres = Backends['postgres'];

async function asSuperuser(postgres: Postgres, work: (client: Client) => Promise<void>): Promise<void> {
  const { host, port, superuser } = postgres;
  const client = new Client({ host, port, ...superuser, database: 'postgres' });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

async function ensureMaster(client: Client, user: string, password: string): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [user]);
  const verb = rowCount === 0 ? 'CREATE' : 'ALTER';
  const role = client.escapeIdentifier(user);
  await client.query(
    `${verb} ROLE ${role} LOGIN CREATEDB CREATEROLE PASSWORD ${client.escapeLiteral(password)}`,
  );
}

async function ensureDatabase(client: Client, name: string): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
  if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
}

/** `AWS::RDS::DBCluster`: a database and a master role in the one Postgres. */
export const provisionCluster: Provisioner = async (resource, { postgres }) => {
  const cluster = resource.read(clusterSchema);
  const id = (cluster.DBClusterIdentifier ?? resource.defaultName).toLowerCase();
  await asSuperuser(postgres, async (client) => {
    await ensureMaster(client, cluster.MasterUsername, cluster.MasterUserPassword);
    if (cluster.DatabaseName) await ensureDatabase(client, cluster.DatabaseName);
  });
  return {
    id,
    attributes: {
      DBClusterArn: arn('rds', `cluster:${id}`),
      'Endpoint.Address': postgres.host,
      'Endpoint.Port': String(postgres.port),
      'ReadEndpoint.Address': postgres.host,
    },
  };
};

const proxySchema = z.object({ DBProxyName: z.string(), EngineFamily: z.literal('POSTGRESQL') });

/** `AWS::RDS::DBProxy`: on one machine there is nothing to pool for, so it is the database itself. */
export const provisionProxy: Provisioner = (resource, { postgres }) => {
  const { DBProxyName } = resource.read(proxySchema);
  const attributes = { DBProxyArn: arn('rds', `db-proxy:${DBProxyName}`), Endpoint: postgres.host };
  return Promise.resolve({ id: DBProxyName, attributes });
};

/** `AWS::ElastiCache::ServerlessCache`. */
export const provisionCache: Provisioner = (resource, { redis }) => {
  const { ServerlessCacheName } = resource.read(z.object({ ServerlessCacheName: z.string() }));
  const port = String(redis.port);
  return Promise.resolve({
    id: ServerlessCacheName,
    attributes: {
      ARN: arn('elasticache', `serverlesscache:${ServerlessCacheName}`),
      'Endpoint.Address': redis.host,
      'Endpoint.Port': port,
      'ReaderEndpoint.Address': redis.host,
      'ReaderEndpoint.Port': port,
    },
  });
};
