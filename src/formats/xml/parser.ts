import { XMLParser, type X2jOptions } from 'fast-xml-parser';
import { LIMITS } from '../../intake/limits.ts';
import { decodeReferences } from './entities.ts';

/** References only: a DOCTYPE never defines anything here, wherever in a file it stands. */
const decoder = {
  reset(): unknown {
    return this;
  },
  setXmlVersion(): void {},
  setExternalEntities(): void {},
  addInputEntities(): void {
    throw new Error('doctype');
  },
  decode: decodeReferences,
};

/** Before the name of an attribute in what the parser returns. */
export const ATTRIBUTE = '@_';

/**
 * The one configured parser: no numbers made of text, no trimming, no entities but those of XML. It accepts mismatched
 * and missing tags in silence, so the guard has to have looked at what is given to it. `shape`: how the result looks.
 */
export function newParser(shape: Pick<X2jOptions, 'preserveOrder' | 'captureMetaData' | 'isArray'>): XMLParser {
  return new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: ATTRIBUTE,
    parseTagValue: false,
    parseAttributeValue: false,
    trimValues: false,
    removeNSPrefix: false,
    ignoreDeclaration: true,
    ignorePiTags: true,
    allowBooleanAttributes: false,
    maxNestedTags: LIMITS.xmlDepth,
    htmlEntities: false,
    stopNodes: [],
    jPath: false,
    entityDecoder: decoder,
    ...shape,
  });
}
