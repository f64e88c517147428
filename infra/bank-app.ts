import type { App } from 'aws-cdk-lib';
import type { Site } from './site.ts';
import type { StageConfig } from './stages.ts';
import { ApiStack } from './stacks/api.ts';
import { DataStack } from './stacks/data.ts';
import { IdentityStack } from './stacks/identity.ts';
import { NetworkStack } from './stacks/network.ts';
import { ReportingStack } from './stacks/reporting.ts';
import { SsrStack } from './stacks/ssr.ts';
import { WebStack } from './stacks/web.ts';

/** Every stack of one stage, joined. */
export function addBank(app: App, config: StageConfig, site: Site): void {
  const network = new NetworkStack(app, config);
  const data = new DataStack(app, config, network);
  const identity = new IdentityStack(app, config);
  const reporting = new ReportingStack(app, config, { network, data });
  const api = new ApiStack(app, config, { network, data, identity, reporting });
  new WebStack(app, config, { network, data, api, site });
  new SsrStack(app, config, { network, data, api, site });
}
