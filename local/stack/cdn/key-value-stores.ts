import * as z from 'zod';
import type { Provisioned } from '../provision/provision.ts';

/** What an edge function can look up, by key. */
export type KeyValueStore = ReadonlyMap<string, string>;

const storeSchema = z.object({
  Name: z.string(),
  ImportSource: z.undefined({ error: 'an import from S3 is not supported' }).optional(),
});
const secretSchema = z.record(z.string(), z.string());

/**
 * The stores of the templates by ARN. In the cloud whoever deploys fills one, from the secret of its name
 * (`infra/README.md`); here that is done at once.
 */
export function keyValueStores(provisioned: Provisioned): ReadonlyMap<string, KeyValueStore> {
  const { registry, ofType } = provisioned;
  return new Map(
    ofType('AWS::CloudFront::KeyValueStore').map((store) => {
      const { Name } = store.read(storeSchema);
      const content: unknown = JSON.parse(registry.secret(Name.replaceAll('_', '/')));
      return [store.attribute('Arn'), new Map(Object.entries(secretSchema.parse(content)))];
    }),
  );
}
