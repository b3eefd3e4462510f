import { expect, it } from 'vitest';
import { hasIssueText, issueHint, issueText } from './issues.ts';

it('fills arguments into a sentence, numbers grouped', () => {
  expect(issueText({ code: 'trace-too-large', args: { size: 70_000_000, limit: 67_108_864 } })).toBe(
    'A trace of 70,000,000 bytes is over the limit of 67,108,864.',
  );
  expect(issueText({ code: 'other-root', args: { root: 'configuration' } })).toContain(
    'the root element is configuration,',
  );
});

it('leaves a place without an argument as it is, and does not fill in twice', () => {
  expect(issueText({ code: 'other-root' })).toContain('{root}');
  expect(issueText({ code: 'other-root', args: { root: '{root}' } })).toContain('is {root},');
});

it('names a code that has no sentence, and hints at nothing', () => {
  expect(hasIssueText('constructor')).toBe(false);
  expect(issueText({ code: 'constructor' })).toBe('Noted: constructor.');
  expect(issueHint('constructor')).toBe('');
});
