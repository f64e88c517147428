import { Stack, Stage, Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { StageConfig } from '../stages.ts';

/** A stack of the bank: named after its stage, and synthesizable without asking AWS anything. */
export class BankStack extends Stack {
  readonly config: StageConfig;

  constructor(scope: Construct, config: StageConfig, part: string) {
    super(scope, `ledgerbank-${config.name}-${part}`, {
      env: { account: config.account, region: config.region },
    });
    this.config = config;
    Tags.of(this).add('project', 'ledgerbank');
    Tags.of(this).add('stage', config.name);
  }

  /** Where the assembly is written; what is made for it is made there. */
  get outdir(): string {
    return Stage.of(this)?.outdir ?? 'cdk.out';
  }

  // The default asks the account for its zones, which needs credentials even to synthesize.
  override get availabilityZones(): string[] {
    return [`${this.region}a`, `${this.region}b`];
  }
}
