import type { CallError } from '../../client.ts'
import type { Pages } from './use-pages.ts'

/** A short list that comes whole (authorities, profiles, operators), in the form that DataTable takes. */
export function onePage<R>(read: {
  readonly rows: readonly R[] | undefined
  readonly error: CallError | null
  readonly retry: () => void
}): Pages<R> {
  return {
    page: read.rows === undefined ? undefined : { rows: read.rows, next: null, total: read.rows.length },
    loading: read.rows === undefined && read.error === null,
    error: read.error,
    number: 1,
    goNext: undefined,
    goBack: undefined,
    retry: read.retry,
    readAll: () => Promise.resolve(read.rows ?? [])
  }
}
