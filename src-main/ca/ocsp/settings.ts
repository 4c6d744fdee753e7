import { addDuration, durationOf } from '../../../src-shared/model/duration.ts'
import { ocspSettings, type OcspSettings } from '../../../src-shared/model/ocsp.ts'
import type { OcspServiceRow } from '../../store/ocsp.ts'

/** @returns the settings of a responder; fields that came with a later version have their defaults. */
export function ocspSettingsOf(row: Pick<OcspServiceRow, 'settings'>): OcspSettings {
  return ocspSettings.parse(row.settings)
}

/** Of each authority's settings the life last counted: answers of one second share it. */
const counted = new WeakMap<OcspSettings, { readonly at: number; readonly life: number }>()

/** @returns milliseconds from thisUpdate to nextUpdate of an answer made at this moment. */
export function answerLife(settings: OcspSettings, at: number): number {
  const known = counted.get(settings)
  if (known?.at === at) return known.life
  const life = addDuration(at, durationOf(settings.life)) - at
  counted.set(settings, { at, life })
  return life
}
