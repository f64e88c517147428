import * as z from 'zod';
import type { Assembly, StackTemplate } from '../../assembly/assembly.ts';
import { provisioningOrder } from '../template/order.ts';
import type { Registry } from '../template/registry.ts';
import { conditionHolds, resolve, type Scope } from '../template/resolve.ts';

/** A resource as a template declares it. */
export interface DeclaredResource {
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  /** Physical name for a resource the template does not name itself, as CloudFormation makes one up. */
  readonly defaultName: string;
  /**
   * Its properties, resolved and checked.
   * @throws naming the resource and each property that does not fit
   */
  read<S extends z.ZodType>(schema: S): z.output<S>;
}

function read<S extends z.ZodType>(schema: S, name: string, properties: () => unknown): z.output<S> {
  const parsed = schema.safeParse(properties());
  if (parsed.success) return parsed.data;
  throw new Error(`${name} cannot run in the local stack:\n${z.prettifyError(parsed.error)}`);
}

function declared(scope: Scope, logicalId: string): DeclaredResource | undefined {
  const resource = scope.template.Resources[logicalId];
  if (!resource || (resource.Condition && !conditionHolds(resource.Condition, scope))) return undefined;
  const { stack } = scope;
  return {
    stack,
    logicalId,
    type: resource.Type,
    defaultName: `${stack}-${logicalId}`,
    read: (schema) =>
      read(schema, `${resource.Type} ${stack}.${logicalId}`, () => resolve(resource.Properties, scope)),
  };
}

function declaredIn({ name, template }: StackTemplate, registry: Registry): DeclaredResource[] {
  const scope: Scope = { stack: name, template, registry };
  for (const output of Object.values(template.Outputs)) {
    if (output.Export)
      registry.export(String(resolve(output.Export.Name, scope)), () => resolve(output.Value, scope));
  }
  return provisioningOrder(template)
    .map((logicalId) => declared(scope, logicalId))
    .filter((resource) => resource !== undefined);
}

/** Every resource of an assembly whose condition holds, each after all it refers to. */
export function declaredResources({ stacks }: Assembly, registry: Registry): DeclaredResource[] {
  return stacks.flatMap((stack) => declaredIn(stack, registry));
}
