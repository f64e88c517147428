import { configure } from '@vendia/serverless-express';
import { createClient, type Client } from '../web/client/client.ts';
import { apiTransport } from './api-transport.ts';
import { createApp } from './app.ts';
import { readConfig } from './config.ts';

const config = readConfig();
const clientUntil = (deadline: number): Client => createClient(apiTransport(config.apiOrigin, deadline));
const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

export const handler = configure({ app: createApp({ config, clientUntil, print }) });
