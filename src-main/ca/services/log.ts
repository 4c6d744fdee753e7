import type { ServiceLogLine } from '../../../src-shared/api/services.ts'
import { decodeCursor, encodeCursor } from '../../store/cursor.ts'
import { listServiceLog } from '../../store/service-log.ts'
import { reader } from '../../store/store.ts'
import type { CaContext } from '../context.ts'

/** @returns a page of what services refused and why. @throws ChanceryError `malformed` (cursor) */
export function listServiceLines(
  ca: CaContext,
  input: {
    readonly service?: string | undefined
    readonly level?: ServiceLogLine['level'] | undefined
    readonly text?: string | undefined
    readonly cursor?: string | undefined
    readonly limit: number
  }
): { rows: ServiceLogLine[]; next: string | null; total: null } {
  const before = input.cursor === undefined ? null : decodeCursor('service-log', input.cursor).id
  const { service, level, text } = input
  const filter = {
    ...(service === undefined ? {} : { service }),
    ...(level === undefined ? {} : { level }),
    ...(text === undefined ? {} : { text })
  }
  const found = listServiceLog(reader(ca.store), filter, before, input.limit + 1)
  const rows = found.slice(0, input.limit)
  const last = rows.at(-1)
  const more = found.length > rows.length && last !== undefined
  return { rows, next: more ? encodeCursor('service-log', { value: last.id, id: last.id }) : null, total: null }
}
