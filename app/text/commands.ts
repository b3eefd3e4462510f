/** Words of the command palette. */
export const COMMANDS = {
  title: 'Commands',
  placeholder: 'A command, part of a URL or verdict, a module, a code or status',
  goTo: (place: string) => `Go to ${place}`,
  theme: (name: string) => `Theme: ${name}`,
  zone: (name: string) => `Times in: ${name}`,
  sample: 'Open the sample incident',
  nextFailure: 'Next failing request',
  previousFailure: 'Previous failing request',
  copyLink: 'Copy link to this place',
  linkCopied: 'Link copied. Whoever opens it is asked for the same file.',
  notCopied: 'The browser did not allow copying.',
  groups: { commands: 'Commands', requests: 'Requests', codes: 'Codes and statuses', modules: 'Modules' },
  nothing: 'Nothing found',
  module: (does: string) => `requests whose status it set. ${does}`,
} as const;
