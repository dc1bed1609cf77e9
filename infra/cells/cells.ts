import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { tags } from '../config/tags.ts';
import { originalsPrefix, RENDITIONS_PREFIX, uploadsPrefix } from '../data/prefixes.ts';
import {
  keepsAudit,
  lists,
  logs,
  reads,
  records,
  type Statement,
  scans,
  sends,
  shell,
  writes,
} from '../permissions/grants.ts';
import { role } from '../permissions/roles.ts';
import type { CellsArgs } from './args.ts';
import { Cell } from './cell.ts';
import { Gate } from './gate/gate.ts';

/**
 * The uploaders, deployed one after the other. Each keeps accepted uploads on a volume that outlives
 * it.
 */
export class Cells extends pulumi.ComponentResource {
  readonly instances: Readonly<Record<string, aws.ec2.Instance>>;
  readonly volumes: Readonly<Record<string, aws.ebs.Volume>>;
  readonly logGroup: aws.cloudwatch.LogGroup;

  constructor(name: string, args: CellsArgs, opts?: pulumi.ComponentResourceOptions) {
    super('galeria:index:Cells', name, {}, opts);
    const { config, artefacts } = args;
    this.logGroup = new aws.cloudwatch.LogGroup(
      'uploader',
      { retentionInDays: config.logRetentionDays },
      { parent: this },
    );
    const gate = new Gate('gate', { config, artefacts }, { parent: this });
    const { launchTemplate, ready } = this.launchTemplate(args);
    const cells: Cell[] = [];
    for (const [cell, cellConfig] of Object.entries(config.cells)) {
      const after = cells.at(-1)?.passed ?? ready;
      cells.push(
        new Cell(
          cell,
          { ...args, cell: cellConfig, launchTemplate, gate, logGroup: this.logGroup, after },
          { parent: this },
        ),
      );
    }
    this.instances = Object.fromEntries(cells.map((cell) => [cell.name, cell.instance]));
    this.volumes = Object.fromEntries(cells.map((cell) => [cell.name, cell.volume]));
    this.registerOutputs({});
  }

  /** The launch template of all cells. A change replaces them one at a time. */
  private launchTemplate(args: CellsArgs) {
    const { config, network, amiId } = args;
    const { role: uploader, policies } = role(
      'uploader',
      { service: 'ec2.amazonaws.com', ...this.permissions(args) },
      { parent: this },
    );
    const profile = new aws.iam.InstanceProfile(
      'uploader',
      { role: uploader.name },
      { parent: uploader },
    );
    const launchTemplate = new aws.ec2.LaunchTemplate(
      'cell',
      {
        imageId: amiId,
        instanceType: config.instanceType,
        iamInstanceProfile: { arn: profile.arn },
        vpcSecurityGroupIds: [network.cellsGroup.id],
        metadataOptions: {
          httpEndpoint: 'enabled',
          httpTokens: 'required',
          httpPutResponseHopLimit: 1,
        },
        monitoring: { enabled: config.detailedMonitoring },
        blockDeviceMappings: [
          {
            deviceName: '/dev/xvda',
            ebs: { encrypted: 'true', volumeType: 'gp3', deleteOnTermination: 'true' },
          },
        ],
        tagSpecifications: [
          { resourceType: 'volume', tags },
          { resourceType: 'network-interface', tags },
        ],
      },
      { parent: this },
    );
    return { launchTemplate, ready: policies };
  }

  /**
   * The permissions of the uploader and of the agents on its instance. It may not delete objects, as it
   * parses requests from the internet: a function does (`processing/erasures.ts`).
   */
  private permissions({ config, data, dispatch, erasures, signing }: CellsArgs) {
    const statements: Statement[] = [
      ...reads(data.originals, originalsPrefix),
      writes(data.originals, originalsPrefix),
      writes(data.originals, uploadsPrefix),
      // The texts of documents, for the index.
      ...reads(data.gallery, RENDITIONS_PREFIX),
      records(data.catalog),
      ...lists(data.catalog),
      scans(data.catalog),
      keepsAudit(data.catalog),
      sends([...Object.values(dispatch.queues), erasures].map(({ work }) => work)),
      logs(this.logGroup),
      ...(signing ? [signing.read] : []),
      ...(config.endpoints.includes('ssm') ? [shell] : []),
    ];
    return { statements };
  }
}
