import { addDuration, durationOf } from '../../../src-shared/model/duration.ts'
import { ocspSettings, type OcspSettings } from '../../../src-shared/model/ocsp.ts'
import type { OcspServiceRow } from '../../store/ocsp.ts'

/** @returns the settings of a responder; fields that came with a later version have their defaults. */
export function ocspSettingsOf(row: Pick<OcspServiceRow, 'settings'>): OcspSettings {
  return ocspSettings.parse(row.settings)
}

/** @returns milliseconds from thisUpdate to nextUpdate of an answer made at this moment. */
export function answerLife(settings: OcspSettings, at: number): number {
  return addDuration(at, durationOf(settings.life)) - at
}
