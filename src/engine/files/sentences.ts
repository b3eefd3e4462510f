import { issueHint, issueText } from '../../knowledge/issues.ts';
import type { ParseIssue, SourceFile } from '../../model/source.ts';

/** The sentence that says why a file is not whole, and what to do about it; both '' for a whole one. */
export function sayReason(file: SourceFile): { readonly text: string; readonly hint: string } {
  const { reason } = file;
  if (reason === null) return { text: '', hint: '' };
  const issue = file.issues.find((one) => one.code === reason) ?? { code: reason };
  return { text: issueText(issue), hint: issueHint(reason) };
}

/** The sentence of one issue. */
export function sayIssue(issue: ParseIssue): string {
  return issueText(issue);
}
