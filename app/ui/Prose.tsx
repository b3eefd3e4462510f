import { shortWords } from '../text/long-words.ts';
import { termRuns } from '../text/term-runs.ts';
import { FileText } from './FileText.tsx';
import { Term } from './Term.tsx';

/**
 * A sentence of ours that may quote a file: technical words in it are explained where they occur first, very long words
 * are shortened in the middle. `passed`: see `Term`.
 */
export function Prose(props: { readonly text: string; readonly limit: number; readonly passed?: boolean }) {
  const { limit, passed = false } = props;
  const text = shortWords(props.text);
  if (text.length > limit) return <FileText text={text} limit={limit} />;
  return termRuns(text).map((run, ix) =>
    run.term === null ? (
      <FileText key={ix} text={run.text} limit={limit} />
    ) : (
      <Term key={ix} term={run.term} passed={passed}>
        {run.text}
      </Term>
    ),
  );
}
