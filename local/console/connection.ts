import type { StageTarget } from '../../functions/console/context.ts';
import { localRegion } from '../aws/arns.ts';
import type { LocalConfig } from '../config.ts';
import { runningStack } from './running-stack.ts';

/** How clients of AWS are told where it is, and who asks. */
export interface Connection {
  readonly region: string;
  readonly profile?: string;
  readonly endpoint?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** The account of a profile, or the stack that runs here; undefined where none runs. */
export function connectionTo(config: LocalConfig, target: StageTarget | undefined): Connection | undefined {
  // Every stage lies in the same region.
  const region = localRegion;
  if (target) return { region, profile: target.profile };
  const stack = runningStack(config);
  return stack && { region, endpoint: stack.awsEndpoint, credentials: stack.console };
}
