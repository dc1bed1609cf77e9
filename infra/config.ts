import * as pulumi from '@pulumi/pulumi';

export interface CellConfig {
  /** Index into the stack's zones. */
  readonly zone: number;
}

export interface GaleriaConfig {
  /** The uploaders, by name: each an instance with a data volume of its own. */
  readonly cells: Readonly<Record<string, CellConfig>>;
  readonly zones: number;
  readonly instanceType: string;
  /** The image that cells boot; Amazon Linux 2023's current one where none is named. */
  readonly amiId: string | undefined;
  /** Size of a cell's data volume, in GiB. */
  readonly spoolGiB: number;
}

/** Reads and checks the stack's configuration; what is wrong is said in a sentence. */
export function readConfig(): GaleriaConfig {
  const config = new pulumi.Config();
  const cells = config.requireObject<Record<string, CellConfig>>('cells');
  if (Object.keys(cells).length === 0) {
    throw new pulumi.RunError(
      'galeria:cells names no cell: without one nothing can be uploaded. Set cells: { a: { zone: 0 } }.',
    );
  }
  return {
    cells,
    zones: 2,
    instanceType: config.get('instanceType') ?? 't4g.small',
    amiId: config.get('amiId'),
    spoolGiB: config.getNumber('spoolGiB') ?? 50,
  };
}
