// The decoder process; see isolation/.
import { serve } from '../isolation/index.ts';
import { derive } from './derive.ts';

serve(derive);
