export interface FunctionFacts {
  readonly name: string;
  readonly arn: string;
  readonly memoryMb: number;
}

/** What the local Lambda service sends to a function's process. */
export interface Invocation {
  readonly id: number;
  readonly event: unknown;
  readonly requestId: string;
  readonly function: FunctionFacts;
  /** Milliseconds since the epoch at which the process will be killed. */
  readonly deadline: number;
}

/** An error in the form Lambda reports it. */
export interface ReportedError {
  readonly errorType: string;
  readonly errorMessage: string;
}

/** What a function's process sends back. */
export type RuntimeMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'unusable'; readonly error: ReportedError }
  | { readonly kind: 'result'; readonly id: number; readonly result: unknown }
  | { readonly kind: 'error'; readonly id: number; readonly error: ReportedError };
