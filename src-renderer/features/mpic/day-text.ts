/** @returns the day of a moment as a date field takes it; phases of rules begin at midnight UTC */
export function dayText(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}

/** @returns midnight UTC of a day as a date field gives it, or null where it is none */
export function momentOfDay(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null
  const at = Date.parse(`${text}T00:00:00Z`)
  return Number.isNaN(at) || at < 0 ? null : at
}
