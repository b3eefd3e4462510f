import type { TraceView } from '#core/engine/questions/traces';
import type { DecodedCode, Finding, Fix, MissingInput, Verdict } from '#core/model/verdict';
import { formatDateClock, formatInstant, formatZone, type Zone } from '../text/times.ts';

/** `ERROR_WINHTTP_TIMEOUT / WININET_E_TIMEOUT (0x80072EE2, 2147954402)`. 0 is no success: it says that no code was given. */
export function codeText(code: DecodedCode): string {
  if (code.code === 0) return 'ErrorCode 0: no code was recorded';
  return `${code.names.join(' / ') || 'unknown code'} (${code.hex}, ${code.dec})`;
}

/** `aspNetCore requestTimeout="00:10:00"`. */
export function settingText(setting: NonNullable<Fix['setting']>): string {
  return `${setting.element} ${setting.attribute}="${setting.value}"`;
}

/** `2026-03-12 14:19:37 to 14:23:39 UTC`; '' without a window. */
export function windowText(missing: MissingInput, zone: Zone): string {
  if (missing.window === null) return '';
  const { from, to } = missing.window;
  const [fromDate = '', fromTime = ''] = formatDateClock(from, zone).split(' ');
  const [toDate = '', toTime = ''] = formatDateClock(to, zone).split(' ');
  return `${fromDate} ${fromTime} to ${toDate === fromDate ? '' : `${toDate} `}${toTime} ${formatZone(zone, from)}`;
}

/** The whole verdict as plain text, for a support case or a chat. */
export function verdictText(view: TraceView, verdict: Verdict, zone: Zone): string {
  const { lead } = verdict;
  const { request } = view;
  const lines = [
    lead.headline,
    '',
    `Request: ${request.verb} ${request.url} -> ${request.statusCode}, ${formatInstant(view.startedAt, zone)}`,
    `Trace: ${view.path}`,
    `Cause: ${lead.cause}, certainty ${lead.certainty}${lead.whyNotHigher === '' ? '' : ` (${lead.whyNotHigher})`}`,
    ...(verdict.code === null ? [] : [`Code: ${codeText(verdict.code)}`]),
    ...(verdict.producedBy === null
      ? []
      : [`Produced by: event ${verdict.producedBy.event + 1}, ${verdict.module ?? 'unknown module'}`]),
    ...section('Root cause', lead.rootCause === '' ? [] : [lead.rootCause]),
    ...section(
      'Evidence',
      lead.evidence.map((one) => one.text),
    ),
    ...section(
      'Against',
      lead.against.map((one) => one.text),
    ),
    ...section('What to do', lead.fixes.flatMap(fixLines)),
    ...section(
      'What would settle it',
      lead.wouldSettle.map((one) => settleLine(one, zone)),
    ),
    ...section('Alternatives', verdict.alternatives.map(alternativeLine)),
  ];
  return `${lines.join('\n')}\n`;
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', `${title}:`, ...lines.map((line) => `- ${line}`)];
}

function fixLines(fix: Fix): readonly string[] {
  const setting = fix.setting === undefined ? '' : ` [${settingText(fix.setting)}]`;
  const code = fix.code === undefined ? [] : fix.code.split('\n').map((line) => `    ${line}`);
  return [[`${fix.text}${setting}`, ...code].join('\n')];
}

function settleLine(missing: MissingInput, zone: Zone): string {
  const when = windowText(missing, zone);
  return `${missing.text} On IIS: ${missing.pathIis}. On App Service: ${missing.pathAppService}.${when === '' ? '' : ` Look at ${when}.`}`;
}

function alternativeLine(finding: Finding): string {
  return `${finding.cause} (${finding.certainty}): ${finding.headline}`;
}
