// Loaded before the uploader: a cell must not outlive the cloud that it belongs to, however that ends.
// The host holds the other end of stdin.
process.stdin.on('end', () => process.kill(process.pid, 'SIGTERM'));
process.stdin.on('error', () => process.kill(process.pid, 'SIGTERM'));
process.stdin.resume();
process.stdin.unref();
