/**
 * Runs the Pulumi program of a stack through Pulumi's Node entry point, like the CLI's language host,
 * against a monitor that records each RegisterResource request and answers like AWS. Only these
 * requests show the order, `protect`, `deleteBeforeReplace` and dependencies.
 *
 * usage: node record.ts STACK [key=value…]     prints the recording as JSON
 * GALERIA_DEPLOYED is the JSON of what an earlier `up` left: see Deployed in recording.ts.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { answer, outputsOf } from './aws.ts';
import type { Alias, Deployed, Recording, Registered } from './recording.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const sdk = dirname(createRequire(import.meta.url).resolve('@pulumi/pulumi/package.json'));
// The gRPC modules and messages of the SDK, which its types do not export.
const load = createRequire(join(sdk, 'package.json'));
const grpc = load('@grpc/grpc-js');
const resources = load('./proto/resource_pb.js');
const { ResourceMonitorService } = load('./proto/resource_grpc_pb.js');
const engineMessages = load('./proto/engine_pb.js');
const { EngineService } = load('./proto/engine_grpc_pb.js');
const { Empty } = load('google-protobuf/google/protobuf/empty_pb.js');
const { Struct } = load('google-protobuf/google/protobuf/struct_pb.js');

const [stack = 'dev', ...overrides] = process.argv.slice(2);
const { name: project } = parse(readFileSync(join(root, 'Pulumi.yaml'), 'utf8'));
const config = stackConfig();
const region = config['aws:region'] ?? 'us-east-1';

const deployed: Deployed = JSON.parse(process.env.GALERIA_DEPLOYED ?? '{}');

const recording: Recording = { exitCode: 0, resources: [], outputs: {}, messages: [] };

// biome-ignore lint/suspicious/noExplicitAny: untyped protocol messages
type Call = { request: any };
// biome-ignore lint/suspicious/noExplicitAny: see above
type Reply = (error: unknown, response?: any) => void;

const monitor = {
  supportsFeature({ request }: Call, reply: Reply) {
    const response = new resources.SupportsFeatureResponse();
    const known = ['secrets', 'resourceReferences', 'outputValues', 'aliasSpecs'];
    response.setHassupport(known.includes(request.getId()));
    reply(null, response);
  },
  registerResource({ request }: Call, reply: Reply) {
    const registered = read(request);
    recording.resources.push(registered);
    const response = new resources.RegisterResourceResponse();
    response.setUrn(registered.urn);
    if (registered.custom) response.setId(`${registered.name}-id`);
    const known = deployed.outputs?.[`${registered.type} ${registered.name}`];
    response.setObject(Struct.fromJavaScript({ ...outputsOf(registered, region), ...known }));
    reply(null, response);
  },
  registerResourceOutputs({ request }: Call, reply: Reply) {
    if (request.getUrn().includes('pulumi:pulumi:Stack')) {
      recording.outputs = request.getOutputs().toJavaScript();
    }
    reply(null, new Empty());
  },
  invoke({ request }: Call, reply: Reply) {
    const response = new resources.ResourceInvokeResponse();
    const inputs = request.getArgs()?.toJavaScript() ?? {};
    response.setReturn(
      Struct.fromJavaScript(answer(request.getTok(), inputs, { region, deployed })),
    );
    reply(null, response);
  },
  registerPackage(_: Call, reply: Reply) {
    const response = new resources.RegisterPackageResponse();
    response.setRef('package');
    reply(null, response);
  },
  signalAndWaitForShutdown: (_: Call, reply: Reply) => reply(null, new Empty()),
};

let rootUrn = '';
const engine = {
  log({ request }: Call, reply: Reply) {
    if (request.getSeverity() >= engineMessages.LogSeverity.WARNING) {
      recording.messages.push(request.getMessage());
    }
    reply(null, new Empty());
  },
  getRootResource(_: Call, reply: Reply) {
    const response = new engineMessages.GetRootResourceResponse();
    response.setUrn(rootUrn);
    reply(null, response);
  },
  setRootResource({ request }: Call, reply: Reply) {
    rootUrn = request.getUrn();
    reply(null, new engineMessages.SetRootResourceResponse());
  },
};

function read(request: Call['request']): Registered {
  const [type, name] = [request.getType(), request.getName()];
  return {
    urn: `urn:pulumi:${stack}::${project}::${type}::${name}`,
    type,
    name,
    custom: request.getCustom(),
    parent: request.getParent(),
    aliases: request.getAliasesList().map(aliasOf),
    inputs: request.getObject()?.toJavaScript() ?? {},
    dependencies: request.getDependenciesList(),
    propertyDependencies: Object.fromEntries(
      request
        .getPropertydependenciesMap()
        .toArray()
        .map(([property]: [string]) => [
          property,
          request.getPropertydependenciesMap().get(property).getUrnsList(),
        ]),
    ),
    protect: request.getProtect(),
    deleteBeforeReplace: request.getDeletebeforereplace(),
    retainOnDelete: request.getRetainondelete(),
    replaceOnChanges: request.getReplaceonchangesList(),
    ignoreChanges: request.getIgnorechangesList(),
  };
}

// biome-ignore lint/suspicious/noExplicitAny: see above
function aliasOf(alias: any): Alias {
  const spec = alias.getSpec();
  const parent = spec.getNoparent() ? rootUrn : spec.getParenturn();
  return { type: spec.getType(), name: spec.getName(), parent };
}

/** Returns the stack's configuration file with the overrides of the command line. */
function stackConfig(): Record<string, string> {
  const file = parse(readFileSync(join(root, `Pulumi.${stack}.yaml`), 'utf8')).config ?? {};
  const values = Object.entries(file).map(([key, value]) => [
    key,
    typeof value === 'object' ? JSON.stringify(value) : String(value),
  ]);
  const said = overrides.map((override) => {
    const at = override.indexOf('=');
    const key = override.slice(0, at);
    return [key.includes(':') ? key : `${project}:${key}`, override.slice(at + 1)];
  });
  return Object.fromEntries([...values, ...said]);
}

