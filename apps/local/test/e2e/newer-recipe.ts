// Loaded before the tool: a checkout whose table of renditions has one more than what is deployed.
import { kinds } from '@galeria/media';

(kinds[0]!.renditions as string[]).push('1920.v9.webp');
