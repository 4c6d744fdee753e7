import type { Action } from '../action/action.ts'

interface RowKeyOptions<R> {
  readonly rows: readonly R[]
  readonly openId: number | null
  readonly words: { readonly next: string; readonly previous: string; readonly open: string; readonly choose: string }
  readonly onPeek: (row: R) => void
  readonly onOpen: (row: R) => void
  readonly onToggle?: (row: R) => void
}

/** The keys of a list: J and K move the open row, Enter opens its page, Space chooses it. */
export function rowKeys<R extends { readonly id: number }>(options: RowKeyOptions<R>): readonly Action[] {
  const { rows, openId, words, onPeek, onOpen, onToggle } = options
  const at = rows.findIndex(({ id }) => id === openId)
  const step = (by: 1 | -1) => (): void => {
    const row = rows[Math.min(rows.length - 1, Math.max(0, at + by))]
    if (row !== undefined) onPeek(row)
  }
  const withOpen = (act: (row: R) => void) => (): void => {
    const row = rows[at]
    if (row !== undefined) act(row)
  }
  return [
    { id: 'list.next', label: words.next, shortcut: 'j', hidden: true, run: step(1) },
    { id: 'list.previous', label: words.previous, shortcut: 'k', hidden: true, run: step(-1) },
    ...(at < 0
      ? []
      : [{ id: 'list.open', label: words.open, shortcut: 'Enter', hidden: true as const, run: withOpen(onOpen) }]),
    ...(onToggle === undefined || at < 0
      ? []
      : [{ id: 'list.choose', label: words.choose, shortcut: ' ', hidden: true as const, run: withOpen(onToggle) }])
  ]
}
