import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { type Template, templateSchema } from './template.ts';

export interface StackTemplate {
  readonly name: string;
  readonly template: Template;
}

/** A synthesized CDK app: its stacks in the order they deploy, and where their code and files lie. */
export interface Assembly {
  readonly directory: string;
  readonly stacks: readonly StackTemplate[];
  /** Folder or file of an asset by its object key, such as `<hash>.zip`. */
  readonly files: ReadonlyMap<string, string>;
  /** Build folder of a container image by its tag. */
  readonly images: ReadonlyMap<string, string>;
}

const manifestSchema = z.object({
  artifacts: z.record(
    z.string(),
    z.object({
      type: z.string(),
      dependencies: z.array(z.string()).default([]),
      properties: z.object({ templateFile: z.string().optional(), file: z.string().optional() }).optional(),
    }),
  ),
});
type Artifact = z.output<typeof manifestSchema>['artifacts'][string];

const assetsSchema = z.object({
  files: z
    .record(
      z.string(),
      z.object({
        source: z.object({ path: z.string() }),
        destinations: z.record(z.string(), z.object({ objectKey: z.string() })),
      }),
    )
    .default({}),
  dockerImages: z
    .record(
      z.string(),
      z.object({
        source: z.object({ directory: z.string() }),
        destinations: z.record(z.string(), z.object({ imageTag: z.string() })),
      }),
    )
    .default({}),
});

function readJson<S extends z.ZodType>(directory: string, file: string, schema: S): z.output<S> {
  const content: unknown = JSON.parse(readFileSync(join(directory, file), 'utf8'));
  return schema.parse(content);
}

/** Names of the stacks, each after all it depends on. */
function deployOrder(artifacts: ReadonlyMap<string, Artifact>): string[] {
  const ordered: string[] = [];
  const visit = (name: string): void => {
    if (ordered.includes(name)) return;
    for (const dependency of artifacts.get(name)?.dependencies ?? []) {
      if (artifacts.has(dependency)) visit(dependency);
    }
    ordered.push(name);
  };
  for (const name of artifacts.keys()) visit(name);
  return ordered;
}

function readAssets(directory: string, files: readonly string[]): Pick<Assembly, 'files' | 'images'> {
  const assets = { files: new Map<string, string>(), images: new Map<string, string>() };
  for (const file of files) {
    const manifest = readJson(directory, file, assetsSchema);
    for (const { source, destinations } of Object.values(manifest.files)) {
      for (const { objectKey } of Object.values(destinations))
        assets.files.set(objectKey, join(directory, source.path));
    }
    for (const { source, destinations } of Object.values(manifest.dockerImages)) {
      for (const { imageTag } of Object.values(destinations))
        assets.images.set(imageTag, join(directory, source.directory));
    }
  }
  return assets;
}

/**
 * Reads the manifest, templates and asset manifests of a synthesized app.
 * @throws when the folder is no cloud assembly
 */
export function readAssembly(directory: string): Assembly {
  const artifacts = Object.entries(readJson(directory, 'manifest.json', manifestSchema).artifacts);
  const stacks = new Map(artifacts.filter(([, { type }]) => type === 'aws:cloudformation:stack'));
  const assetFiles = artifacts
    .filter(([, { type }]) => type === 'cdk:asset-manifest')
    .map(([, { properties }]) => properties?.file);
  return {
    directory,
    stacks: deployOrder(stacks).map((name) => ({
      name,
      template: readJson(directory, stacks.get(name)?.properties?.templateFile ?? '', templateSchema),
    })),
    ...readAssets(
      directory,
      assetFiles.filter((file) => file !== undefined),
    ),
  };
}
