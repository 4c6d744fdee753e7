import type { TFunction } from 'i18next'

/** @returns what a row of the log is about, e.g. `Request 46`; a kind without a word stays as the engine wrote it */
export function objectWords(
  t: TFunction,
  row: { readonly objectKind: string | null; readonly objectId: number | string | null }
): string {
  if (row.objectKind === null) return ''
  const kind = t(`audit:kind.${row.objectKind}`, { defaultValue: row.objectKind })
  return row.objectId === null || row.objectId === '' ? kind : `${kind} ${row.objectId}`
}

/** @returns the way in which somebody came, in words */
export function channelWords(t: TFunction, channel: string): string {
  return t(`ui:channel.${channel}`, { defaultValue: channel })
}
