import { codeFolders } from './code-folders.ts';
import { type IsolationLevel, namespaceArguments } from './level.ts';
import { resourceLimits } from './limits.ts';
import { tools } from './tools.ts';

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
}

/**
 * Returns the command that runs a decoder at a level.
 *
 * @param program the path of the module
 * @param folder the only folder that it may write to
 * @param options additional options for Node
 */
export function decoderCommand(
  level: IsolationLevel,
  program: string,
  folder: string,
  options: readonly string[],
): Command {
  const code = codeFolders(program);
  const node = [
    process.execPath,
    '--permission',
    // Decoders are native, and some use worker threads.
    '--allow-addons',
    '--allow-worker',
    ...[...code, folder].map((path) => `--allow-fs-read=${path}`),
    `--allow-fs-write=${folder}`,
    ...options,
    program,
  ];
  const [file = '', ...args] = launcherOf(level, code, folder).concat(node);
  return { file, args };
}

/** Returns the launchers of Node. Each executes the next one in place or as a child. */
export function launcherOf(level: IsolationLevel, code: readonly string[], folder: string) {
  const { openFiles, fileBytes } = resourceLimits;
  const limits = [tools.prlimit, '--core=0', `--nofile=${openFiles}`, `--fsize=${fileBytes}`];
  switch (level) {
    case 'permissions':
      return [];
    case 'no-new-privileges':
      return [...limits, tools.setpriv, '--no-new-privs'];
    case 'namespaces':
      return [
        ...limits,
        tools.bwrap,
        ...namespaceArguments(),
        ...code.flatMap((path) => ['--ro-bind', path, path]),
        ...['--bind', folder, folder],
        ...['--remount-ro', '/'],
        ...['--remount-ro', '/dev'],
        ...['--chdir', folder],
      ];
  }
}
