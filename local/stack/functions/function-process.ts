import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { FunctionFacts, Invocation, ReportedError, RuntimeMessage } from './runtime/protocol.ts';

export interface ProcessOptions extends FunctionFacts {
  /** File with the handler, and the name it exports it under. */
  readonly module: string;
  readonly exportName: string;
  /** The whole environment of the process. */
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  /** Receives each line the function prints. */
  readonly print: (line: string) => void;
}

/** A failed invocation, as the Lambda service tells its caller. */
export class FunctionError extends Error {
  override readonly name = 'FunctionError';
  readonly errorType: string;

  constructor({ errorType, errorMessage }: ReportedError) {
    super(`${errorType}: ${errorMessage}`);
    this.errorType = errorType;
  }
}

interface Pending {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: FunctionError) => void;
}

const bootstrap = join(import.meta.dirname, 'runtime/bootstrap.ts');
const initializationLimitMs = 10_000;

/** One execution environment of a function: a process that lives until it crashes, times out or is closed. */
export class FunctionProcess {
  private readonly options: ProcessOptions;
  private readonly child: ChildProcess;
  private readonly pending = new Map<number, Pending>();
  private readonly ready: Promise<void>;
  private exited = false;
  private lastId = 0;

  constructor(options: ProcessOptions) {
    this.options = options;
    const { module, exportName, environment, print } = options;
    this.child = fork(bootstrap, [module, exportName], {
      env: { ...environment },
      execArgv: [],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      if (stream) createInterface({ input: stream }).on('line', print);
    }
    this.ready = this.initialized();
    // An invocation reports a failed start; without one nobody needs to know.
    this.ready.catch(() => undefined);
    this.child.on('message', (message: RuntimeMessage) => {
      this.settle(message);
    });
    this.child.on('exit', (code, signal) => {
      this.end({
        errorType: 'Runtime.ExitError',
        errorMessage: `Runtime exited: ${signal ?? `status ${code}`}`,
      });
    });
  }

  /** False once the process is gone; the next call needs a new one. */
  get usable(): boolean {
    return !this.exited;
  }

  /**
   * Runs the handler on one event; several may run at once.
   * @throws {FunctionError} when the handler throws, the process dies, or the time of the template is up
   */
  async invoke(event: unknown): Promise<unknown> {
    await this.ready;
    const { name, arn, memoryMb, timeoutMs } = this.options;
    const id = ++this.lastId;
    const timer = setTimeout(() => {
      this.timeOut(id);
    }, timeoutMs);
    try {
      return await new Promise((resolve, reject) => {
        this.pending.set(id, { resolve, reject });
        const deadline = Date.now() + timeoutMs;
        this.send({ id, event, requestId: randomUUID(), function: { name, arn, memoryMb }, deadline });
      });
    } finally {
      clearTimeout(timer);
      this.pending.delete(id);
    }
  }

  async close(): Promise<void> {
    if (this.exited) return;
    const gone = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGKILL');
    await gone;
  }

  private initialized(): Promise<void> {
    return new Promise((resolve, reject) => {
      const fail = (errorType: string, errorMessage: string): void => {
        clearTimeout(timer);
        reject(new FunctionError({ errorType, errorMessage }));
      };
      const timer = setTimeout(() => {
        fail('Sandbox.Timedout', `Initialization took more than ${initializationLimitMs / 1000} seconds`);
        this.child.kill('SIGKILL');
      }, initializationLimitMs);
      this.child.once('message', (message: RuntimeMessage) => {
        if (message.kind === 'unusable') {
          fail(message.error.errorType, message.error.errorMessage);
        } else {
          clearTimeout(timer);
          resolve();
        }
      });
      this.child.once('exit', () => {
        fail('Runtime.ExitError', 'Runtime exited before it was ready');
      });
    });
  }

  private send(invocation: Invocation): void {
    this.child.send(invocation, (error) => {
      if (error) this.end({ errorType: 'Runtime.ExitError', errorMessage: error.message });
    });
  }

  private settle(message: RuntimeMessage): void {
    if (message.kind === 'result') this.pending.get(message.id)?.resolve(message.result);
    if (message.kind === 'error') this.pending.get(message.id)?.reject(new FunctionError(message.error));
  }

  private timeOut(id: number): void {
    const errorMessage = `Task timed out after ${(this.options.timeoutMs / 1000).toFixed(2)} seconds`;
    this.pending.get(id)?.reject(new FunctionError({ errorType: 'Sandbox.Timedout', errorMessage }));
    this.exited = true;
    this.child.kill('SIGKILL');
  }

  /** Whatever still runs in the process is lost with it. */
  private end(error: ReportedError): void {
    this.exited = true;
    for (const { reject } of this.pending.values()) reject(new FunctionError(error));
  }
}
