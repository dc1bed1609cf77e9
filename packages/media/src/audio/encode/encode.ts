import { decode } from '../ffmpeg/decode.ts';
import { type Graph, openGraph } from '../ffmpeg/graph.ts';
import { withInput } from '../ffmpeg/input.ts';
import { type OutputOptions, openOutput } from '../ffmpeg/output.ts';

/**
 * Decodes a recording a second time, applies the filters and the gain, and encodes the result.
 *
 * @param filters the filters returned by `preparation`
 * @param factor the gain as a factor
 */
export async function encode(
  from: string,
  filters: readonly string[],
  factor: number,
  to: string,
  options: OutputOptions,
): Promise<void> {
  const output = openOutput(to, options);
  const chain = [...filters, `volume=${factor}:precision=double`, output.shape].join(',');
  let graph: Graph | undefined;
  try {
    await withInput(from, (input) =>
      decode(input, (frame) => {
        graph ??= openGraph(frame, chain, output.write);
        graph.push(frame);
      }),
    );
    graph?.push(null);
    output.finish();
  } finally {
    graph?.close();
    output.close();
  }
}
