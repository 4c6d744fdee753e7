/** What was found at an address. */
export interface Finding {
  readonly wrong: boolean
  /** In words: what is there, or what is wrong with it and what to do. */
  readonly message: string
  readonly nextUpdate: number | null
}

export const found = (message: string, nextUpdate: number | null = null): Finding => ({
  wrong: false,
  message,
  nextUpdate
})
export const wrong = (message: string, nextUpdate: number | null = null): Finding => ({
  wrong: true,
  message,
  nextUpdate
})

/** Clocks of relying parties are some minutes apart. */
export const SKEW = 5 * 60_000

/** @returns a moment as it stands in messages */
export const when = (unixMs: number): string => `${new Date(unixMs).toISOString().replace('T', ' ').slice(0, 16)} UTC`
