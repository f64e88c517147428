import * as z from 'zod';
import type { Assembly, StackTemplate } from '../assembly/assembly.ts';
import type { TemplateResource } from '../assembly/template.ts';

/** One thing taken out of the templates, without which some effect of the bank must be missing. */
export interface Removal {
  readonly kind: 'route' | 'event source' | 'schedule' | 'variable';
  /** Stack and logical id of the resource it is taken from. */
  readonly stack: string;
  readonly logicalId: string;
  /** Name of the variable, where one is taken from a function. */
  readonly variable?: string;
  /** What a person would call it. */
  readonly label: string;
}

type Resources = StackTemplate['template']['Resources'];

function text(value: unknown, ...path: readonly string[]): string {
  const found = path.reduce<unknown>(
    (each, key) => (typeof each === 'object' && each !== null ? Reflect.get(each, key) : undefined),
    value,
  );
  return typeof found === 'string' ? found : '';
}

const environmentSchema = z.object({ Variables: z.record(z.string(), z.unknown()) });

function variablesOf(resource: TemplateResource): string[] {
  const { data } = environmentSchema.safeParse(resource.Properties['Environment']);
  return Object.keys(data?.Variables ?? {});
}

type Found = Pick<Removal, 'kind' | 'label'> & { readonly variable?: string };

function removalsFrom(logicalId: string, resource: TemplateResource): Found[] {
  const { Type, Properties } = resource;
  if (Type === 'AWS::ApiGatewayV2::Route') return [{ kind: 'route', label: text(Properties, 'RouteKey') }];
  if (Type === 'AWS::Lambda::EventSourceMapping') {
    return [{ kind: 'event source', label: text(Properties, 'FunctionName', 'Ref') }];
  }
  if (Type === 'AWS::Scheduler::Schedule') return [{ kind: 'schedule', label: logicalId }];
  // Helpers of the CDK run while CloudFormation deploys, not here.
  if (Type !== 'AWS::Lambda::Function' || text(Properties, 'Runtime').startsWith('python')) return [];
  const name = text(Properties, 'FunctionName');
  return variablesOf(resource).map((variable) => ({
    kind: 'variable',
    variable,
    label: `${name} ${variable}`,
  }));
}

/** Every route, event source mapping, schedule and environment variable of the templates. */
export function removalsOf({ stacks }: Assembly): Removal[] {
  return stacks.flatMap(({ name, template }) =>
    Object.entries(template.Resources).flatMap(([logicalId, resource]) =>
      removalsFrom(logicalId, resource).map((found) => ({ stack: name, logicalId, ...found })),
    ),
  );
}

function withoutVariable(resource: TemplateResource, variable: string): TemplateResource {
  const { Variables } = environmentSchema.parse(resource.Properties['Environment']);
  const kept = Object.entries(Variables).filter(([name]) => name !== variable);
  return {
    ...resource,
    Properties: { ...resource.Properties, Environment: { Variables: Object.fromEntries(kept) } },
  };
}

function resourcesWithout(resources: Resources, { logicalId, variable }: Removal): Resources {
  const { [logicalId]: resource, ...others } = resources;
  if (variable === undefined || !resource) return others;
  return { ...others, [logicalId]: withoutVariable(resource, variable) };
}

/** A copy of the assembly that lacks exactly this. */
export function without(assembly: Assembly, removal: Removal): Assembly {
  const stacks = assembly.stacks.map(({ name, template }) =>
    name === removal.stack
      ? { name, template: { ...template, Resources: resourcesWithout(template.Resources, removal) } }
      : { name, template },
  );
  return { ...assembly, stacks };
}
