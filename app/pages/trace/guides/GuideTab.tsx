import type { TraceKey } from '#core/model/units';
import { useQuery } from '../../../state/useQuery.ts';
import { Loading } from '../../../ui/states.tsx';
import { AuthenticationGuide } from './AuthenticationGuide.tsx';
import { CacheGuide } from './CacheGuide.tsx';
import { RewriteGuide } from './RewriteGuide.tsx';

export type GuideName = 'rewrite' | 'authentication' | 'cache';

/** One reading guide: a subject that runs through many events, told in one view. */
export function GuideTab({ trace, guide }: { readonly trace: TraceKey; readonly guide: GuideName }) {
  const { data } = useQuery((engine) => engine.guides(trace), 'guides', trace);
  if (data === undefined || data === null) return <Loading />;
  if (guide === 'rewrite') return <RewriteGuide trace={trace} passes={data.rewrite} />;
  if (guide === 'authentication') return <AuthenticationGuide trace={trace} guide={data.authentication} />;
  return <CacheGuide trace={trace} guide={data.cache} />;
}
