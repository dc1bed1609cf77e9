import { createHash } from 'node:crypto';
import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import type { Artefacts, Stored } from '../artefacts/artefacts.ts';
import { imageArtefact } from '../artefacts/folders.ts';
import type { GaleriaConfig } from '../config/config.ts';
import { stackName, tags } from '../config/tags.ts';
import { type Network, subnetIn } from '../network/network.ts';
import { allow } from '../permissions/grants.ts';
import { role } from '../permissions/roles.ts';
import { componentDocument } from './component.ts';
import { imageLifecycle } from './lifecycle.ts';

/** Image Builder's versions have three numbers of 30 bits. */
const VERSION_MODULUS = 2 ** 30;

export interface ImageArgs {
  readonly config: GaleriaConfig;
  readonly network: Network;
  readonly artefacts: Artefacts;
}

/** The image of cells: Amazon Linux 2023, Node 24, the uploader and its units, without SSH. */
export class Image extends pulumi.ComponentResource {
  readonly amiId: pulumi.Output<string>;

  constructor(name: string, args: ImageArgs, opts?: pulumi.ComponentResourceOptions) {
    super('galeria:index:Image', name, {}, opts);
    const { config, artefacts } = args;
    const artefact = imageArtefact();
    const stored = artefacts.store('image-source', artefact);
    const parentImage = `arn:aws:imagebuilder:${config.region}:aws:image/amazon-linux-2023-arm64/x.x.x`;
    const version = versionOf([
      artefact.hash,
      componentDocument({ bucket: '', key: '' }),
      parentImage,
      config.baseImageDate,
    ]);
    const recipe = this.recipe(version, parentImage, stored);
    const image = new aws.imagebuilder.Image(
      'uploader',
      {
        imageRecipeArn: recipe.arn,
        infrastructureConfigurationArn: this.infrastructure(args, stored).arn,
        distributionConfigurationArn: this.distribution(config).arn,
        imageTestsConfiguration: { imageTestsEnabled: true, timeoutMinutes: 60 },
      },
      // Kept for running cells and rollbacks. The lifecycle policy deletes it eventually.
      { parent: this, retainOnDelete: true, customTimeouts: { create: '90m' } },
    );
    imageLifecycle({ parent: this });
    this.amiId = image.outputResources.apply((resources) => amiOf(resources, config.region));
    this.registerOutputs({});
  }

  private recipe(version: string, parentImage: string, source: Stored) {
    const component = new aws.imagebuilder.Component(
      'uploader',
      {
        platform: 'Linux',
        version,
        data: pulumi
          .all([source.bucket, source.key])
          .apply(([bucket, key]) => componentDocument({ bucket, key })),
        skipDestroy: true,
      },
      { parent: this },
    );
    return new aws.imagebuilder.ImageRecipe(
      'uploader',
      {
        version,
        parentImage,
        components: [{ componentArn: component.arn }],
        blockDeviceMappings: [
          {
            deviceName: '/dev/xvda',
            ebs: {
              volumeSize: 8,
              volumeType: 'gp3',
              encrypted: 'true',
              deleteOnTermination: 'true',
            },
          },
        ],
      },
      { parent: this, retainOnDelete: true },
    );
  }

  /**
   * The infrastructure configuration: an instance in a public subnet, from which it installs packages.
   */
  private infrastructure({ network, artefacts }: ImageArgs, source: Stored) {
    const { role: bakery, policies } = role(
      'bakery',
      {
        service: 'ec2.amazonaws.com',
        statements: [
          allow(['s3:GetObject'], [pulumi.interpolate`${artefacts.bucket.arn}/${source.key}`]),
        ],
        managedPolicies: [
          'arn:aws:iam::aws:policy/EC2InstanceProfileForImageBuilder',
          'arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore',
        ],
      },
      { parent: this },
    );
    const profile = new aws.iam.InstanceProfile(
      'bakery',
      { role: bakery.name },
      { parent: bakery },
    );
    return new aws.imagebuilder.InfrastructureConfiguration(
      'uploader',
      {
        instanceProfileName: profile.name,
        instanceTypes: ['c7g.large', 'm7g.large', 't4g.medium'],
        subnetId: subnetIn(network.publicSubnetIds, 0),
        securityGroupIds: [network.bakeryGroup.id],
        instanceMetadataOptions: { httpTokens: 'required', httpPutResponseHopLimit: 1 },
        terminateInstanceOnFailure: true,
        resourceTags: tags,
      },
      { parent: this, dependsOn: policies },
    );
  }

  private distribution({ region, amiRegions }: GaleriaConfig) {
    return new aws.imagebuilder.DistributionConfiguration(
      'uploader',
      {
        distributions: [region, ...amiRegions].map((target) => ({
          region: target,
          amiDistributionConfiguration: {
            name: `${stackName} {{ imagebuilder:buildDate }}`,
            amiTags: tags,
          },
        })),
      },
      { parent: this },
    );
  }
}

/** Returns a version that depends only on the parts, so that an unchanged image is not built again. */
function versionOf(parts: readonly string[]): string {
  const hash = createHash('sha256').update(parts.join('\0')).digest();
  return `1.0.${hash.readUInt32BE(0) % VERSION_MODULUS}`;
}

type OutputResources = aws.types.output.imagebuilder.ImageOutputResource[];

function amiOf(resources: OutputResources, region: string): string {
  const amis = resources?.[0]?.amis ?? [];
  return (amis.find((ami) => ami.region === region) ?? amis[0])?.image ?? '';
}
