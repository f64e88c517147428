import { FunctionError, FunctionProcess, type ProcessOptions } from './function-process.ts';

/** A deployed function: its process starts at the first call, and again after it died. */
export interface LambdaFunction {
  readonly name: string;
  readonly arn: string;
  /** @throws {FunctionError} when the handler fails, times out or its process dies */
  invoke(event: unknown): Promise<unknown>;
  close(): Promise<void>;
}

export function lambdaFunction(options: ProcessOptions): LambdaFunction {
  let process: FunctionProcess | undefined;
  const usable = (): FunctionProcess => {
    process = process?.usable ? process : new FunctionProcess(options);
    return process;
  };
  return {
    name: options.name,
    arn: options.arn,
    invoke: async (event) => {
      try {
        return await usable().invoke(event);
      } catch (error) {
        if (error instanceof FunctionError) options.print(`ERROR ${error.message}`);
        throw error;
      }
    },
    close: async () => {
      await process?.close();
    },
  };
}
