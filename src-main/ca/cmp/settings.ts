import { ChanceryError } from '../../../src-shared/errors.ts'
import {
  cmpSettings,
  defaultCmpSettings,
  type CmpSettings,
  type CmpSettingsPatch
} from '../../../src-shared/model/cmp.ts'
import type { Certificate } from '../../pki/model.ts'
import { certificatesOf } from '../authorities/material.ts'
import { clientList } from '../services/client-addresses.ts'

/** @returns the settings of a service; those that came with a later version have their defaults */
export function cmpSettingsOf(row: { readonly settings: unknown }): CmpSettings {
  const stored = typeof row.settings === 'object' && row.settings !== null ? row.settings : {}
  return cmpSettings.parse({ ...defaultCmpSettings, ...stored })
}

/** @returns settings with a change laid over them. @throws ChanceryError `invalid-input` with the field that does not fit */
export function changedCmpSettings(base: CmpSettings, change: CmpSettingsPatch): CmpSettings {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  const settings = cmpSettings.parse({ ...base, ...given })
  try {
    clientList(settings.clients)
  } catch {
    wrong('clients', 'One of the client ranges is not an address, or a range such as 192.0.2.0/24.')
  }
  try {
    trustedRoots(settings)
  } catch (error) {
    wrong('trusted', error instanceof ChanceryError ? error.message : 'One of the certificates cannot be read.')
  }
  return settings
}

function wrong(field: string, message: string): never {
  throw new ChanceryError('invalid-input', message, {
    reasons: [{ where: `settings.${field}`, rule: `cmp.${field}`, message }]
  })
}

/** @returns the outside authorities whose devices may ask. @throws ChanceryError `malformed`, `too-large` */
export function trustedRoots({ trusted }: CmpSettings): readonly Certificate[] {
  return trusted.flatMap(certificatesOf)
}
