import { OUTSIDE_MODULES, ranIn, ranPath } from '../knowledge/ran.ts';
import { SpanFlag } from '../model/spans.ts';
import { notificationLabel } from './span-labels.ts';
import { commonLabel, spanKind, type SpanSet } from './span-totals.ts';

/**
 * Everything a trace can be asked for by what ran in it, each once: modules with their notification, and the path of
 * every span. Labels are those of the merged icicle, so a path of it finds exactly the traces it was merged from.
 */
export function whatRan(set: SpanSet): readonly string[] {
  const { spans, strings } = set;
  const names = new Set<string>();
  const paths: string[] = [];
  for (let s = 0; s < spans.length; s++) {
    const around = paths[spans.parent[s] ?? -1];
    const label = commonLabel(set, s);
    const path = around === undefined ? label : ranPath([around, label]);
    paths.push(path);
    names.add(path);
    const kind = spanKind(spans, s);
    if (kind === 'outside') names.add(OUTSIDE_MODULES);
    if (kind !== 'module') continue;
    const post = ((spans.flags[s] ?? 0) & SpanFlag.post) !== 0;
    names.add(moduleRun(strings.at(spans.module[s] ?? -1), spans.notification[s] ?? 0, post));
  }
  return [...names];
}

/** Name of a row of the module statistics. */
export function moduleRun(module: string, notification: number, post: boolean): string {
  return ranIn(module, notificationLabel(notification, post));
}
