import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { openApiOf } from '../contract/openapi.ts';
import { routeList } from '../contract/routes.ts';
import { docsInit, docsPage } from '../http/docs-page.ts';
import { statusOf } from '../http/problem.ts';

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'";
const files = new Map([
  ['swagger-ui.css', 'text/css'],
  ['swagger-ui-bundle.js', 'text/javascript'],
  ['favicon-32x32.png', 'image/png'],
]);

function answer(type: string, body: string, isBase64Encoded = false): APIGatewayProxyStructuredResultV2 {
  const headers = {
    'content-type': type,
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
  };
  return { statusCode: 200, headers, body, isBase64Encoded };
}

/** The OpenAPI document and its Swagger page; provisioned in `local` and `dev` only. */
export const handler = async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> => {
  if (event.rawPath === '/api/openapi.json') {
    return answer('application/json', JSON.stringify(openApiOf(routeList, (code) => statusOf[code])));
  }
  if (event.rawPath === '/api/docs') return answer('text/html; charset=utf-8', docsPage);
  const file = event.pathParameters?.['file'] ?? '';
  if (file === 'init.js') return answer('text/javascript', docsInit);
  const type = files.get(file);
  if (type === undefined)
    return { statusCode: 404, headers: { 'content-type': 'text/plain' }, body: 'No such file' };
  const bytes = await readFile(join(import.meta.dirname, 'assets', file));
  return answer(type, bytes.toString('base64'), true);
};
