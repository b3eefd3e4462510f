import { codeByName } from '#core/knowledge/codes/table';
import { codesInText, decodeCode, hexCode, parseCode } from '#core/knowledge/decode';
import { formatStatus, parseStatus, statusMeaning } from '#core/knowledge/substatus';
import type { HResult } from '#core/model/units';

/** What a pasted text speaks of. */
export type Subject =
  | { readonly kind: 'code'; readonly code: HResult }
  | { readonly kind: 'status'; readonly status: number; readonly subStatus: number };

const STATUS_IN_TEXT = /(?<![\w.,:-])([1-5]\d{2})\.(\d{1,3})(?![\w.])/g;

/**
 * Everything a pasted text names, most likely first: a status, a code in any written form, a name, or codes and
 * statuses inside a sentence. Numbers without a meaning are left out unless they stand alone.
 */
export function lookUp(text: string): readonly Subject[] {
  const trimmed = text.trim();
  if (trimmed === '') return [];
  const found = new Map<string, Subject>();
  const add = (subject: Subject) => found.set(subjectKey(subject), subject);

  const status = parseStatus(trimmed);
  if (status !== null && status.status < 600) add({ kind: 'status', ...status });
  const named = codeByName(trimmed);
  if (named !== null) add({ kind: 'code', code: named.code });
  const code = parseCode(trimmed);
  if (code !== null && (status === null || decodeCode(code) !== null)) {
    add({ kind: 'code', code: decodeCode(code)?.code ?? code });
  }
  for (const part of codesInText(trimmed)) add({ kind: 'code', code: decodeCode(part.code)?.code ?? part.code });
  for (const [, main, sub] of trimmed.matchAll(STATUS_IN_TEXT)) {
    const subject = { status: Number(main), subStatus: Number(sub) };
    if (statusMeaning(subject.status, subject.subStatus) !== null) add({ kind: 'status', ...subject });
  }
  return [...found.values()];
}

/** How a subject is written in an address and in lists: `0x80072EE2`, `502.3`. */
export function subjectKey(subject: Subject): string {
  return subject.kind === 'code' ? hexCode(subject.code) : formatStatus(subject.status, subject.subStatus);
}
