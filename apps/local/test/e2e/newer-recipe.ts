// Preloaded to add a rendition to the recipe, like a checkout newer than the deployed functions.
import { kinds } from '@galeria/media';

(kinds[0]!.renditions as string[]).push('1920.v9.webp');
