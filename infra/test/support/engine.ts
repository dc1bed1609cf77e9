import { isDeepStrictEqual } from 'node:util';
import type { Recording, Registered } from './recording.ts';

/**
 * The properties whose change replaces a resource. All other changes are updates.
 *
 * @see https://github.com/hashicorp/terraform-provider-aws: `ForceNew` in each resource's schema
 */
const FORCES_NEW: Readonly<Record<string, readonly string[]>> = {
  'aws:ec2/instance:Instance': ['launchTemplate', 'userData', 'subnetId'],
  'aws:ec2/volumeAttachment:VolumeAttachment': ['instanceId', 'volumeId', 'deviceName'],
  'aws:lb/targetGroupAttachment:TargetGroupAttachment': ['targetId', 'targetGroupArn', 'port'],
  'aws:lambda/invocation:Invocation': ['functionName', 'triggers'],
  'aws:ebs/volume:Volume': ['availabilityZone', 'snapshotId', 'encrypted'],
};

/** Types whose update changes outputs, such as the `latestVersion` of a launch template. */
const CHANGES_OUTPUTS = ['aws:ec2/launchTemplate:LaunchTemplate'];

/**
 * Computes the steps of Pulumi's engine from one state of a stack to the next, by its rules for the
 * recorded features: resources that depend on a replaced resource by a property change with it; with
 * `deleteBeforeReplace`, dependents that must be replaced are deleted first; resources removed from the
 * program are deleted last, in reverse order.
 *
 * @see https://www.pulumi.com/docs/iac/concepts/options/deletebeforereplace/
 */
export function stepsBetween(before: Recording | undefined, after: Recording): string[] {
  const old = new Map((before?.resources ?? []).map((resource) => [resource.urn, resource]));
  const steps: string[] = [];
  const renewed = new Set<string>();
  const deleted = new Set<string>();
  const step = (action: string, { type, name }: Registered) =>
    steps.push(`${action} ${type.split(':').at(-1)} ${name}`);

  /** In the order of the old program, so that dependents follow their dependencies. */
  function dependentsOf(urn: string): Registered[] {
    const gone = new Set([urn]);
    for (const resource of old.values()) {
      const forced = FORCES_NEW[resource.type] ?? [];
      const on = forced.flatMap((property) => resource.propertyDependencies[property] ?? []);
      if (on.some((dependency) => gone.has(dependency))) gone.add(resource.urn);
    }
    return [...old.values()].filter((resource) => gone.has(resource.urn) && resource.urn !== urn);
  }

  function remove(resource: Registered): void {
    if (deleted.has(resource.urn)) return;
    deleted.add(resource.urn);
    step('delete', resource);
  }

  for (const resource of after.resources.filter(({ custom }) => custom)) {
    const known = old.get(resource.urn);
    if (!known || deleted.has(resource.urn)) {
      step('create', resource);
      renewed.add(resource.urn);
      continue;
    }
    const changed = Object.keys({ ...known.inputs, ...resource.inputs })
      .filter((property) => !resource.ignoreChanges.includes(property))
      .filter(
        (property) =>
          !isDeepStrictEqual(known.inputs[property], resource.inputs[property]) ||
          (resource.propertyDependencies[property] ?? []).some((urn) => renewed.has(urn)),
      );
    if (changed.length === 0) continue;
    if (changed.some((property) => FORCES_NEW[resource.type]?.includes(property))) {
      if (!resource.deleteBeforeReplace) throw new Error(`${resource.urn} is registered twice`);
      for (const dependent of dependentsOf(resource.urn).reverse()) remove(dependent);
      remove(known);
      step('create', resource);
      renewed.add(resource.urn);
    } else {
      step('update', resource);
      if (CHANGES_OUTPUTS.includes(resource.type)) renewed.add(resource.urn);
    }
  }
  const kept = new Set(after.resources.map(({ urn }) => urn));
  for (const resource of [...old.values()].reverse()) {
    if (kept.has(resource.urn) || !resource.custom) continue;
    if (resource.protect) throw new Error(`${resource.urn} is protected`);
    if (resource.retainOnDelete) step('let go of', resource);
    else remove(resource);
  }
  return steps;
}
