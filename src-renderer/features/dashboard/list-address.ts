import type { ChartId } from '../../../src-shared/api/dashboard.ts'

/**
 * @returns the list whose filters say the same as a mark, where there is one. A certificate that waits for its first day is
 * in force in the charts and has a state of its own in lists; archived ones are in the charts only.
 */
export function listAddress(chart: ChartId, mark: string, series: string | null): string | null {
  const inForce = 'state=active&state=expiring&state=suspended&state=not-yet-valid'
  if (mark === '') return null
  if (chart === 'expiring') {
    if (series === 'others')
      return `/certificates?expires=${mark}&state=active&state=expiring&class=imported&sort=expiry`
    return series === null ? `/certificates?expires=${mark}&state=active&state=expiring&sort=expiry` : null
  }
  if (chart === 'profiles') return `/certificates?profile=${mark}&class=end-entity&${inForce}&sort=expiry`
  if (chart === 'key-strengths') return `/certificates?key=${encodeURIComponent(mark)}&${inForce}&sort=expiry`
  if (chart === 'proof-states') return '/domains'
  return null
}
