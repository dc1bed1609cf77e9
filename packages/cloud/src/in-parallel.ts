/** Works through a list with so many at a time, and yields the results as they come. */
export async function* inParallel<T, R>(
  limit: number,
  source: Iterable<T>,
  work: (one: T) => Promise<R>,
): AsyncGenerator<R> {
  const running = new Set<Promise<{ result: R; done: Promise<unknown> }>>();
  const take = async () => {
    const { result, done } = await Promise.race(running);
    running.delete(done as never);
    return result;
  };
  for (const one of source) {
    const promise: Promise<{ result: R; done: Promise<unknown> }> = work(one).then((result) => ({
      result,
      done: promise,
    }));
    running.add(promise);
    if (running.size >= limit) yield await take();
  }
  while (running.size > 0) yield await take();
}
