import ChevronLeft from '@mui/icons-material/ChevronLeft'
import ChevronRight from '@mui/icons-material/ChevronRight'
import IconButton from '@mui/material/IconButton'
import Typography from '@mui/material/Typography'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'

interface Cursors {
  /** Of the page that is shown; undefined for the first. */
  readonly cursor: string | undefined
  readonly number: number
  readonly goTo: (next: string) => void
  readonly goBack: () => void
}

/** The cursors of the pages that were walked. @param key another one begins at the first page again */
export function useCursors(key: string): Cursors {
  const [walk, setWalk] = useState<{ readonly key: string; readonly cursors: readonly string[] }>({ key, cursors: [] })
  const cursors = walk.key === key ? walk.cursors : []
  return {
    cursor: cursors.at(-1),
    number: cursors.length + 1,
    goTo: (next) => {
      setWalk({ key, cursors: [...cursors, next] })
    },
    goBack: () => {
      setWalk({ key, cursors: cursors.slice(0, -1) })
    }
  }
}

/** Back and forth between pages; nothing where there is only one. */
export function PageSteps(props: {
  readonly cursors: Cursors
  readonly next: string | null
  readonly waiting: boolean
}): ReactElement | null {
  const { t } = useTranslation('ui')
  const { cursors, next, waiting } = props
  if (next === null && cursors.number === 1) return null
  return (
    <>
      <IconButton
        size="small"
        aria-label={t('grid.previousPage')}
        disabled={cursors.number === 1}
        onClick={cursors.goBack}
      >
        <ChevronLeft fontSize="small" />
      </IconButton>
      <Typography variant="body2">{t('grid.page', { number: cursors.number })}</Typography>
      <IconButton
        size="small"
        aria-label={t('grid.nextPage')}
        disabled={next === null || waiting}
        onClick={() => {
          if (next !== null) cursors.goTo(next)
        }}
      >
        <ChevronRight fontSize="small" />
      </IconButton>
    </>
  )
}
