import type { EventField } from '../model/events.ts';

/** True for a value that is masked on screen until somebody asks for it. */
export function isSecretField(_eventName: string, _fieldName: string, _data: readonly EventField[]): boolean {
  return false;
}

/** True for a header whose value is masked. */
export function isSecretHeader(_name: string): boolean {
  return false;
}
