import type { Cause } from '../../model/verdict.ts';

/** Confidence that the case itself has in its cause: confirmed and strong allow `high`, likely `medium`, open `low`. */
export type Confidence = 'confirmed' | 'strong' | 'likely' | 'open';

/** One file of a case as text. */
export interface CaseFile {
  readonly path: string;
  readonly text: string;
}

/** Words of a text, compared without case. */
export interface Words {
  readonly headline?: readonly string[];
  readonly rootCause?: readonly string[];
  readonly fix?: readonly string[];
}

/** One case of docs/reference/casebook.md with the evidence as files. */
export interface CasebookCase {
  readonly id: string;
  /** Category of the casebook: the cause that must lead. */
  readonly cause: Cause;
  /** Causes that the evidence of the case leaves equally open. */
  readonly accepted?: readonly Cause[];
  readonly confidence: Confidence;
  /** The case quotes a trace, an error page or a log row. */
  readonly quoted?: true;
  readonly files: readonly CaseFile[];
  /** Hex of the code of the verdict, null: none is known; left out: not looked at. */
  readonly code?: string | null;
  readonly says?: Words;
  readonly never?: Words;
  /** What the files hold and the case does not state. */
  readonly invented: readonly string[];
}
