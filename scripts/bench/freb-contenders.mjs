// What is compared, for Node and for a page alike. Each takes the bytes of a trace and gives the number of its events,
// so that none can skip the work. The bundle of this file is what runs.
import { SaxesParser } from 'saxes';
import { frebReader } from '../../src/formats/freb/reader.ts';
import { newEventParser } from '../../src/formats/freb/xml.ts';

const signal = new AbortController().signal;

async function ours(bytes) {
  let events = 0;
  const source = {
    file: 'bench',
    path: 'fr000001.xml',
    size: bytes.length,
    lastModified: null,
    bytes: async () => bytes,
    slice: async (from, to) => bytes.slice(from, to),
    async *stream() {
      yield bytes;
    },
  };
  const sink = { add: (item) => (events += item.trace.events.length), issue() {}, progress() {} };
  await frebReader.read(source, sink, signal);
  return events;
}

/** The parser alone, configured as our reference layer does: decode, parse, count. */
function fastXmlParser(bytes) {
  const events = newEventParser().parse(new TextDecoder().decode(bytes)).failedRequest.Event;
  return Array.isArray(events) ? events.length : 1;
}

function saxes(bytes) {
  let events = 0;
  const parser = new SaxesParser({ xmlns: false });
  parser.on('opentag', (tag) => {
    if (tag.name === 'Event') events++;
  });
  parser.on('text', () => {});
  parser.write(new TextDecoder().decode(bytes)).close();
  return events;
}

function domParser(bytes) {
  return parseDocument(bytes).getElementsByTagName('Event').length;
}

/** DOMParser and a transformation of the kind freb.xsl makes, to a table of events; without layout. */
function domParserAndXslt(bytes) {
  globalThis.benchSheet ??= styleSheet(globalThis.benchSheetText);
  const table = globalThis.benchSheet.transformToFragment(parseDocument(bytes), document);
  return table.querySelectorAll('tr').length;
}

function styleSheet(text) {
  const processor = new XSLTProcessor();
  processor.importStylesheet(new DOMParser().parseFromString(text, 'text/xml'));
  return processor;
}

function parseDocument(bytes) {
  const parsed = new DOMParser().parseFromString(new TextDecoder().decode(bytes), 'text/xml');
  if (parsed.querySelector('parsererror') !== null) throw new Error('DOMParser reports an error');
  return parsed;
}

const inPage = typeof DOMParser !== 'undefined';

/** Contenders by name. A value of null: this place does not have it. */
export const contenders = new Map([
  ['ours', ours],
  ['fast-xml-parser', fastXmlParser],
  ['saxes', saxes],
  ['DOMParser', inPage ? domParser : null],
  ['DOMParser + XSLT', inPage && typeof XSLTProcessor !== 'undefined' ? domParserAndXslt : null],
]);

/**
 * Reads all files one after the other, again and again until `least` ms are over, and gives the ms of one pass: a
 * single pass of a fast reader is so short that somebody else's garbage collection decides its time.
 */
export async function timed(name, files, least = 0) {
  const read = contenders.get(name);
  let events = 0;
  let passes = 0;
  let elapsed = 0;
  const started = performance.now();
  do {
    for (const bytes of files) events += await read(bytes);
    passes++;
    elapsed = performance.now() - started;
  } while (elapsed < least);
  if (events === 0) throw new Error(`${name} saw no event`);
  return elapsed / passes;
}

globalThis.bench = { contenders, timed };
