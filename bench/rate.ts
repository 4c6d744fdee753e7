/** Seconds of each measurement. */
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 1)

/** Best of six trials (the first ones warm up), operations per CPU second of this process: what others do on the machine counts little. */
export function rate(work: (i: number) => unknown): number {
  let best = 0
  for (let trial = 0; trial < 6; trial++) {
    const cpu = process.cpuUsage()
    const end = performance.now() + SECONDS * 250
    let count = 0
    while (performance.now() < end) for (let i = 0; i < 8; i++) work(count++)
    const used = process.cpuUsage(cpu)
    best = Math.max(best, count / ((used.user + used.system) / 1e6))
  }
  return best
}

/** As `rate` for work that answers later; one at a time. */
export async function rateAsync(work: (i: number) => Promise<unknown>): Promise<number> {
  const cpu = process.cpuUsage()
  const end = performance.now() + SECONDS * 1000
  let count = 0
  while (performance.now() < end) await work(count++)
  const used = process.cpuUsage(cpu)
  return count / ((used.user + used.system) / 1e6)
}

/** Prints rows of label, figure and remark in columns. */
export function printTable(rows: readonly (readonly [label: string, figure: string, remark: string])[]): void {
  const width = Math.max(...rows.map(([label]) => label.length))
  const figures = Math.max(...rows.map(([, figure]) => figure.length))
  for (const [label, figure, remark] of rows)
    console.log(`${label.padEnd(width)}  ${figure.padStart(figures)}  ${remark}`.trimEnd())
}
