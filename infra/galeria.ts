import { kinds } from '@galeria/media';
import * as pulumi from '@pulumi/pulumi';
import { AccessLogs } from './access-logs/access-logs.ts';
import { Artefacts } from './artefacts/artefacts.ts';
import { Cells } from './cells/cells.ts';
import { Snapshots } from './cells/snapshots.ts';
import { spoolBytes } from './cells/uploader-environment.ts';
import { completeConfig, type GaleriaArgs, type GaleriaConfig } from './config/config.ts';
import { tagEverything } from './config/tags.ts';
import { zoneNames } from './config/zones.ts';
import { Data } from './data/data.ts';
import { Replica } from './data/replica.ts';
import { Edge } from './edge/edge.ts';
import { Signing } from './edge/signing.ts';
import { Image } from './image/image.ts';
import { Monitoring } from './monitoring/monitoring.ts';
import { Balancer } from './network/balancer.ts';
import { Network } from './network/network.ts';
import { FirstKey } from './permissions/first-key.ts';
import { DeadLetters } from './processing/dead-letters.ts';
import { Dispatch } from './processing/dispatch.ts';
import { Erasures } from './processing/erasures.ts';
import { Processor } from './processing/processor.ts';

/** The whole pipeline. Create at most one per stack, because resource names are fixed. */
export class Galeria extends pulumi.ComponentResource {
  readonly config: GaleriaConfig;
  readonly url: pulumi.Output<string>;
  /** The first API key. Secret. Undefined if `firstKey` is off. */
  readonly firstKey: pulumi.Output<string> | undefined;
  readonly data: Data;
  /** The bucket of `replicateTo`. */
  readonly replicaBucketArn: pulumi.Input<string> | undefined;
  readonly artefacts: Artefacts;
  readonly dispatch: Dispatch;
  readonly cells: Cells;
  readonly amiId: pulumi.Input<string>;
  readonly dashboardUrl: pulumi.Output<string>;

  constructor(
    name: string,
    { config, zones }: { config: GaleriaConfig; zones: readonly [string, string] },
    opts?: pulumi.ComponentResourceOptions,
  ) {
    const transformations = [...(opts?.transformations ?? []), tagEverything];
    super('galeria:index:Galeria', name, {}, { ...opts, transformations });
    this.config = config;
    // The aliases keep the resources of stacks that were deployed before this component. `Replica`,
    // `AccessLogs` and `Erasures` need none: they were introduced with the component or later.
    const child = { parent: this, aliases: [{ parent: pulumi.rootStackResource }] };

    // Storage: originals, renditions, the catalog, and built code.
    const data = new Data('data', { protect: config.protect }, child);
    const artefacts = new Artefacts('artefacts', { protect: config.protect }, child);

    const { replicateTo } = config;
    const replica = replicateTo
      ? new Replica('replica', { config, data, replicateTo }, { parent: this })
      : undefined;

    // S3 sends an event for each new original to the queue of the original's kind.
    const dispatch = new Dispatch('dispatch', { originals: data.originals, kinds }, child);

    // The processor of each kind makes renditions and updates the catalog.
    const processors = Object.fromEntries(
      Object.values(dispatch.queues).map(({ kind, work: queue }) => [
        kind.name,
        new Processor(kind.name, { config, kind, queue, data, artefacts }, child),
      ]),
    );

    // Items whose messages become dead letters are marked as failed.
    const deadLetters = new DeadLetters(
      'dead-letters',
      { config, dispatch, data, artefacts },
      child,
    );

    // The objects of deleted items are deleted by a function, at the cells' request.
    const erasures = new Erasures('erasures', { config, data, artefacts }, { parent: this });

    // The cells have no internet access. They reach these resources through endpoints of the VPC.
    const endpointTargets = { data, dispatch, erasures, artefacts };
    const network = new Network('network', { config, zones, endpointTargets }, child);
    const accessLogs = config.accessLogs
      ? new AccessLogs('access-logs', config, { parent: this })
      : undefined;

    // The load balancer sends requests to the cells, which spool uploads until these are stored as
    // originals.
    const balancer = new Balancer(
      'balancer',
      { network, protect: config.protect, accessLogs },
      child,
    );
    const signing = config.publicGallery
      ? undefined
      : new Signing('signing', { artefacts, signingKey: config.signingKey }, child);

    // Only the edge is public. It serves renditions from the gallery bucket and everything else from
    // the cells.
    const edge = new Edge('edge', { config, balancer, gallery: data.gallery, signing }, child);
    const listener = balancer.listen(edge.originCertificateArn);

    const amiId = config.amiId ?? new Image('image', { config, network, artefacts }, child).amiId;
    const cells = new Cells(
      'cells',
      { config, network, balancer, listener, data, dispatch, erasures, artefacts, amiId, signing },
      child,
    );
    new Snapshots('snapshots', { copyRegions: config.snapshotCopyRegions }, child);

    if (accessLogs) {
      accessLogs.logBucket('originals', data.originals);
      accessLogs.logBucket('gallery', data.gallery);
      accessLogs.logBucket('artefacts', artefacts.bucket);
      accessLogs.logNetwork(network.vpcId);
      accessLogs.logEdge(edge.distribution);
    }

    const monitoring = new Monitoring(
      'monitoring',
      {
        config,
        balancer,
        dispatch,
        processors,
        deadLetters,
        erasures,
        spoolBytes: spoolBytes(config),
      },
      child,
    );

    this.url = edge.url;
    this.firstKey = config.firstKey
      ? new FirstKey('first-key', { catalog: data.catalog }, child).token
      : undefined;
    this.data = data;
    this.replicaBucketArn = replica?.bucketArn;
    this.artefacts = artefacts;
    this.dispatch = dispatch;
    this.cells = cells;
    this.amiId = amiId;
    this.dashboardUrl = monitoring.dashboardUrl;
    this.registerOutputs({ url: this.url });
  }
}

/**
 * Declares the pipeline in a program. Settings that are not given have their defaults.
 *
 * @throws pulumi.RunError with what to change, if a setting is wrong
 */
export async function createGaleria(
  name: string,
  args: GaleriaArgs,
  opts?: pulumi.ComponentResourceOptions,
): Promise<Galeria> {
  const config = completeConfig(args);
  const zones = await zoneNames(config.region, config.zoneIds);
  return new Galeria(name, { config, zones }, opts);
}
