import { startSqs } from '../../src/sqs/server.ts';

// A host of its own for the tests that kill it: prints its endpoint and serves until it is killed.
const sqs = await startSqs({ dir: process.argv[2]!, region: 'eu-west-1' });
console.log(sqs.endpoint);
