import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Input, OperationName, Output } from '../../../src-shared/api/index.ts'
import { call, type CallError } from '../../client.ts'
import { useRead } from '../../live.ts'

export interface PageOf<R> {
  readonly rows: readonly R[]
  readonly next: string | null
  readonly total: number | null
}

/** Operations that answer page by page. */
export type PagedName = {
  [N in OperationName]: Output<N> extends PageOf<unknown> ? ('cursor' extends keyof Input<N> ? N : never) : never
}[OperationName]
export type RowOf<N extends PagedName> = Output<N>['rows'][number]

export interface Pages<R> {
  readonly page: PageOf<R> | undefined
  readonly loading: boolean
  readonly error: CallError | null
  readonly number: number
  readonly goNext: (() => void) | undefined
  readonly goBack: (() => void) | undefined
  readonly retry: () => void
  /** Reads every page, at most `limit` rows. */
  readonly readAll: (limit: number) => Promise<readonly R[]>
}

/** Walks a list by keyset cursors: the engine never counts or skips rows to find a page. */
export function usePages<N extends PagedName>(name: N, input: Omit<Input<N>, 'cursor'>): Pages<RowOf<N>> {
  const key = JSON.stringify(input)
  const [walk, setWalk] = useState<{ key: string; cursors: readonly string[] }>({ key, cursors: [] })
  // Another filter starts at the first page again.
  const cursors = walk.key === key ? walk.cursors : []
  const cursor = cursors.at(-1)
  const client = useQueryClient()
  const pageInput = (at: string | undefined): Input<N> =>
    ({ ...input, ...(at === undefined ? {} : { cursor: at }) }) as Input<N>
  const read = useRead(name, pageInput(cursor), { keepPrevious: true })
  const page: PageOf<RowOf<N>> | undefined = read.data
  const next = page?.next ?? null

  return {
    page,
    loading: read.isPending,
    error: read.error,
    number: cursors.length + 1,
    goNext:
      next === null || read.isPlaceholderData
        ? undefined
        : () => {
            setWalk({ key, cursors: [...cursors, next] })
          },
    goBack:
      cursors.length === 0
        ? undefined
        : () => {
            setWalk({ key, cursors: cursors.slice(0, -1) })
          },
    retry: () => void client.invalidateQueries({ queryKey: [name] }),
    readAll: async (limit) => {
      const rows: RowOf<N>[] = []
      for (let at: string | undefined; rows.length < limit;) {
        const answer: PageOf<RowOf<N>> = await call(name, pageInput(at))
        rows.push(...answer.rows)
        if (answer.next === null) break
        at = answer.next
      }
      return rows.slice(0, limit)
    }
  }
}
