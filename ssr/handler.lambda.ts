import { configure } from '@vendia/serverless-express';
import { createClient } from '../web/client/client.ts';
import { apiTransport } from './api-transport.ts';
import { createApp } from './app.ts';
import { readConfig } from './config.ts';

const { apiOrigin, edgeToken } = readConfig();
const app = createApp(createClient(apiTransport(apiOrigin)), edgeToken);

export const handler = configure({ app });
