/** Something whose speed is measured, in turns with others. */
export interface Contender {
  /** Works for about this long. @returns operations per second of processor time, or of wall time where that is what counts. */
  readonly measure: (milliseconds: number) => Promise<number>
}

/** What each contender reached, a figure a round; the same round of two stands for the same moment of the machine. */
export type Rounds<Name extends string> = Readonly<Record<Name, readonly number[]>>

/** Operations per CPU second of this process: what others do on the machine counts little. */
export function worker(work: (i: number) => unknown): Contender {
  let count = 0
  return {
    measure: async (milliseconds) => {
      const begun = count
      const cpu = process.cpuUsage()
      const end = performance.now() + milliseconds
      while (performance.now() < end) for (let i = 0; i < 8; i++) work(count++)
      const used = process.cpuUsage(cpu)
      return (count - begun) / ((used.user + used.system) / 1e6)
    }
  }
}

/** As `worker` for work that answers later; one at a time. */
export function laterWorker(work: (i: number) => Promise<unknown>): Contender {
  let count = 0
  return {
    measure: async (milliseconds) => {
      const begun = count
      const cpu = process.cpuUsage()
      const end = performance.now() + milliseconds
      while (performance.now() < end) await work(count++)
      const used = process.cpuUsage(cpu)
      return (count - begun) / ((used.user + used.system) / 1e6)
    }
  }
}

/** Lets the contenders work in turns, A B C A B C; the first three rounds warm up and are not kept. */
export async function inTurns<Name extends string>(
  contenders: Readonly<Record<Name, Contender>>,
  rounds: number,
  milliseconds: number,
  warmUp = 3
): Promise<Rounds<Name>> {
  const names = Object.keys(contenders) as Name[]
  const kept = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>
  for (let round = 0; round < rounds + warmUp; round++) {
    for (const name of names) {
      const figure = await contenders[name].measure(milliseconds)
      if (round >= warmUp) kept[name].push(figure)
    }
  }
  return kept
}

/** @returns the middle one; NaN of nothing. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const half = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}

/** @returns the middle of the ratios within each round. */
export function ratioOf(ours: readonly number[], theirs: readonly number[]): number {
  return median(ours.map((figure, round) => figure / theirs[round]!))
}

/** @returns the value below which this share lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
