/**
 * Who set the status. `ancm` is the ASP.NET Core Module of either generation, `platform` its ancestor
 * httpPlatformHandler, `arr` Application Request Routing, `front` a proxy that leaves no trace on this machine.
 * `proxy`: the log row is of ANCM or ARR and does not say which.
 */
export type Actor = 'ancm' | 'platform' | 'arr' | 'iisnode' | 'proxy' | 'other';

const ANCM = /^AspNetCoreModule(V2)?$/i;

/** The actor that a ModuleName of a trace stands for. */
export function actorOf(module: string): Actor {
  if (ANCM.test(module)) return 'ancm';
  const name = module.toLowerCase();
  if (name === 'applicationrequestrouting') return 'arr';
  if (name === 'httpplatformhandler') return 'platform';
  if (name === 'iisnode') return 'iisnode';
  return 'other';
}

/** Actors that start a process and forward to it over loopback. */
export const startsProcess = (actor: Actor): boolean => actor === 'ancm' || actor === 'platform' || actor === 'iisnode';
