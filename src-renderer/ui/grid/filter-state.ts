import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'react-router'

export type FilterValues = Readonly<Record<string, readonly string[]>>

/** Filters live in the address, so that Back works, links carry them and a saved view is a query. */
export function useFilters(keys: readonly string[]): {
  readonly values: FilterValues
  readonly set: (key: string, values: readonly string[]) => void
  readonly clear: () => void
} {
  const [params, setParams] = useSearchParams()
  const values = useMemo(() => {
    const found: Record<string, readonly string[]> = {}
    for (const key of keys) {
      const list = params.getAll(key).filter((value) => value !== '')
      if (list.length > 0) found[key] = list
    }
    return found
  }, [params, keys])
  const set = useCallback(
    (key: string, list: readonly string[]) => {
      setParams(
        (before) => {
          const after = new URLSearchParams(before)
          after.delete(key)
          for (const value of list) if (value !== '') after.append(key, value)
          return after
        },
        { replace: true }
      )
    },
    [setParams]
  )
  const clear = useCallback(() => {
    setParams(
      (before) => {
        const after = new URLSearchParams(before)
        for (const key of keys) after.delete(key)
        return after
      },
      { replace: true }
    )
  }, [setParams, keys])
  return { values, set, clear }
}

/** The row whose sheet is open, as `open=<id>` in the address. */
export function useOpenRow(): readonly [number | null, (id: number | null) => void] {
  const [params, setParams] = useSearchParams()
  const text = params.get('open')
  const open = useCallback(
    (id: number | null) => {
      setParams((before) => {
        const after = new URLSearchParams(before)
        if (id === null) after.delete('open')
        else after.set('open', String(id))
        return after
      })
    },
    [setParams]
  )
  const id = text === null || !/^\d{1,15}$/.test(text) ? null : Number(text)
  return [id, open]
}
