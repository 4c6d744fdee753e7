const hourMs = 3_600_000

/** How far a waiting request is on its way to the time within which it is to be decided. */
export type AgeStep = 'fresh' | 'soon' | 'late'

/** @returns `soon` from half of the time on, `late` beyond it; only what waits for an operator gets old */
export function ageStep(
  row: { readonly state: string; readonly createdAt: number; readonly askedBackAt: number | null },
  targetHours: number,
  now: number
): AgeStep {
  if (row.state !== 'pending-approval' || row.askedBackAt !== null) return 'fresh'
  const hours = (now - row.createdAt) / hourMs
  return hours >= targetHours ? 'late' : hours * 2 >= targetHours ? 'soon' : 'fresh'
}

/** @returns how long ago, in the largest unit that says enough: `12 min`, `5 h`, `3 d` in the words of the language */
export function ageText(since: number, now: number, language: string): string {
  const hours = Math.max(0, now - since) / hourMs
  const [unit, n] =
    hours < 1
      ? (['minute', hours * 60] as const)
      : hours < 48
        ? (['hour', hours] as const)
        : (['day', hours / 24] as const)
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }).format(Math.floor(n))
}
