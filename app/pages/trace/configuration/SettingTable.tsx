import type { EffectiveSetting } from '#core/model/config-check';
import { FileText } from '../../../ui/FileText.tsx';
import { ConfigPlaceLink } from './ConfigPlaceLink.tsx';
import { CONFIGURATION } from './words.ts';

/** Settings with the value in force and where it comes from. */
export function SettingTable({ settings }: { readonly settings: readonly EffectiveSetting[] }) {
  return (
    <div>
      <table
        aria-label={CONFIGURATION.bearing}
        className="w-full table-fixed border-collapse border border-line bg-surface text-sm"
      >
        <thead className="bg-sunken text-left text-xs text-ink-2">
          <tr>
            <th className="px-2 py-1 font-medium">{CONFIGURATION.setting}</th>
            <th className="w-[30%] px-2 sm:w-[18%] py-1 font-medium">{CONFIGURATION.value}</th>
            <th className="w-[38%] px-2 py-1 font-medium max-sm:hidden">{CONFIGURATION.origin}</th>
          </tr>
        </thead>
        <tbody>
          {settings.map((setting) => (
            <tr key={`${setting.element} ${setting.attribute}`} className="border-t border-line align-top">
              <td className="px-2 py-1.5">
                <code className="file-text">
                  {setting.element} <strong className="font-semibold">{setting.attribute}</strong>
                </code>
                {setting.meaning === '' ? null : <p className="text-xs text-ink-2">{setting.meaning}</p>}
                <div className="mt-1 text-xs sm:hidden">
                  <Origin setting={setting} />
                </div>
              </td>
              <td className="px-2 py-1.5">
                <FileText text={setting.value === '' ? '""' : setting.value} mono />
              </td>
              <td className="px-2 py-1.5 text-ink-2 max-sm:hidden">
                <Origin setting={setting} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Origin({ setting }: { readonly setting: EffectiveSetting }) {
  return (
    <>
      {setting.place === null ? CONFIGURATION.default : <ConfigPlaceLink place={setting.place} />}
      {setting.replaces.map((other) => (
        <p key={`${other.file} ${other.line}`} className="text-xs text-ink-3">
          {CONFIGURATION.replaces} <FileText text={other.value} mono /> (<ConfigPlaceLink place={other} />)
        </p>
      ))}
    </>
  );
}
