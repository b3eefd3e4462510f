let known: boolean | null = null;

/** Whether this browser's language writes two in the afternoon as 2 PM. While testing it never does. */
export function localeSaysPm(): boolean {
  if (document.documentElement.dataset['still'] !== undefined) return false;
  known ??= new Intl.DateTimeFormat(undefined, { hour: 'numeric' }).resolvedOptions().hour12 === true;
  return known;
}
