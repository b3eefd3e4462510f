import type { ParseIssue, SourceFile } from '../model/source.ts';

/** The sentence that says why a file is not whole, and what to do about it; both '' for a whole one. */
export function sayReason(file: SourceFile): { readonly text: string; readonly hint: string } {
  return { text: file.reason ?? '', hint: '' };
}

/** The sentence of one issue. */
export function sayIssue(issue: ParseIssue): string {
  return issue.code;
}
