import type { TFunction } from 'i18next'

/** @returns of which certificates a CRL speaks, in words: `s16-3` is shard 4 of 16, as people count */
export function scopeWords(t: TFunction, scope: string): string {
  if (scope === '') return t('publication:scope.whole')
  const [, of, index] = /^s(\d+)-(\d+)$/.exec(scope) ?? []
  if (of !== undefined && index !== undefined)
    return t('publication:scope.shard', { index: Number(index) + 1, of: Number(of) })
  return t(`publication:scope.${scope}`, { defaultValue: scope })
}
