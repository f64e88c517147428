import { configure } from '@vendia/serverless-express';
import { createClient, type Client } from '../web/client/client.ts';
import { apiTransport, type ApiTransport } from './api-transport.ts';
import { createApp } from './app.ts';
import { readConfig } from './config.ts';
import { binarySettings } from './files.ts';

const config = readConfig();
const transportUntil = (deadline: number): ApiTransport => apiTransport(config.apiOrigin, deadline);
const clientUntil = (deadline: number): Client => createClient(transportUntil(deadline));
const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

export const handler = configure({
  binarySettings,
  app: createApp({ config, clientUntil, transportUntil, print }),
});
