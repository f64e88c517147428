import { createHash } from 'node:crypto';
import { globSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { decodedPath, emptyResponse, type HttpHandler, type HttpResponse } from '../http/message.ts';

interface StoredObject {
  readonly file: string;
  readonly metadata: Readonly<Record<string, string>>;
}

/** One deployment of a folder into a bucket. */
export interface BucketContent {
  readonly directory: string;
  readonly prefix: string;
  /** Headers of every object, such as `cache-control`. */
  readonly metadata: Readonly<Record<string, string>>;
  /** Decides by path below the folder. */
  readonly included: (path: string) => boolean;
}

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.gif': 'image/gif',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml',
};

function objectsOf({ directory, prefix, metadata, included }: BucketContent): [string, StoredObject][] {
  const paths = globSync('**/*', { cwd: directory }).filter((path) =>
    statSync(join(directory, path)).isFile(),
  );
  return paths
    .filter((path) => included(path))
    .map((path) => [prefix ? `${prefix}/${path}` : path, { file: join(directory, path), metadata }]);
}

function error(status: number, code: string): HttpResponse {
  const body = Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code></Error>`);
  return { status, headers: { 'content-type': 'application/xml' }, body };
}

/** A file of the deployed folder is never changed, so it can be read when it is asked for. */
function serve({ file, metadata }: StoredObject, ifNoneMatch: string | undefined): HttpResponse {
  const body = readFileSync(file);
  const headers = {
    'content-type': contentTypes[extname(file)] ?? 'binary/octet-stream',
    ...metadata,
    etag: `"${createHash('md5').update(body).digest('hex')}"`,
    'last-modified': statSync(file).mtime.toUTCString(),
  };
  return ifNoneMatch === headers.etag ? emptyResponse(304, headers) : { status: 200, headers, body };
}

/**
 * A bucket as an origin: reads only, and only of what was deployed into it.
 * @param listable whether its policy lets the CDN list it, which decides how a missing key looks
 */
export function bucketOrigin(content: readonly BucketContent[], listable: boolean): HttpHandler {
  const objects = new Map(content.flatMap(objectsOf));
  const missing = listable ? error(404, 'NoSuchKey') : error(403, 'AccessDenied');
  return ({ method, path, headers }) => {
    if (method !== 'GET' && method !== 'HEAD') return Promise.resolve(error(405, 'MethodNotAllowed'));
    const object = objects.get(decodedPath(path).slice(1));
    return Promise.resolve(object ? serve(object, headers['if-none-match']) : missing);
  };
}
