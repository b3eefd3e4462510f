import { isSecretField } from '../../knowledge/secrets/fields.ts';
import type { EventField } from '../../model/events.ts';

const NAMES = /^(?:Header|Variable)Name$/;

/** True for a value that is masked on screen until somebody asks for it. `data`: all Data of its event. */
export function isMasked(eventName: string, fieldName: string, data: readonly EventField[]): boolean {
  return isSecretField(eventName, fieldName, data.find((field) => NAMES.test(field.name))?.value);
}
