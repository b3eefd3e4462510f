import { litterByName } from './litter.ts';
import { magicByName } from './magic.ts';

/** Issue code for an entry of an archive that is not worth unpacking, by its name; null for one that is. */
export function passedOver(name: string): string | null {
  return litterByName(name) ?? magicByName(name)?.code ?? null;
}
