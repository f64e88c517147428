import * as z from 'zod';
import { route, type Route } from './route.ts';

const page = {
  method: 'GET',
  service: 'docs',
  permission: 'public',
  idempotent: false,
  status: 200,
  response: z.unknown(),
  errors: [],
} as const;

/**
 * The reading room of the contract. These routes are provisioned in `local` and `dev` only; elsewhere they do
 * not exist, so no check at run time can be wrong.
 */
export const documentRoutes: readonly Route[] = [
  route({ ...page, operationId: 'getOpenApi', summary: 'The OpenAPI document', path: '/api/openapi.json' }),
  route({ ...page, operationId: 'getDocs', summary: 'Swagger page', path: '/api/docs' }),
  route({
    ...page,
    operationId: 'getDocsAsset',
    summary: 'Files of the Swagger page',
    path: '/api/docs/{file}',
  }),
];
