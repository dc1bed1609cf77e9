import assert from 'node:assert/strict';
import { Socket } from 'node:net';

type Done = (error?: Error | null) => void;

/**
 * A socket that goes on reading after its peer has stopped to take what is written. An origin may
 * answer early and close while a body is still being sent: the next write then fails with EPIPE or
 * ECONNRESET, for which Node destroys the socket together with the answer that it has not read yet.
 * Here such a write is dropped, and the end or the error of the reading side ends the socket.
 */
export class OriginSocket extends Socket {
  override _write(chunk: unknown, encoding: BufferEncoding, done: Done): void {
    super._write(chunk, encoding, ignoringClosedPeer(done));
  }

  override _writev(chunks: { chunk: unknown; encoding: BufferEncoding }[], done: Done): void {
    const writev = super._writev;
    assert(writev, 'net.Socket implements _writev');
    writev.call(this, chunks, ignoringClosedPeer(done));
  }
}

const ignoringClosedPeer =
  (done: Done): Done =>
  (error) => {
    const { code } = (error ?? {}) as NodeJS.ErrnoException;
    done(code === 'EPIPE' || code === 'ECONNRESET' ? null : error);
  };
