import { ChanceryError } from '../../src-shared/errors.ts'

/** Place after which the next page begins: the sort value of the last row, and its id to break ties. */
export interface Place {
  readonly value: string | number
  readonly id: number
}

/** One page; `next` continues behind its last row and is null on the last page. */
export interface Page<Row> {
  readonly rows: readonly Row[]
  readonly next: string | null
}

/** Longest text that is read; subjects are bounded well below. */
const longest = 8192

/** @param order name of the sort, so that a cursor of another order is refused */
export function encodeCursor(order: string, place: Place): string {
  return Buffer.from(JSON.stringify([order, place.value, place.id]), 'utf8').toString('base64url')
}

/** @throws `malformed` for text that did not come from `encodeCursor` with this order */
export function decodeCursor(order: string, cursor: string): Place {
  if (cursor.length <= longest) {
    const parts = parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (Array.isArray(parts) && parts.length === 3 && parts[0] === order) {
      const value: unknown = parts[1]
      const id: unknown = parts[2]
      if (
        (typeof value === 'string' || typeof value === 'number') &&
        typeof id === 'number' &&
        Number.isSafeInteger(id)
      )
        return { value, id }
    }
  }
  throw new ChanceryError('malformed', 'This page no longer exists. Begin again with the first page.')
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
