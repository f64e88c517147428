import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  App,
  IPolicyValidationContext,
  IPolicyValidationPlugin,
  PolicyValidationPluginReport,
} from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';

/**
 * cdk-nag in report-only mode: findings are written to `nag-report.json` in the assembly and counted, but
 * never stop the synthesis.
 */
export class ReportOnlyNag implements IPolicyValidationPlugin {
  readonly name = 'cdk-nag (report only)';
  private readonly app: App;
  private readonly rules: AwsSolutionsChecks;

  constructor(app: App) {
    this.app = app;
    this.rules = new AwsSolutionsChecks(app);
  }

  validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    const { violations } = this.rules.validate(context);
    writeFileSync(join(this.app.outdir, 'nag-report.json'), `${JSON.stringify(violations, null, 2)}\n`);
    process.stderr.write(
      `cdk-nag: ${violations.length} kinds of finding, see nag-report.json (report only)\n`,
    );
    return { success: true, violations: [] };
  }
}
