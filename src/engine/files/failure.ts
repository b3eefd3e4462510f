/** Why a question to the engine was not answered. Crosses threads as it is. */
export interface EngineFailure {
  readonly code: 'file-gone' | 'engine-fault' | 'engine-lost';
  /** A sentence for the page; never text of a library or of a file's content. */
  readonly message: string;
}

/** Thrown by the engine for reasons that lie outside of it. */
export class EngineError extends Error implements EngineFailure {
  readonly code: EngineFailure['code'];

  constructor(code: EngineFailure['code'], message: string) {
    super(message);
    this.name = 'EngineError';
    this.code = code;
  }
}

/** Any exception as a failure that may be shown: what the engine did not foresee is a fault of ours. */
export function toFailure(error: unknown): EngineFailure {
  if (error instanceof EngineError) return { code: error.code, message: error.message };
  return { code: 'engine-fault', message: 'The question could not be answered because of a fault in frebscope.' };
}
