/** What a resource became: its physical id (what `Ref` gives) and the attributes `Fn::GetAtt` can ask for. */
export interface PhysicalResource {
  readonly id: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

/** Thrown when a template asks for something that no provisioned resource, export or secret offers. */
export class UnresolvedReferenceError extends Error {
  override readonly name = 'UnresolvedReferenceError';
}

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new UnresolvedReferenceError(what);
  return value;
}

/** Physical ids, attributes, exports and secret values of everything provisioned so far, over all stacks. */
export class Registry {
  private readonly resources = new Map<string, PhysicalResource>();
  private readonly absent = new Set<string>();
  private readonly exports = new Map<string, () => unknown>();
  private readonly secrets = new Map<string, string>();

  register(stack: string, logicalId: string, resource: PhysicalResource): void {
    this.resources.set(`${stack}.${logicalId}`, resource);
  }

  /** A resource that exists only in the cloud: others may mention it, but nothing here can use what they get. */
  registerAbsent(stack: string, logicalId: string): void {
    this.absent.add(`${stack}.${logicalId}`);
  }

  ref(stack: string, logicalId: string): string {
    return this.absentName(stack, logicalId) ?? this.resource(stack, logicalId).id;
  }

  /** @throws {UnresolvedReferenceError} naming stack, resource and attribute */
  attribute(stack: string, logicalId: string, name: string): string {
    const absent = this.absentName(stack, logicalId);
    if (absent) return `${absent}.${name}`;
    const value = this.resource(stack, logicalId).attributes?.[name];
    return found(value, `Stack ${stack}: resource ${logicalId} has no attribute ${name} in the local stack.`);
  }

  /** Exports are evaluated when first imported: most of those CDK writes concern networks, which do not exist here. */
  export(name: string, value: () => unknown): void {
    this.exports.set(name, value);
  }

  imported(name: string): unknown {
    return found(this.exports.get(name), `No stack exports ${name}.`)();
  }

  /** @param names every name a dynamic reference may use for the secret: its ARN and its plain name */
  rememberSecret(names: readonly string[], value: string): void {
    for (const name of names) this.secrets.set(name, value);
  }

  secret(name: string): string {
    return found(this.secrets.get(name), `No secret ${name} exists.`);
  }

  private absentName(stack: string, logicalId: string): string | undefined {
    const name = `${stack}.${logicalId}`;
    return this.absent.has(name) ? `only-in-the-cloud:${name}` : undefined;
  }

  private resource(stack: string, logicalId: string): PhysicalResource {
    const resource = this.resources.get(`${stack}.${logicalId}`);
    return found(
      resource,
      `Stack ${stack}: there is no resource ${logicalId}, or it was not provisioned yet.`,
    );
  }
}
