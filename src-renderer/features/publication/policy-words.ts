import type { TFunction } from 'i18next'
import type { CrlCalendarRow } from '../../../src-shared/api/crls.ts'
import { durationIn } from '../../ui/display/duration-words.ts'

/** @returns how the CRLs of an authority come, in one line */
export function policyWords(t: TFunction, policy: CrlCalendarRow['policy'], locale: string): string {
  const words = (key: string, values: Record<string, unknown> = {}): string =>
    t(`publication:calendar.policyWords.${key}`, values)
  const { life, overlap, scheduled, times, onRevocation, onRequest, deltaLife, partition, shards, keepExpired } = policy
  return [
    words('life', { life: durationIn(life, locale) }),
    ...(scheduled ? [words('scheduled', { overlap: durationIn(overlap, locale) })] : []),
    ...(scheduled && times !== null ? [words('times', { times })] : []),
    ...(onRevocation ? [words('onRevocation')] : []),
    ...(onRequest ? [words('onRequest')] : []),
    ...(scheduled || onRevocation || onRequest ? [] : [words('manual')]),
    ...(deltaLife === null ? [] : [words('delta', { life: durationIn(deltaLife, locale) })]),
    ...(partition === 'none' ? [] : [words(partition, { count: shards })]),
    ...(keepExpired ? [words('keepExpired')] : [])
  ].join('; ')
}
