/** What the page holds at one moment, after garbage was collected. */
export interface Sample {
  /** Seconds since the first. */
  readonly at: number
  /** Bytes of the whole heap. */
  readonly heap: number
  /** Of these, what the program holds: without compiled code and V8's own bookkeeping. */
  readonly objects: number
  readonly nodes: number
  readonly listeners: number
}

type Figure = 'heap' | 'objects' | 'nodes' | 'listeners'

/** Growth over the second half of a run that is still noise: caches fill up, and each screen leaves a little. */
const allowed: Readonly<Record<Figure, { readonly share: number; readonly least: number }>> = {
  heap: { share: 0.04, least: 2 ** 20 },
  objects: { share: 0.04, least: 2 ** 20 },
  nodes: { share: 0.04, least: 300 },
  listeners: { share: 0.04, least: 60 }
}

/**
 * Says of each figure whether it grows steadily. The first half of the run is left out, in which caches fill; of the rest the
 * line of least squares must not rise by more than noise does.
 */
export function steadyGrowth(samples: readonly Sample[]): Readonly<Record<Figure, boolean>> {
  const late = samples.slice(Math.floor(samples.length / 2))
  const grows = (figure: Figure): boolean => {
    if (late.length < 3) return false
    const mean = (of: (sample: Sample) => number): number => late.reduce((sum, one) => sum + of(one), 0) / late.length
    const [time, level] = [mean(({ at }) => at), mean((one) => one[figure])]
    const slope =
      late.reduce((sum, one) => sum + (one.at - time) * (one[figure] - level), 0) /
      late.reduce((sum, one) => sum + (one.at - time) ** 2, 0)
    const rise = slope * ((late.at(-1)?.at ?? 0) - (late[0]?.at ?? 0))
    return rise > Math.max(allowed[figure].least, allowed[figure].share * level)
  }
  return { heap: grows('heap'), objects: grows('objects'), nodes: grows('nodes'), listeners: grows('listeners') }
}
