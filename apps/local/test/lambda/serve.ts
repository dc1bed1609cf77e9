import { createFunction } from '../../src/lambda/function.ts';
import { spec } from './helpers.ts';

// A host process for tests that kill it. Invokes one handler and prints the process ids that it logs.
const [file, scratchDir] = process.argv.slice(2) as [string, string];
const lambda = createFunction(spec(file), {
  scratchDir,
  log: ({ message }) => console.log(JSON.stringify(message)),
});
const result = await lambda.invoke({});
console.log(
  JSON.stringify(result.ok ? { pids: [(result.payload as { pid: number }).pid] } : result),
);
