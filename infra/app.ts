import { App, Validations } from 'aws-cdk-lib';
import { addBank } from './bank-app.ts';
import { ReportOnlyNag } from './nag.ts';
import { stageConfig } from './stages.ts';

const app = new App();
const stage: unknown = app.node.tryGetContext('stage') ?? 'local';
const port = Number(app.node.tryGetContext('port') ?? 8080);
addBank(app, stageConfig(String(stage), port));
// The laptop boots from its templates many times a day; the findings are the same as for the cloud stages.
if (stage !== 'local') Validations.of(app).addPlugins(new ReportOnlyNag(app));
app.synth();
