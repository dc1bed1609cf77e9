export const handler = async () => {
  console.log('plain é🙂');
  console.error('to stderr');
  console.log(JSON.stringify({ level: 'info', uploadId: '01H' }));
  console.log('{not json');
  console.log('x'.repeat(1024 * 1024));
  process.stdout.write('no line break at the end');
};
