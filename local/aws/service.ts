import type { IncomingHttpHeaders } from 'node:http';

/** An HTTP request as the front read it. */
export interface AwsRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** One call of an AWS API: the request, what it asks for and who asks. */
export interface AwsCall extends AwsRequest {
  /** Signing name of the service: `dynamodb`. */
  readonly service: string;
  /** Operation without its service: `PutItem`. */
  readonly action: string;
  /** Access key id that signed the call; `anonymous` where none did. */
  readonly caller: string;
}

export interface AwsReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** A permission a call needs: one IAM action on each of the resources. */
export interface Demand {
  readonly action: string;
  readonly resources: readonly string[];
}

/** What else the caller may do, for answers that depend on it. */
export interface Rights {
  may(action: string, resource: string): boolean;
}

/** A stand-in of one AWS service, reached through the front. */
export interface AwsService {
  readonly signingName: string;
  /** Operations that need no signature, and the X-Amz-Target prefix by which an unsigned one is known. */
  readonly publicActions?: { readonly targetPrefix: string; readonly names: ReadonlySet<string> };
  /** Which operation a request asks for, where neither a header nor its path alone says it. */
  operationOf?(request: AwsRequest): string | undefined;
  /** The IAM permissions the call needs, as AWS documents them for the operation. */
  demands(call: AwsCall): readonly Demand[];
  /** Carries the call out. Refusals are thrown as `AwsError`. */
  handle(call: AwsCall, rights: Rights): Promise<AwsReply>;
  /** The form its refusals have, where it is not that of the others. */
  refusal?(error: AwsError): AwsReply;
  /** Answers an unsigned plain web request, or undefined where the service has no such page. */
  page?(request: AwsRequest): Promise<AwsReply | undefined>;
  close(): Promise<void>;
}

interface AwsErrorOptions {
  readonly status?: number;
  /** Further members of the error, such as the reasons of a cancelled transaction. */
  readonly members?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** A refusal in the words of the AWS API; the front gives it the form of the caller's protocol. */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;
  readonly members: Readonly<Record<string, unknown>>;

  constructor(code: string, message: string, options: AwsErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.name = 'AwsError';
    this.code = code;
    this.status = options.status ?? 400;
    this.members = options.members ?? {};
  }
}
