/** A request between the parts of the local edge, which all run in one process. */
export interface HttpRequest {
  readonly method: string;
  /** As it came over the wire: percent-encoded, without query. */
  readonly path: string;
  /** Raw, without the question mark. */
  readonly query: string;
  /** Lower-case names; several values of one name are joined by comma, cookies by semicolon. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** Address of the viewer or of the proxy before this part. */
  readonly sourceIp: string;
}

export interface HttpResponse {
  readonly status: number;
  /** Lower-case names; only `set-cookie` comes as a list. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Buffer;
}

export type HttpHandler = (request: HttpRequest) => Promise<HttpResponse>;

/** An answer with a JSON body, as AWS services give their own errors. */
export function jsonResponse(status: number, body: unknown): HttpResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: Buffer.from(JSON.stringify(body)) };
}

export function emptyResponse(
  status: number,
  headers: Readonly<Record<string, string | readonly string[]>> = {},
): HttpResponse {
  return { status, headers, body: Buffer.alloc(0) };
}

/** A path that is no valid percent-encoding is passed on as it came. */
export function decodedPath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
