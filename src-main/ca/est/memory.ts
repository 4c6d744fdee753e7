/** What EST keeps between requests; everything can be thrown away at any moment. */
export interface EstMemory {
  /** Enrolments under way that hold a use, by transaction id, with how many requests ask for each. */
  readonly asking: Map<string, number>
}

/** @returns an empty memory. */
export function newEstMemory(): EstMemory {
  return { asking: new Map() }
}
