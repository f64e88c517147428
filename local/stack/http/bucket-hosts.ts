import { forwardPage } from './forward-page.ts';
import { type HttpHandler, jsonResponse } from './message.ts';

/**
 * A bucket as browsers reach it. Only addresses that were signed for them are passed on, whose signatures S3 verifies: calls of
 * the AWS APIs have no business on the public port.
 */
export function bucketHost(awsEndpoint: string): HttpHandler {
  const port = Number(new URL(awsEndpoint).port);
  return (request) => {
    const { host = '' } = request.headers;
    if (request.method !== 'GET' || !new URLSearchParams(request.query).has('X-Amz-Signature'))
      return Promise.resolve(jsonResponse(403, { message: 'Access Denied' }));
    return forwardPage(port, { ...request, headers: { host } });
  };
}
