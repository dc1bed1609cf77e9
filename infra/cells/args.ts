import type * as aws from '@pulumi/aws';
import type * as pulumi from '@pulumi/pulumi';
import type { Artefacts } from '../artefacts/artefacts.ts';
import type { GaleriaConfig } from '../config/config.ts';
import type { Data } from '../data/data.ts';
import type { Signing } from '../edge/signing.ts';
import type { Balancer } from '../network/balancer.ts';
import type { Network } from '../network/network.ts';
import type { Dispatch } from '../processing/dispatch.ts';
import type { Erasures } from '../processing/erasures.ts';

export interface CellsArgs {
  readonly config: GaleriaConfig;
  readonly network: Network;
  readonly balancer: Balancer;
  readonly listener: aws.lb.Listener;
  readonly data: Data;
  readonly dispatch: Dispatch;
  readonly erasures: Erasures;
  readonly artefacts: Artefacts;
  readonly amiId: pulumi.Input<string>;
  /** Signs the URLs of renditions. Undefined for a public gallery. */
  readonly signing: Signing | undefined;
}
