import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import type { CellConfig } from '../config/config.ts';
import { problem } from '../config/problem.ts';
import { named } from '../config/tags.ts';
import { targetGroup } from '../network/balancer.ts';
import { subnetIn } from '../network/network.ts';
import { CELL_PORT } from '../network/ports.ts';
import type { CellsArgs } from './args.ts';
import type { Gate } from './gate/gate.ts';
import { SNAPSHOT_TAGS } from './snapshots.ts';
import { uploaderEnvironment } from './uploader-environment.ts';
import { userData } from './user-data.ts';

export interface CellArgs extends CellsArgs {
  readonly cell: CellConfig;
  readonly launchTemplate: aws.ec2.LaunchTemplate;
  readonly gate: Gate;
  readonly logGroup: aws.cloudwatch.LogGroup;
  /** The resources to wait for: those of the previous cell. */
  readonly after: pulumi.Resource[];
}

/** An uploader and the volume with its spool. */
export class Cell extends pulumi.ComponentResource {
  readonly name: string;
  readonly instance: aws.ec2.Instance;
  readonly volume: aws.ebs.Volume;
  /** Created when the cell is healthy. The next cell depends on it. */
  readonly passed: pulumi.Resource[];

  constructor(name: string, args: CellArgs, opts?: pulumi.ComponentResourceOptions) {
    super('galeria:index:Cell', `cell-${name}`, {}, opts);
    this.name = name;
    this.volume = this.makeVolume(args);
    this.instance = this.makeInstance(args);
    const attachment = new aws.ec2.VolumeAttachment(
      `cell-${name}`,
      {
        // On Nitro, only a name in the API. The system finds the volume by its id.
        deviceName: '/dev/sdf',
        instanceId: this.instance.id,
        volumeId: this.volume.id,
        stopInstanceBeforeDetaching: true,
      },
      { parent: this, deleteBeforeReplace: true },
    );
    const targetGroups = this.targetGroups(args);
    const targets = targetGroups.map(
      (group, index) =>
        new aws.lb.TargetGroupAttachment(
          index === 0 ? `cell-${name}` : `cell-${name}-new`,
          { targetGroupArn: group.arn, targetId: this.instance.id, port: CELL_PORT },
          { parent: this, dependsOn: attachment, deleteBeforeReplace: true },
        ),
    );
    this.passed =
      targets.length > 0
        ? [
            args.gate.pass(
              { cell: name, instance: this.instance, targetGroups },
              { parent: this, dependsOn: targets },
            ),
          ]
        : [attachment];
    this.registerOutputs({});
  }

  /** The data volume, which outlives the instance, the cell and the stack. */
  private makeVolume({ cell, config, network }: CellArgs): aws.ebs.Volume {
    return new aws.ebs.Volume(
      `cell-${this.name}`,
      {
        availabilityZone: network.zones[cell.zone],
        size: config.spoolGiB,
        type: 'gp3',
        encrypted: true,
        finalSnapshot: true,
        ...(cell.restoreFromSnapshot ? { snapshotId: cell.restoreFromSnapshot } : {}),
        // A draining cell will be removed, and its volume must not be snapshotted for ever.
        tags: { ...this.tags, ...(cell.draining ? {} : SNAPSHOT_TAGS) },
      },
      {
        parent: this,
        // A draining cell will be removed from the map, and its volume from the stack.
        protect: config.protect && !cell.draining,
        retainOnDelete: true,
        // Never replace a volume, as it may hold the only copy of an upload.
        ignoreChanges: ['snapshotId', 'availabilityZone'],
      },
    );
  }

  private makeInstance(args: CellArgs): aws.ec2.Instance {
    const { cell, launchTemplate, after } = args;
    return new aws.ec2.Instance(
      `cell-${this.name}`,
      {
        launchTemplate: {
          id: launchTemplate.id,
          // A number, as with `$Latest` a change would not replace existing instances.
          version: pulumi.interpolate`${launchTemplate.latestVersion}`,
        },
        subnetId: this.subnetId(args),
        userData: userData({
          uploader: uploaderEnvironment(this.name, args),
          volume: {
            GALERIA_VOLUME_ID: this.volume.id,
            GALERIA_VOLUME_RESTORED: cell.restoreFromSnapshot ? 'yes' : 'no',
          },
          logGroup: args.config.endpoints.includes('logs') ? args.logGroup.name : undefined,
        }),
        userDataReplaceOnChange: true,
        tags: this.tags,
      },
      { parent: this, deleteBeforeReplace: true, dependsOn: after },
    );
  }

  /**
   * The subnet in the zone of the volume, which never moves: an instance in another zone could not
   * attach it.
   */
  private subnetId({ cell, network }: CellArgs): pulumi.Output<string> {
    return this.volume.availabilityZone.apply((zone) => {
      const index = network.zones.indexOf(zone);
      if (index !== cell.zone) {
        problem(
          `galeria:cells puts ${this.name} in zone ${cell.zone} (${network.zones[cell.zone]}), but its volume is in ${zone} and cannot move. Set its zone to ${index < 0 ? 'its former value' : index}; to use another zone, add a cell and drain this one.`,
        );
      }
      return subnetIn(network.privateSubnetIds, cell.zone);
    });
  }

  /** The tags by which the console shows what belongs to this cell. */
  private get tags(): Record<string, string> {
    return { ...named(`cell-${this.name}`), 'galeria:cell': this.name };
  }

  /**
   * The target groups of this cell: one for its own resumable uploads, and the shared one while it
   * accepts new uploads. A restored cell is in none.
   */
  private targetGroups({
    cell,
    network,
    balancer,
    listener,
    after,
  }: CellArgs): aws.lb.TargetGroup[] {
    if (cell.restoreFromSnapshot) return [];
    const own = targetGroup(`cell-${this.name}`, network, { parent: this });
    const rule = new aws.lb.ListenerRule(
      `cell-${this.name}`,
      {
        listenerArn: listener.arn,
        conditions: [{ pathPattern: { values: [`/tus/${this.name}/*`] } }],
        actions: [{ type: 'forward', targetGroupArn: own.arn }],
      },
      // Rules get the next free priority, so they must be created one after the other.
      { parent: this, dependsOn: after },
    );
    new aws.lb.ListenerRule(
      `cell-${this.name}-concat`,
      {
        listenerArn: listener.arn,
        conditions: [
          { pathPattern: { values: ['/tus'] } },
          { httpHeader: { httpHeaderName: 'Upload-Concat', values: this.concatenations(cell) } },
        ],
        actions: [{ type: 'forward', targetGroupArn: own.arn }],
      },
      { parent: this, dependsOn: [...after, rule] },
    );
    return cell.draining ? [own] : [own, balancer.targets];
  }

  /**
   * The values of `Upload-Concat` that this cell serves. A concatenation needs all its parts on one
   * cell, so the first cell that accepts uploads takes all new parts.
   */
  private concatenations({ draining }: CellConfig): string[] {
    const ofOwnParts = `final;*/tus/${this.name}/*`;
    return draining ? [ofOwnParts] : ['partial', ofOwnParts];
  }
}
