/** The library path that Lambda's Node needs to start a child. */
export function libraryPath(env: NodeJS.ProcessEnv = process.env): Record<string, string> {
  const path = env.LD_LIBRARY_PATH;
  return path === undefined ? {} : { LD_LIBRARY_PATH: path };
}
