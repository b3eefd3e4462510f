/**
 * Names under which the filter field `ran` finds a trace by what took part in it: the words on screen, so that a person
 * can type them too.
 */

/** Time between modules, in no module at all. */
export const OUTSIDE_MODULES = 'outside any module';

/** `RewriteModule in BEGIN_REQUEST`, `HttpCacheModule in UPDATE_REQUEST_CACHE (post)`. */
export function ranIn(module: string, notification: string): string {
  if (module === '') return OUTSIDE_MODULES;
  return notification === '' ? module : `${module} in ${notification}`;
}

/** A place in the pipeline, outermost first: `Request > EXECUTE_REQUEST_HANDLER > AspNetCoreModule`. */
export function ranPath(labels: readonly string[]): string {
  return labels.join(' > ');
}
