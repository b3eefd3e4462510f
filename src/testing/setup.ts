import fc from 'fast-check';

/**
 * Property tests draw the same inputs in every run, so that a red run is red again. `FC_SEED=random` draws new ones,
 * `FC_SEED=<number>` repeats a run that printed its seed.
 */
const wanted = process.env['FC_SEED'] ?? '20260312';
if (wanted !== 'random') fc.configureGlobal({ seed: Number(wanted) });
