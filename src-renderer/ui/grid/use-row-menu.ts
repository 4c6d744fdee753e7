import { useCallback, useEffect, useRef, useState, type MouseEvent as ReactMouseEvent, type RefObject } from 'react'
import type { MenuPlace } from '../action/row-menu.tsx'

/** The menu that is open for a row. */
export interface OpenRowMenu<R> {
  /** Another one for each opening. */
  readonly key: number
  readonly row: R
  readonly place: MenuPlace
}

/**
 * Opens the menu of a row: by the right mouse button, and by the menu key or Shift+F10 for the row that has the focus, else
 * for the open row.
 */
export function useRowMenu<R extends { readonly id: number }>(options: {
  readonly enabled: boolean
  readonly rows: readonly R[]
  readonly openId: number | null
  readonly box: RefObject<HTMLElement | null>
}): {
  readonly menu: OpenRowMenu<R> | null
  readonly onContextMenu: (event: ReactMouseEvent) => void
  readonly close: () => void
} {
  const { enabled, rows, openId, box } = options
  const [menu, setMenu] = useState<OpenRowMenu<R> | null>(null)
  const opened = useRef(0)
  const open = useCallback(
    (event: MouseEvent, id: number) => {
      const row = rows.find((one) => one.id === id)
      if (row === undefined) return
      event.preventDefault()
      opened.current += 1
      const element = box.current?.querySelector(`[role="row"][data-id="${id}"]`)
      // The keys bring the same event as the mouse, with another button.
      const byMouse = event.button === 2
      const under = byMouse || !element ? undefined : element.getBoundingClientRect()
      const place =
        under === undefined
          ? { left: event.clientX, top: event.clientY }
          : { left: Math.max(0, under.left) + 48, top: under.bottom }
      const next = { key: opened.current, row, place }
      // Where the button is still down, the grid gives its cell the focus when it comes up, and would take it from the menu.
      if (byMouse && event.buttons !== 0)
        window.addEventListener('mouseup', () => setTimeout(setMenu, 0, next), { once: true })
      else setMenu(next)
    },
    [rows, box]
  )
  const onContextMenu = (event: ReactMouseEvent): void => {
    const row = event.target instanceof Element ? event.target.closest('[role="row"][data-id]') : null
    if (enabled && row !== null) open(event.nativeEvent, Number(row.getAttribute('data-id')))
  }
  useEffect(() => {
    if (!enabled || openId === null) return undefined
    const onKey = (event: MouseEvent): void => {
      // J and K leave the focus where it was: mostly at nothing.
      if (event.defaultPrevented || event.button === 2 || document.activeElement !== document.body) return
      open(event, openId)
    }
    window.addEventListener('contextmenu', onKey)
    return () => {
      window.removeEventListener('contextmenu', onKey)
    }
  }, [enabled, openId, open])
  const close = useCallback(() => {
    setMenu(null)
  }, [])
  return { menu, onContextMenu, close }
}
