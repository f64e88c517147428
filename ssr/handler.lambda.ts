import { configure } from '@vendia/serverless-express';
import { createClient } from '../web/client/client.ts';
import { apiTransport } from './api-transport.ts';
import { createApp } from './app.ts';
import { readConfig } from './config.ts';

const config = readConfig();
const client = createClient(apiTransport(config.apiOrigin));
const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

export const handler = configure({ app: createApp({ config, client, print }) });
