import type * as pulumi from '@pulumi/pulumi';
import type { Artefacts } from '../artefacts/artefacts.ts';
import type { GaleriaConfig } from '../config/config.ts';
import type { Data } from '../data/data.ts';
import type { Signing } from '../edge/signing.ts';
import type { Balancer } from '../network/balancer.ts';
import type { Network } from '../network/network.ts';
import type { Dispatch } from '../processing/dispatch.ts';

export interface CellsArgs {
  readonly config: GaleriaConfig;
  readonly network: Network;
  readonly balancer: Balancer;
  readonly data: Data;
  readonly dispatch: Dispatch;
  readonly artefacts: Artefacts;
  readonly amiId: pulumi.Input<string>;
  /** Signs the URLs of renditions. Undefined for a public gallery. */
  readonly signing: Signing | undefined;
}
