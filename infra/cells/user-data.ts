import * as pulumi from '@pulumi/pulumi';

/** The environment files of a cell's units. */
export const ENVIRONMENT_FILE = '/etc/galeria/uploader.env';
const VOLUME_FILE = '/etc/galeria/volume.env';
const LOGS_FILE = '/etc/galeria/logs.env';

type Environment = Readonly<Record<string, pulumi.Input<string>>>;

export interface UserDataArgs {
  readonly uploader: Environment;
  /** The id of this cell's volume, and whether it may be formatted. */
  readonly volume: Environment;
  /** The log group of the CloudWatch agent. Without one, the agent does not run. */
  readonly logGroup: pulumi.Input<string> | undefined;
}

/**
 * Returns a cell's user data: a cloud-init document that writes the environment files for systemd. It
 * is JSON, which is valid YAML and readable without a YAML parser.
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

/** Quotes a value for systemd. Single quotes escape every character but the quote itself. */
function quote(value: string): string {
  if (/['\n\\]/.test(value)) {
    throw new pulumi.RunError(
      `An environment value must not contain single quotes or line breaks: ${value}`,
    );
  }
  return `'${value}'`;
}

/** Parses the uploader's environment from a cell's user data. */
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