const implementing = (service: object, methods: Record<string, unknown>) =>
  Object.fromEntries(
    Object.keys(service).map((name) => [
      name,
      methods[name] ??
        ((_: Call, reply: Reply) => reply({ code: grpc.status.UNIMPLEMENTED, message: name })),
    ]),
  );

const server = new grpc.Server({ 'grpc.max_receive_message_length': 2 ** 28 });
server.addService(ResourceMonitorService, implementing(ResourceMonitorService, monitor));
server.addService(EngineService, implementing(EngineService, engine));
const address: string = await new Promise((listening, failed) =>
  server.bindAsync(
    '127.0.0.1:0',
    grpc.ServerCredentials.createInsecure(),
    (error: Error | null, port: number) => (error ? failed(error) : listening(`127.0.0.1:${port}`)),
  ),
);
const program = spawn(
  process.execPath,
  [
    // Pulumi keeps a stack trace of each of thousands of promises. One line of each is enough.
    '--stack-trace-limit=1',
    join(sdk, 'cmd/run'),
    ...['--monitor', address, '--engine', address, '--project', project, '--stack', stack],
    ...['--root-directory', root, '--pwd', join(root, 'infra'), '--parallel', '16', '.'],
  ],
  {
    cwd: join(root, 'infra'),
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      PULUMI_NODEJS_TYPESCRIPT: 'false',
      PULUMI_NODEJS_TRANSPILE_ONLY: 'true',
      PULUMI_CONFIG: JSON.stringify(config),
      PULUMI_CONFIG_SECRET_KEYS: '[]',
    },
  },
);
const printed = Promise.all([text(program.stdout), text(program.stderr)]);
const [exitCode] = await once(program, 'close');
recording.exitCode = exitCode;
recording.messages.push(...(await printed).filter(Boolean));
server.forceShutdown();
process.stdout.write(JSON.stringify(recording));
