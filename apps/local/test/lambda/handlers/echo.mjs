export const handler = async (event, context) => ({
  event,
  pid: process.pid,
  requestId: context.awsRequestId,
});
