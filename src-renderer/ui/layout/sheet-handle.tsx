import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useView } from '../../state/view-state.tsx'

/** Least width of a sheet, in px. */
export const narrowestSheet = 360
const widest = 960

/** @returns the width within its limits, in px */
export function sheetWidthWithin(width: number): number {
  return Math.round(Math.min(widest, Math.max(narrowestSheet, width)))
}

/** The edge that resizes the sheet, by pointer and by arrow keys. */
export function SheetHandle(): ReactElement {
  const { t } = useTranslation('ui')
  const width = useView((view) => view.sheetWidth)
  const set = useView((view) => view.set)
  return (
    <Box
      role="separator"
      aria-orientation="vertical"
      aria-label={t('sheet.resize')}
      aria-valuenow={width}
      aria-valuemin={narrowestSheet}
      aria-valuemax={widest}
      tabIndex={0}
      onKeyDown={(event) => {
        if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
        event.preventDefault()
        set({ sheetWidth: sheetWidthWithin(width + (event.key === 'ArrowLeft' ? 24 : -24)) })
      }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) {
          set({ sheetWidth: sheetWidthWithin(window.innerWidth - event.clientX) })
        }
      }}
      sx={{
        position: 'absolute',
        insetBlock: 0,
        left: -4,
        width: 8,
        cursor: 'col-resize',
        zIndex: 1,
        touchAction: 'none'
      }}
    />
  )
}
