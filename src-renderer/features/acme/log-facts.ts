/** @returns what a line's detail says beside its sentence: the kind of refusal, who asked and for what, the newest members left out */
export function logFacts(detail: unknown): readonly string[] {
  if (typeof detail !== 'object' || detail === null) return []
  const member = (name: string): string | undefined => {
    const value: unknown = Object.entries(detail).find(([key]) => key === name)?.[1]
    return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
  }
  const type = member('type') ?? member('problem')
  return [type?.split(':').at(-1), member('from'), member('path')].filter((fact) => fact !== undefined)
}
