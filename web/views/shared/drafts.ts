import { ProblemError } from '../../client/client.ts';
import type { Port } from '../../client/port.ts';
import type { Fields } from './screen-module.ts';

/** The fields a draft named in the address brings along; undefined when it is gone. */
export async function draftFields(port: Port, draftId: string | null): Promise<Fields | undefined> {
  if (draftId === null) return {};
  try {
    return (await port.read('getDraft', { params: { draftId } })).fields;
  } catch (error) {
    if (error instanceof ProblemError && error.status === 404) return undefined;
    throw error;
  }
}
