import { isDeepStrictEqual } from 'node:util';
import type { Recording, Registered } from './recording.ts';

/**
 * What the AWS provider replaces a resource for; every other change is an update.
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

/** What an update gives other outputs: a launch template its `latestVersion`. */
const CHANGES_OUTPUTS = ['aws:ec2/launchTemplate:LaunchTemplate'];

/**
 * The steps that Pulumi's engine takes from one state of a stack to the next, by its rules for what
 * the recordings show: what depends on a replaced resource by a property is changed with it; with
 * `deleteBeforeReplace` its dependents that must be replaced go first; what left the program goes
 * last, the youngest first.
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

  /** In the order of the old program, so a dependent always comes after what it depends on. */
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
      if (!resource.deleteBeforeReplace) throw new Error(`${resource.urn} would stand twice`);
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
