import { expect, test } from 'vitest';
import { GLOSSARY } from './glossary.ts';

test('words stand in alphabetical order, each once', () => {
  const terms = GLOSSARY.map(({ term }) => term.toLowerCase());
  expect(terms).toEqual([...new Set(terms)].toSorted((a, b) => a.localeCompare(b, 'en')));
});
