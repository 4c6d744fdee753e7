/** One line of the table of `npm run bench`. */
export interface Row {
  readonly what: string
  readonly ours: string
  /** Who else, and how fast; empty where nobody was measured beside it. */
  readonly peer: string
  /** Ours to the peer's, from rounds that alternate. */
  readonly ratio: string
  /** Empty for a figure that is only told. */
  readonly goal: string
  readonly met: boolean | null
}

/** @returns a row; what is left out is empty. */
export function row(what: string, ours: string, rest: Partial<Omit<Row, 'what' | 'ours'>> = {}): Row {
  return { what, ours, peer: '', ratio: '', goal: '', met: null, ...rest }
}

/** Hands a row to bench/run.ts, or prints it where a part runs by itself. */
export function tell(rows: readonly Row[]): void {
  if (process.send === undefined) console.log(table(rows))
  else process.send(rows)
}

const titles: Row = { what: 'what', ours: 'ours', peer: 'beside it', ratio: 'ratio', goal: 'goal', met: null }

/** @returns the rows in columns under their titles. */
export function table(rows: readonly Row[]): string {
  const cells = (one: Row, met: string): string[] => [one.what, one.ours, one.peer, one.ratio, one.goal, met]
  const lines = [cells(titles, 'met'), ...rows.map((one) => cells(one, one.met === null ? '' : one.met ? 'yes' : 'NO'))]
  const widths = titles.what === '' ? [] : lines[0]!.map((_, at) => Math.max(...lines.map((line) => line[at]!.length)))
  const printed = lines.map((line) =>
    line
      .map((cell, at) => cell.padEnd(widths[at]!))
      .join('  ')
      .trimEnd()
  )
  return [printed[0], '-'.repeat(widths.reduce((sum, width) => sum + width + 2, -2)), ...printed.slice(1)].join('\n')
}

/** @returns a figure with a comma at the thousands. */
export const whole = (value: number): string => Math.round(value).toLocaleString('en')

/** @returns a rate as text. */
export const perSecond = (value: number): string => `${whole(value)}/s`

/** @returns milliseconds as text. */
export const milliseconds = (value: number): string => `${value < 10 ? value.toFixed(2) : whole(value)} ms`
