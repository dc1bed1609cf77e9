import { startDynamoDb } from '../../src/dynamodb/server.ts';

// A host of its own for the tests that kill it: prints its endpoint and serves until it is killed.
const dynamodb = await startDynamoDb({ dir: process.argv[2]! });
console.log(dynamodb.endpoint);
