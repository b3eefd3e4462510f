// What `join.mjs` runs of the source, in one module that Node can load.
export { scenarios } from '../../src/testing/joins/table.ts';
export { GENERATED } from '../../src/testing/joins/scenarios-log.ts';
export { FIELD_SETS } from '../../src/testing/joins/logged.ts';
export { OUTCOMES, judged } from '../../src/testing/joins/outcome.ts';
export { storeOf, subjectsOf, timed } from '../../src/testing/joins/speed.ts';
