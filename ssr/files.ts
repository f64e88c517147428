import type { RequestHandler } from 'express';
import { describeFault, type Fault } from '../functions/domain/fault.ts';
import type { ApiTransport } from './api-transport.ts';
import { trustedHeaders, type Viewer } from './server-port.ts';

/** Where files of the bank lie, on this site as in the API. */
export const filePaths = [
  '/api/v1/reports/:kind/:period/versions/:version/files/:format',
  '/api/v1/accounts/:accountId/statements/:month',
  '/api/v1/annual-statements/:year',
  '/api/v1/tax-forms/:year',
];

/** The path with the format that a link asks for; nothing else of a query is known to files. */
function placeOf({ path, query }: Parameters<RequestHandler>[0]): string {
  const { format } = query;
  return typeof format === 'string' ? `${path}?${new URLSearchParams({ format }).toString()}` : path;
}

/** Files are bytes to the gateway, pages are text. */
export const binarySettings = {
  isBinary: ({ headers }: { readonly headers: Readonly<Record<string, unknown>> }): boolean =>
    headers['content-disposition'] !== undefined,
};

const passedOn = ['content-type', 'content-disposition', 'etag'] as const;

export interface FilesParts {
  readonly transport: ApiTransport;
  readonly viewer: Viewer;
  readonly siteToken: string;
  readonly report: (fault: Fault) => void;
}

/** Hands over a file of the API as it is, with the viewer's session; the API decides who may have it. */
export function answerWithFile(
  partsOf: (request: Parameters<RequestHandler>[0]) => FilesParts,
): RequestHandler {
  return async (request, response) => {
    const { transport, viewer, siteToken, report } = partsOf(request);
    try {
      const trusted = trustedHeaders(viewer, siteToken);
      const headers = viewer.cookie === undefined ? trusted : { ...trusted, cookie: viewer.cookie };
      const answer = await transport(placeOf(request), { method: 'GET', headers });
      const elsewhere = answer.headers.get('location');
      if (answer.status === 303 && elsewhere !== null) {
        response.redirect(303, elsewhere);
        return;
      }
      if (answer.status !== 200) {
        response
          .status(answer.status)
          .type('text')
          .send(refusals[answer.status] ?? trouble);
        return;
      }
      for (const name of passedOn) response.set(name, answer.headers.get(name) ?? '');
      response.status(200).send(await answer.bytes());
    } catch (error) {
      report(describeFault(error));
      response.status(503).set('retry-after', '5').type('text').send(trouble);
    }
  };
}

const trouble = 'The bank can’t be reached. Ask for the file again in a moment.';
const refusals: Readonly<Record<number, string>> = {
  400: 'There is no such file.',
  401: 'Sign in first, then ask for the file again.',
  403: 'This file is not for you.',
  404: 'There is no such file.',
  406: 'This file would be too large in this format. Ask for it in another one, such as CSV.',
  500: 'What is kept is not what the books have on record, or something went wrong on our side. Tell whoever runs the bank.',
};
