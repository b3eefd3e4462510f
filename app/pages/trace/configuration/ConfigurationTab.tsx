import { FileCog } from 'lucide-react';
import type { ConfigCheckView } from '#core/engine/questions/config';
import type { TraceKey } from '#core/model/units';
import { OpenButtons } from '../../../commands/OpenButtons.tsx';
import { useQuery } from '../../../state/useQuery.ts';
import { FileText } from '../../../ui/FileText.tsx';
import { Empty, Failed, Loading } from '../../../ui/states.tsx';
import { FindingList } from './FindingList.tsx';
import { SettingTable } from './SettingTable.tsx';
import { CONFIGURATION } from './words.ts';

/** What the configuration that is open means for this trace: settings in force, and what to change with the XML for it. */
export function ConfigurationTab({ trace }: { readonly trace: TraceKey }) {
  const { data, failed } = useQuery((engine) => engine.configCheck(trace), 'config check', trace);
  if (failed) return <Failed title={CONFIGURATION.failed} />;
  if (data === undefined) return <Loading />;
  if (data === null) {
    return (
      <Empty title={CONFIGURATION.noneTitle} icon={<FileCog size={24} aria-hidden />}>
        <p>{CONFIGURATION.none}</p>
        <div className="mt-3 flex justify-center gap-2">
          <OpenButtons />
        </div>
      </Empty>
    );
  }
  return <Check view={data} />;
}

function Check({ view }: { readonly view: ConfigCheckView }) {
  return (
    <div
      role="group"
      aria-label={CONFIGURATION.tab}
      // What scrolls must be reachable with the keyboard, also when there is no link in it.
      {...{ tabIndex: 0 }}
      className="focus-inset flex min-h-0 grow flex-col gap-4 overflow-y-auto pt-3 pb-2"
    >
      <p className="text-xs text-ink-3">
        {CONFIGURATION.from(view.files)}{' '}
        {view.files.map((path, ix) => (
          <span key={path}>
            {ix === 0 ? '' : ', '}
            <FileText text={path} />
          </span>
        ))}
      </p>
      <section className="min-w-0">
        <h3 className="mb-1.5 text-sm font-semibold">{CONFIGURATION.findings}</h3>
        {view.findings.length === 0 ? (
          <p className="text-sm text-ink-2">{CONFIGURATION.noFindings}</p>
        ) : (
          <FindingList findings={view.findings} />
        )}
      </section>
      <section className="min-w-0">
        <h3 className="mb-1.5 text-sm font-semibold">{CONFIGURATION.bearing}</h3>
        {view.bearing.length === 0 ? (
          <p className="text-sm text-ink-2">{CONFIGURATION.noBearing}</p>
        ) : (
          <SettingTable settings={view.bearing} />
        )}
      </section>
    </div>
  );
}
