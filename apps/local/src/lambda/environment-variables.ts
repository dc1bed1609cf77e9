import { fileURLToPath } from 'node:url';
import { searchPath } from './config.ts';
import type { FunctionSpec } from './types.ts';

/**
 * Returns a function's environment: the program's variables, Lambda's reserved variables, and of the
 * host's only the search path.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
 */
export function environmentVariables(
  spec: FunctionSpec,
  { id, runtimeApi, scratch }: { id: string; runtimeApi: string; scratch: string },
): Record<string, string> {
  const region = regionOf(spec);
  return {
    PATH: searchPath,
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    ...spec.environment,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_NAME: spec.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(spec.memoryMiB),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${spec.name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: id,
    AWS_LAMBDA_RUNTIME_API: runtimeApi,
    LAMBDA_TASK_ROOT: spec.codeDir,
    LAMBDA_RUNTIME_DIR: fileURLToPath(new URL('.', import.meta.url)),
    _HANDLER: spec.handler,
    TMPDIR: scratch,
  };
}

export const functionArn = (spec: FunctionSpec): string =>
  spec.arn ?? `arn:aws:lambda:${regionOf(spec)}:000000000000:function:${spec.name}`;

const regionOf = ({ environment }: FunctionSpec): string => environment.AWS_REGION ?? 'us-east-1';
