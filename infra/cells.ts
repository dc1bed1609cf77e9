import { RENDITIONS_PREFIX } from '@galeria/media';
import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import type { GaleriaConfig } from './config.ts';
import type { Data } from './data.ts';
import type { Dispatch } from './dispatch.ts';
import type { Network } from './network.ts';
import { allow, role } from './roles.ts';
import { userData } from './user-data.ts';

export interface CellsArgs {
  readonly config: GaleriaConfig;
  readonly network: Network;
  readonly data: Data;
  readonly dispatch: Dispatch;
}

/** Where a cell listens; nothing but the load balancer reaches it. */
export const CELL_PORT = 8080;

/** The uploaders: each an instance that keeps what it accepted on a volume that outlives it. */
export class Cells extends pulumi.ComponentResource {
  readonly instances: aws.ec2.Instance[];

  constructor(name: string, args: CellsArgs, opts?: pulumi.ComponentResourceOptions) {
    super('galeria:index:Cells', name, {}, opts);
    const { config, network, data, dispatch } = args;
    const profile = new aws.iam.InstanceProfile(
      'uploader',
      { role: this.uploaderRole(args).name },
      { parent: this },
    );
    const ami =
      config.amiId ??
      aws.ssm.getParameterOutput(
        { name: '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64' },
        { parent: this },
      ).value;
    this.instances = Object.entries(config.cells).map(
      ([cell, { zone }]) =>
        new aws.ec2.Instance(
          `cell-${cell}`,
          {
            ami,
            instanceType: config.instanceType,
            subnetId: network.privateSubnetIds.apply((subnets) => subnets[zone]!),
            iamInstanceProfile: profile.name,
            metadataOptions: { httpTokens: 'required', httpEndpoint: 'enabled' },
            rootBlockDevice: { encrypted: true },
            userData: userData({
              GALERIA_CELL: cell,
              GALERIA_HOST: '0.0.0.0',
              GALERIA_PORT: String(CELL_PORT),
              GALERIA_SPOOL_DIR: '/var/lib/galeria',
              GALERIA_ORIGINALS_BUCKET: data.originals.bucket,
              GALERIA_GALLERY_BUCKET: data.gallery.bucket,
              GALERIA_TABLE: data.catalog.name,
              GALERIA_QUEUES: pulumi.jsonStringify(
                Object.fromEntries(
                  Object.entries(dispatch.queues).map(([kind, { work }]) => [kind, work.url]),
                ),
              ),
              AWS_REGION: aws.getRegionOutput({}, { parent: this }).region,
            }),
            userDataReplaceOnChange: true,
          },
          { parent: this },
        ),
    );
    this.registerOutputs({});
  }

  private uploaderRole({ data, dispatch }: CellsArgs): aws.iam.Role {
    return role(
      'uploader',
      'ec2.amazonaws.com',
      [
        allow(
          [
            's3:PutObject',
            's3:GetObject',
            's3:AbortMultipartUpload',
            's3:DeleteObject',
            's3:DeleteObjectVersion',
          ],
          [pulumi.interpolate`${data.originals.arn}/*`],
        ),
        allow(
          ['s3:GetObject', 's3:DeleteObject', 's3:DeleteObjectVersion'],
          [pulumi.interpolate`${data.gallery.arn}/${RENDITIONS_PREFIX}*`],
        ),
        allow(['s3:ListBucket', 's3:ListBucketVersions'], [data.originals.arn, data.gallery.arn]),
        allow(
          [
            'dynamodb:GetItem',
            'dynamodb:PutItem',
            'dynamodb:UpdateItem',
            'dynamodb:DeleteItem',
            'dynamodb:Query',
          ],
          [data.catalog.arn, pulumi.interpolate`${data.catalog.arn}/index/*`],
        ),
        allow(
          ['sqs:SendMessage'],
          Object.values(dispatch.queues).map(({ work }) => work.arn),
        ),
      ],
      { parent: this },
    );
  }
}
