import { fixed } from './fixed.ts';

/** The fixed parts of an event as IIS writes it, between its values; `n` is the line end. */
function layout(n: string) {
  return {
    toProvider: fixed(
      `<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event">${n} <System>${n}  <Provider Name="`,
    ),
    toGuid: fixed(`" Guid="`),
    toEventId: fixed(`"/>${n}  <EventID>`),
    toVersion: fixed(`</EventID>${n}  <Version>`),
    toLevel: fixed(`</Version>${n}  <Level>`),
    toOpcode: fixed(`</Level>${n}  <Opcode>`),
    toKeywords: fixed(`</Opcode>${n}  <Keywords>`),
    toTime: fixed(`</Keywords>${n}  <TimeCreated SystemTime="`),
    toActivity: fixed(`"/>${n}  <Correlation ActivityID="`),
    toRelated: fixed(`" RelatedActivityID="`),
    toProcess: fixed(`"/>${n}  <Execution ProcessID="`),
    toThread: fixed(`" ThreadID="`),
    toComputer: fixed(`"/>${n}  <Computer>`),
    toData: fixed(`</Computer>${n} </System>${n} <EventData>${n}`),
    data: fixed(`  <Data Name="`),
    dataValue: fixed(`">`),
    dataEnd: fixed(`</Data>${n}`),
    toCulture: fixed(` </EventData>${n} <RenderingInfo Culture="`),
    toName: fixed(`">${n}  <Opcode>`),
    nameEnd: fixed(`</Opcode>${n}`),
    keywords: fixed(`  <Keywords>${n}`),
    keyword: fixed(`   <Keyword>`),
    keywordEnd: fixed(`</Keyword>${n}`),
    keywordsEnd: fixed(`  </Keywords>${n}`),
    description: fixed(`  <freb:Description Data="`),
    descriptionEnd: fixed(`</freb:Description>${n}`),
    toArea: fixed(
      ` </RenderingInfo>${n} <ExtendedTracingInfo xmlns="http://schemas.microsoft.com/win/2004/08/events/trace">${n}  <EventGuid>`,
    ),
    end: fixed(`</EventGuid>${n} </ExtendedTracingInfo>${n}</Event>`),
  };
}

export type Layout = ReturnType<typeof layout>;

export const CRLF = layout('\r\n');
export const LF = layout('\n');
/** Length of the first line of an event. */
export const FIRST_LINE = '<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event">'.length;
