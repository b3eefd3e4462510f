import { Problems, type XmlProblem } from '../xml/problems.ts';

/** What can be wrong in a trace, beyond its markup. */
export type ProblemCode =
  | XmlProblem
  | 'undecodable-bytes'
  | 'unclosed-event'
  | 'odd-event'
  | 'nameless-event'
  | 'too-many-events'
  | 'stray-text'
  | 'unknown-element'
  | 'unescaped-attribute'
  | 'bad-time';

/** Problems of a trace or of one of its events. */
export class TraceProblems extends Problems<ProblemCode> {}
