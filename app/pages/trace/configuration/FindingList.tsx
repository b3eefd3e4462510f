import type { ConfigFinding } from '#core/model/config-check';
import { Badge } from '../../../ui/badges.tsx';
import { CodeBlock } from '../../../ui/CodeBlock.tsx';
import { FileText } from '../../../ui/FileText.tsx';
import { HelpLink } from '../../../ui/HelpLink.tsx';
import { settingText } from '../../../verdict/verdict-text.ts';
import { ConfigPlaceLink } from './ConfigPlaceLink.tsx';
import { CONFIGURATION } from './words.ts';

/** What is wrong with the configuration, each with what to put in its place. */
export function FindingList({ findings }: { readonly findings: readonly ConfigFinding[] }) {
  return (
    <ul aria-label={CONFIGURATION.findings} className="flex flex-col gap-2">
      {findings.map((finding) => (
        <li
          key={`${finding.id} ${finding.text}`}
          className="flex flex-col gap-1.5 rounded-md border border-line bg-surface p-2.5 text-sm"
        >
          <p className="flex items-start gap-2">
            <Badge tone={finding.kind === 'problem' ? 'warn' : 'plain'}>{CONFIGURATION.kinds[finding.kind]}</Badge>
            <span className="min-w-0 pt-px">
              <FileText text={finding.text} limit={1000} />{' '}
              {finding.place === null ? null : (
                <span className="text-xs text-ink-2">
                  (<ConfigPlaceLink place={finding.place} />)
                </span>
              )}
            </span>
          </p>
          <p className="text-ink-2">
            <FileText text={finding.fix.text} limit={1000} />
          </p>
          {finding.fix.code === undefined ? (
            finding.fix.setting === undefined ? null : (
              <CodeBlock text={settingText(finding.fix.setting)} label={CONFIGURATION.copy} />
            )
          ) : (
            <CodeBlock text={finding.fix.code} label={CONFIGURATION.copy} />
          )}
          {finding.links.length === 0 ? null : (
            <p className="flex flex-wrap gap-x-4 text-xs">
              {finding.links.map((link) => (
                <HelpLink key={link.url} text={link.text} url={link.url} />
              ))}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
