import { useEffect, useState, type RefObject } from 'react'

/** Where a box lies in the window, in CSS pixels from its upper left corner. */
export type Place = Pick<DOMRect, 'left' | 'right' | 'top' | 'bottom'>

/** Rows of buttons that end a form, a sheet, a list or a dialog. */
const rows = '[data-sticky], [data-buttons], .MuiDialogActions-root'
const edge = 24
const gap = 8
/** A notice often comes just before another page does, with a row of its own; milliseconds. */
const lookAgain = 200

/** @returns how far above the lower edge of the window a box stands so that it covers none of the rows, in CSS pixels */
export function clearOf(box: Place, rowsOfButtons: readonly Place[], windowHeight: number): number {
  const height = box.bottom - box.top
  let bottom = edge
  // From below upwards: each row that the box would cover lifts it over that row.
  for (const row of rowsOfButtons.toSorted((first, second) => second.bottom - first.bottom)) {
    const [upper, lower] = [windowHeight - bottom - height, windowHeight - bottom]
    if (row.right > box.left && row.left < box.right && row.top < lower && row.bottom > upper)
      bottom = windowHeight - row.top + gap
  }
  // Where nothing is free it stands at the edge: it goes by itself.
  return bottom + height > windowHeight ? edge : bottom
}

/** @returns where the lower edge of the notices lies, so that nobody has to wait for one to go before he can save */
export function useClearOfButtons(box: RefObject<HTMLElement | null>, shown: boolean): number {
  const [bottom, setBottom] = useState(edge)
  useEffect(() => {
    if (!shown) return
    const look = (): void => {
      const place = box.current?.getBoundingClientRect()
      if (place === undefined) return
      const found = [...document.querySelectorAll(rows)].map((row) => row.getBoundingClientRect())
      setBottom(clearOf(place, found, window.innerHeight))
    }
    look()
    const timer = setInterval(look, lookAgain)
    return () => {
      clearInterval(timer)
    }
  }, [box, shown])
  return bottom
}
