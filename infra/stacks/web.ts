import { aws_cloudfront as cloudfront, type aws_s3 as s3 } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { edgeFunction } from '../bundle.ts';
import { BankStack } from '../constructs/bank-stack.ts';
import { apiOrigin, cdn, staticHeaders, uncached } from '../constructs/cdn.ts';
import { deployApart, deploySite, filesBehavior, siteBucket } from '../constructs/site-files.ts';
import type { Site } from '../site.ts';
import { hostsOf, type StageConfig } from '../stages.ts';
import type { ApiStack } from './api.ts';
import type { DataStack } from './data.ts';
import type { NetworkStack } from './network.ts';

interface WebStackParts {
  readonly network: NetworkStack;
  readonly data: DataStack;
  readonly api: ApiStack;
  readonly site: Site;
}

/** The single-page bank: static files from a private bucket, the API under the same origin. */
export class WebStack extends BankStack {
  constructor(scope: Construct, config: StageConfig, parts: WebStackParts) {
    super(scope, config, 'web');
    const bucket = siteBucket(this);
    this.deployFiles(bucket, parts.site);
    const api = uncached(apiOrigin(parts.api.originHost, parts.data.edgeToken, 'bank'));
    const headers = staticHeaders(this);
    cdn(this, 'cdn', {
      host: hostsOf(config).bank,
      webAclArn: parts.network.webAclArn,
      defaultBehavior: {
        ...filesBehavior({ bucket, headers, folder: 'public' }),
        functionAssociations: [atRequest(this.rewrite())],
      },
      additionalBehaviors: {
        '/api/*': api,
        '/auth/*': api,
        '/assets/staff/*': {
          ...filesBehavior({ bucket, headers, folder: 'staff' }),
          functionAssociations: [atRequest(this.staffGate())],
        },
      },
      defaultRootObject: 'index.html',
    });
  }

  /**
   * The code of staff screens lies in a folder of its own, which only the behaviour behind the gate begins in: another
   * spelling of its path, such as `%73taff`, leads the other behaviour to a place where nothing is.
   */
  private deployFiles(bucket: s3.Bucket, site: Site): void {
    const fixed = ['index.html', 'assets/favicon.svg'];
    const hashed = { exclude: [...fixed, 'assets/staff/*'] };
    deploySite(this, { bucket, site, hashed, fixed, folder: 'public' });
    const ofStaff = { exclude: ['*'], include: ['assets/staff/*'] };
    deployApart(this, { bucket, site, hashed: ofStaff, folder: 'staff' });
  }

  // A rewrite on the behaviour, not a custom error page: those are distribution-wide and would also
  // replace the API’s own 404 answers.
  private rewrite(): cloudfront.Function {
    return new cloudfront.Function(this, 'spa-rewrite', {
      code: cloudfront.FunctionCode.fromInline(edgeFunction('spa-rewrite.js')),
      runtime: cloudfront.FunctionRuntime.JS_2_0,
    });
  }

  /** Its store is made empty and refuses everybody until whoever deploys has put the key there. */
  private staffGate(): cloudfront.Function {
    const keyValueStore = new cloudfront.KeyValueStore(this, 'pass-store', {
      keyValueStoreName: `ledgerbank_${this.config.name}_pass`,
      comment: 'The key of staff passes, from the secret of the same name',
    });
    return new cloudfront.Function(this, 'staff-gate', {
      code: cloudfront.FunctionCode.fromInline(edgeFunction('staff-gate.js')),
      runtime: cloudfront.FunctionRuntime.JS_2_0,
      keyValueStore,
    });
  }
}

const atRequest = (edge: cloudfront.Function): cloudfront.FunctionAssociation => ({
  function: edge,
  eventType: cloudfront.FunctionEventType.VIEWER_REQUEST,
});
