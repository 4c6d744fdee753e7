/** @returns on which day a week begins where people speak so: 1 Monday to 7 Sunday; Monday where nobody says (ISO 8601) */
export function firstWeekday(locale: string): number {
  const known: unknown = new Intl.Locale(locale)
  if (typeof known !== 'object' || known === null) return 1
  // Chromium has the method of ECMA-402's proposal; its types do not know it yet.
  const read: unknown = 'getWeekInfo' in known ? known.getWeekInfo : undefined
  const info: unknown = typeof read === 'function' ? read.call(known) : undefined
  if (typeof info !== 'object' || info === null || !('firstDay' in info)) return 1
  return typeof info.firstDay === 'number' ? info.firstDay : 1
}
