import * as pulumi from '@pulumi/pulumi';

/** The files that the units of a cell read their environment from. */
export const ENVIRONMENT_FILE = '/etc/galeria/uploader.env';
const VOLUME_FILE = '/etc/galeria/volume.env';
const LOGS_FILE = '/etc/galeria/logs.env';

type Environment = Readonly<Record<string, pulumi.Input<string>>>;

export interface UserDataArgs {
  readonly uploader: Environment;
  /** Which volume is this cell's, and whether it may be formatted. */
  readonly volume: Environment;
  /** Where the CloudWatch agent sends the uploader's log; it does not run where none is named. */
  readonly logGroup: pulumi.Input<string> | undefined;
}

/**
 * A cell's user data: cloud-init writes the environment files, as systemd's `EnvironmentFile` takes
 * them. JSON is YAML, so what is written here can be read back without a YAML parser.
 *
 * @see https://cloudinit.readthedocs.io/en/latest/reference/modules.html#write-files
 * @see https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html#EnvironmentFile=
 */
export function userData({ uploader, volume, logGroup }: UserDataArgs): pulumi.Output<string> {
  return pulumi.all([uploader, volume, logGroup]).apply(([uploaderLines, volumeLines, group]) => {
    const files = [
      environmentFile(ENVIRONMENT_FILE, uploaderLines),
      environmentFile(VOLUME_FILE, volumeLines),
      ...(group ? [environmentFile(LOGS_FILE, { GALERIA_LOG_GROUP: group })] : []),
    ];
    return `#cloud-config\n${JSON.stringify({ write_files: files }, null, 2)}\n`;
  });
}

function environmentFile(path: string, variables: Readonly<Record<string, string>>) {
  const lines = Object.entries(variables).map(([name, value]) => `${name}=${quote(value)}`);
  return { path, owner: 'root:root', permissions: '0600', content: `${lines.join('\n')}\n` };
}

/** Inside single quotes systemd takes every character as it is; a single quote itself ends them. */
function quote(value: string): string {
  if (/['\n\\]/.test(value)) {
    throw new pulumi.RunError(`An environment value must not hold quotes or lines: ${value}`);
  }
  return `'${value}'`;
}

/** Reads the uploader's environment back out of a cell's user data. */
export function environmentOf(text: string): Record<string, string> {
  const { write_files: files } = JSON.parse(text.replace('#cloud-config\n', '')) as {
    write_files: { path: string; content: string }[];
  };
  const content = files.find(({ path }) => path === ENVIRONMENT_FILE)?.content ?? '';
  return Object.fromEntries(
    content
      .trim()
      .split('\n')
      .map((line) => {
        const at = line.indexOf('=');
        return [line.slice(0, at), line.slice(at + 2, -1)];
      }),
  );
}
