import { ChanceryError } from '../../../src-shared/errors.ts'
import {
  defaultEstSettings,
  estSettings,
  type EstSettings,
  type EstSettingsPatch
} from '../../../src-shared/model/est.ts'
import { clientList } from '../services/client-addresses.ts'

/** @returns the settings of a service; those that came with a later version have their defaults */
export function estSettingsOf(row: { readonly settings: unknown }): EstSettings {
  const stored = typeof row.settings === 'object' && row.settings !== null ? row.settings : {}
  return estSettings.parse({ ...defaultEstSettings, ...stored })
}

/** @returns settings with a change laid over them. @throws ChanceryError `invalid-input` with the field that does not fit */
export function changedEstSettings(base: EstSettings, change: EstSettingsPatch): EstSettings {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  const settings = estSettings.parse({ ...base, ...given })
  const wrong = (where: string, message: string): never => {
    throw new ChanceryError('invalid-input', message, {
      reasons: [{ where: `settings.${where}`, rule: `est.${where}`, message }]
    })
  }
  try {
    clientList(settings.clients)
  } catch {
    wrong('clients', 'One of the client ranges is not an address, or a range such as 192.0.2.0/24.')
  }
  if (settings.baseAddress !== null && settings.channelBinding === 'require')
    wrong(
      'channelBinding',
      'Behind a proxy that ends TLS no request can be bound to the connection of its client. Leave the base address out, or ask for no binding.'
    )
  return settings
}
