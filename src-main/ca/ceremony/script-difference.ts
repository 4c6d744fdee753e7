/** A line of a script that is not as it was. */
export interface DifferingLine {
  /** In the new script. */
  readonly line: number
  readonly before: string
  readonly after: string
}

/** Lines that are shown; whoever changed more has another script in hand. */
const most = 20

/** @returns where two scripts differ: what lies between their common beginning and their common end, line by line */
export function differingLines(before: string, after: string): DifferingLine[] {
  const [old, now] = [before.split(/\r?\n/), after.split(/\r?\n/)]
  let start = 0
  while (start < Math.min(old.length, now.length) && old[start] === now[start]) start++
  let end = 0
  while (end < Math.min(old.length, now.length) - start && old.at(-1 - end) === now.at(-1 - end)) end++
  const [was, is] = [old.slice(start, old.length - end), now.slice(start, now.length - end)]
  const lines: DifferingLine[] = []
  for (let at = 0; at < Math.max(was.length, is.length) && lines.length < most; at++)
    if (was[at] !== is[at]) lines.push({ line: start + at + 1, before: was[at] ?? '', after: is[at] ?? '' })
  // The same lines with other ends.
  if (lines.length === 0 && before !== after)
    lines.push({ line: 1, before: 'other line ends', after: 'these line ends' })
  return lines
}
