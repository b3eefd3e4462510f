import { useState } from 'react';
import type { CaptureAdvice } from '#core/export/capture';
import { CAPTURE, type CaptureHostId } from '../../text/capture.ts';
import { cx } from '../../ui/class-names.ts';
import { CodeBlock } from '../../ui/CodeBlock.tsx';

interface Step {
  readonly text: string;
  readonly code?: string;
}

type Shell = 'appcmd' | 'powerShell';

/** The steps for one host, with what the engine wrote for it. */
export function HostSteps({ host, advice }: { readonly host: CaptureHostId; readonly advice: CaptureAdvice }) {
  const [shell, setShell] = useState<Shell>('appcmd');
  return (
    <div className="flex flex-col gap-3 p-4">
      {host === 'iis' ? (
        <div role="group" aria-label={CAPTURE.shell} className="flex gap-1">
          {(['appcmd', 'powerShell'] as const).map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={shell === one}
              className={cx(
                'h-6 rounded-md border px-2 text-xs',
                shell === one
                  ? 'border-accent bg-accent-soft text-accent-strong'
                  : 'border-line bg-surface text-ink-2 hover:bg-hover hover:text-ink',
              )}
              onClick={() => setShell(one)}
            >
              {CAPTURE[one]}
            </button>
          ))}
        </div>
      ) : null}
      <ol className="flex list-decimal flex-col gap-4 pl-5 text-sm marker:text-ink-3">
        {stepsFor(host, advice, shell).map(({ text, code }) => (
          <li key={text} className="min-w-0 pl-1">
            <p className="mb-1.5">{text}</p>
            {code === undefined ? null : <CodeBlock text={code} label={CAPTURE.copy(text)} />}
          </li>
        ))}
      </ol>
    </div>
  );
}

function stepsFor(host: CaptureHostId, advice: CaptureAdvice, shell: Shell): readonly Step[] {
  const rule = advice.webConfig;
  if (host === 'app-service') {
    return [
      { text: CAPTURE.appServiceRule, code: rule },
      { text: CAPTURE.appServiceSwitch, code: advice.appService.join('\n') },
    ];
  }
  if (host === 'iis-express') {
    return [
      { text: CAPTURE.expressSite, code: rule },
      { text: CAPTURE.expressStart, code: CAPTURE.expressStartCode },
      { text: CAPTURE.reproduce, code: CAPTURE.expressFolder },
    ];
  }
  return [
    { text: CAPTURE.install, code: CAPTURE.installCode },
    { text: CAPTURE.enable, code: advice.enable[shell].join('\n') },
    ...(advice.registerArea === null ? [] : [{ text: CAPTURE.register, code: advice.registerArea[shell].join('\n') }]),
    { text: CAPTURE.orWebConfig, code: rule },
    { text: CAPTURE.reproduce, code: CAPTURE.iisFolder },
    { text: CAPTURE.disable, code: advice.disable[shell].join('\n') },
  ];
}
