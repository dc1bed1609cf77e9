/** Takes the place of packages/media/src/isolation/level.ts: there is nothing to isolate. */
export const isolationInForce = () => ({ level: 'permissions' });
export const detectIsolation = isolationInForce;
export const namespaceArguments = (): string[] => [];
