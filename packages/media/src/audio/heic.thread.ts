// Bundles the decoder of HEIC covers beside the recordings' code; see image/read/heic.ts.
import '../image/read/heic.thread.ts';
