/**
 * @param ids requests that wait, in their order, which is that of their numbers
 * @returns the number one step on from where one is, also where that request waits no longer; round at both ends, null
 *   where no other waits
 */
export function stepFrom(ids: readonly number[], at: number, by: 1 | -1): number | null {
  const others = ids.filter((id) => id !== at)
  const beyond = by === 1 ? others.find((id) => id > at) : others.findLast((id) => id < at)
  return beyond ?? others.at(by === 1 ? 0 : -1) ?? null
}
