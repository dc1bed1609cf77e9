export { atRest, type Line, ofUse, total } from './cost.ts';
export { PRICES_OF } from './prices.ts';
export { stackSettings } from './stack-settings.ts';
