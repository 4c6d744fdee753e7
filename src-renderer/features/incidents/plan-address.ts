import {
  selection as selectionSchema,
  type IncidentPlan,
  type Selection
} from '../../../src-shared/api/understanding.ts'

/** @returns the address of the plan for a selection */
export function planAddress(selection: Selection, scenario: IncidentPlan['scenario']): string {
  const params = new URLSearchParams({ selection: JSON.stringify(selection), scenario })
  return `/incidents/new?${params.toString()}`
}

/** @returns the selection in an address, or null where there is none or it cannot be read */
export function selectionIn(text: string | null): Selection | null {
  if (text === null || text.length > 5000) return null
  try {
    const parsed = selectionSchema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
