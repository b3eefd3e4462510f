const KiB = 1024;
const MiB = 1024 * KiB;
const GiB = 1024 * MiB;

/**
 * Every limit on what comes in, in one place. Bytes unless the name says otherwise. Each is far above what IIS writes
 * and low enough that a tab survives a file made to hurt. Whoever refuses something quotes the number.
 */
export const LIMITS = {
  /** One trace; IIS caps them at 1 MiB unless told otherwise. */
  traceBytes: 64 * MiB,
  /** Text that was copied from a trace; people copy far less. */
  pasteBytes: 8 * MiB,
  /** Nesting of elements; real traces stay under 10. */
  xmlDepth: 64,
  /** From the name of a trace's root element to its `>`. */
  rootTag: 1 * MiB,
  attributesPerElement: 256,
  nameLength: 1024,
  /** Characters of one value that are kept. */
  valueKept: 16 * MiB,
  /** Characters of one value that are shown. */
  valueShown: 256 * KiB,
  eventsPerTrace: 500_000,
  dataPerEvent: 10_000,
  filesPerDrop: 5_000,
  /** Entries of one archive that are looked at. */
  archiveEntries: 10_000,
  /** Real output of one XML entry. */
  unpackedXmlEntry: 64 * MiB,
  /** Real output of one entry that is a log. */
  unpackedLogEntry: 2 * GiB,
  /** Sum of real output over the XML entries of one archive. */
  unpackedXmlTotal: 1 * GiB,
  /** Sum of real output over all entries of one archive. */
  unpackedTotal: 8 * GiB,
  /** Output over input at which unpacking stops, once `ratioFrom` bytes came out. */
  unpackRatio: 500,
  ratioFrom: 16 * MiB,
  /** An archive inside a dropped archive is opened, one inside that is not. */
  archiveNesting: 1,
  logLine: 1 * MiB,
  /** A text side file (configuration, event log, stdout, application log) that is read whole. */
  sideFileBytes: 256 * MiB,
  /** Issues kept per file; the rest is counted. */
  issuesPerFile: 200,
  /** Bytes that format recognition may look at. */
  sniffBytes: 64 * KiB,
} as const;
