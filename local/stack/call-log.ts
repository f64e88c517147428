import type { CallRecord } from '../aws/front.ts';
import { openFunctionLog } from './functions/function-log.ts';

export interface CallLog {
  readonly write: (record: CallRecord) => void;
  close(): Promise<void>;
}

/** Who called what of AWS: one line a permission used, in `aws-calls.log` beside the logs of the functions. */
export function openCallLog(directory: string, nameOf: (accessKeyId: string) => string): CallLog {
  const log = openFunctionLog(directory, 'aws-calls');
  return {
    write: ({ caller, action, resource }) => {
      log.print(`${nameOf(caller)} ${action} ${resource}`);
    },
    close: () => log.close(),
  };
}
