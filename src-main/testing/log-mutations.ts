import { createHash } from 'node:crypto'

/** An exported audit log that was altered, and where a check has to say so. */
export interface MutatedLog {
  readonly what: string
  readonly text: string
  readonly code: string
  /** Row that is named. */
  readonly entry: number
}

type Line = Record<string, unknown> & { seq: number; at: number; hash: string; prevHash: string; stored: Stored }
interface Stored {
  operatorId: number | null
  objectKind: string
  objectId: string
  detail: string
}

const lineOf = (line: Line): string => JSON.stringify(line)
const parsed = (text: string): Line => JSON.parse(text) as Line

/** The rule of docs/audit.md, written here for itself. */
function hashOf(line: Line): string {
  const { operatorId, objectKind, objectId, detail } = line.stored
  const fields = [
    line.seq,
    line.at,
    line['actor'],
    operatorId,
    line['channel'],
    line['operation'],
    objectKind,
    objectId
  ]
  const hash = createHash('sha256').update('chancery audit row 1\n')
  for (const field of [...fields, line['outcome'], detail, line.prevHash]) {
    const content = Buffer.from(field === null ? '' : `${field as string | number}`)
    const head = Buffer.alloc(5)
    head.writeUInt8(field === null ? 0 : typeof field === 'number' ? 1 : 2)
    head.writeUInt32BE(content.length, 1)
    hash.update(head).update(content)
  }
  return hash.digest('hex')
}

/** What somebody does who can compute: every hash from a row on made anew. */
function relinked(lines: readonly Line[], from: number): Line[] {
  let previous = lines[from - 2]?.hash ?? '0'.repeat(64)
  return lines.map((line, at) => {
    if (at < from - 1) return line
    const next = { ...line, prevHash: previous }
    next.hash = hashOf(next)
    previous = next.hash
    return next
  })
}

/** @param anchored row at which the last anchor stands; the log has at least 8 rows and one behind the anchor */
export function mutatedLogs(good: string, anchored: number): readonly MutatedLog[] {
  const lines = good.trimEnd().split('\n').map(parsed)
  const text = (list: readonly Line[]): string => list.map((line) => `${lineOf(line)}\n`).join('')
  const edited = lines.map((line) => (line.seq === 3 ? { ...line, actor: 'eve' } : line))
  const shown = lines.map((line) => (line.seq === 3 ? { ...line, detail: { nothing: true } } : line))
  const exchanged = [...lines.slice(0, 3), ...lines.slice(4, 5), ...lines.slice(3, 4), ...lines.slice(5)]
  return [
    { what: 'a row edited', text: text(edited), code: 'row-altered', entry: 3 },
    { what: 'only what is shown of a row edited', text: text(shown), code: 'row-altered', entry: 3 },
    { what: 'a row deleted', text: text(lines.filter(({ seq }) => seq !== 4)), code: 'row-missing', entry: 4 },
    { what: 'two rows exchanged', text: text(exchanged), code: 'row-moved', entry: 5 },
    { what: 'a row twice', text: text([...lines.slice(0, 4), ...lines.slice(3)]), code: 'row-twice', entry: 4 },
    { what: 'the beginning cut off', text: text(lines.slice(2)), code: 'row-start', entry: 3 },
    { what: 'the end cut off', text: text(lines.slice(0, anchored - 2)), code: 'log-cut', entry: anchored - 1 },
    { what: 'the last line cut', text: good.slice(0, -9), code: 'line-unfinished', entry: lines.length },
    {
      what: 'a row edited and every hash behind it made anew',
      text: text(relinked(edited, 3)),
      code: 'log-rewritten',
      entry: 1
    },
    {
      what: 'a row deleted, the rest numbered and linked anew',
      text: text(
        relinked(
          lines.filter(({ seq }) => seq !== 4).map((line, at) => ({ ...line, seq: at + 1 })),
          4
        )
      ),
      code: 'log-rewritten',
      entry: 1
    }
  ]
}
