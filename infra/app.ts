import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { addBank } from './bank-app.ts';
import { ReportOnlyNag } from './nag.ts';
import { buildSite } from './site.ts';
import { stageConfig } from './stages.ts';

const app = new App();
const stage: unknown = app.node.tryGetContext('stage') ?? 'local';
const port = Number(app.node.tryGetContext('port') ?? 8080);
const config = stageConfig(String(stage), port);
addBank(app, config, buildSite(join(app.outdir, 'bundles'), config));
// The laptop boots from its templates many times a day; the findings are the same as for the cloud stages.
if (stage !== 'local') Validations.of(app).addPlugins(new ReportOnlyNag(app));
app.synth();
