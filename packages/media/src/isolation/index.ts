export { allocator } from './child.ts';
export { withoutInherited } from './descriptors.ts';
export { isolate } from './isolate.ts';
export { type Isolation, type IsolationLevel, isolationInForce } from './level.ts';
export type { IsolationLimits } from './limits.ts';
export { childrenPeakBytes } from './peak.ts';
export { programBeside } from './program.ts';
export { serve } from './serve.ts';
export { threadFault } from './thread-fault.ts';
