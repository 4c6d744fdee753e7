import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import Typography from '@mui/material/Typography'
import { useEffect, useRef, useState, type ReactElement, type RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import type { Reason } from '../../../src-shared/errors.ts'
import type { MergeRow } from '../../../src-shared/model/request.ts'
import { visuallyHidden } from '../../ui/display/visually-hidden.ts'
import { askedWords, engineWords } from './engine-words.ts'
import { MergeResult } from './merge-result.tsx'

interface MergeTableProps {
  readonly rows: readonly MergeRow[]
  readonly reasons: readonly Reason[]
  /** Two columns, for the sheet, and wherever four would not fit: the profile's rule stands under the result. */
  readonly narrow?: boolean
}

/**
 * Per field and extension: what was asked, what the profile says, what will be in the certificate, and why (N-21).
 * Fields that nobody asked for and that will not be there are folded away.
 */
export function MergeTable(props: MergeTableProps): ReactElement {
  const { t, i18n } = useTranslation('requests')
  const [all, setAll] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const squeezed = useNarrow(box)
  const narrow = props.narrow === true || squeezed
  const absent = props.rows.filter(({ outcome }) => outcome === 'absent')
  const rows = all ? props.rows : props.rows.filter(({ outcome }) => outcome !== 'absent')
  const wrap = { overflowWrap: 'break-word', wordBreak: 'break-word' } as const
  return (
    <Box ref={box} sx={{ overflowX: 'auto' }}>
      <Table size="small" sx={{ tableLayout: 'fixed' }}>
        <caption style={visuallyHidden}>{t('section.merge')}</caption>
        <TableHead>
          <TableRow>
            <TableCell sx={{ width: narrow ? '30%' : 124 }}>{t('merge.field')}</TableCell>
            {!narrow && <TableCell>{t('merge.asked')}</TableCell>}
            {!narrow && <TableCell sx={{ width: '18%' }}>{t('merge.rule')}</TableCell>}
            <TableCell sx={{ width: narrow ? '70%' : '36%' }}>{t('merge.result')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <TableRow key={row.field} sx={row.outcome === 'refused' ? { '& > *': { bgcolor: 'action.hover' } } : {}}>
              <TableCell component="th" scope="row" sx={{ fontWeight: 600, ...wrap }}>
                {engineWords(i18n.language, row.label)}
              </TableCell>
              {!narrow && (
                <TableCell sx={wrap}>
                  {row.override === null ? (
                    (askedWords(i18n.language, row) ?? <Nothing />)
                  ) : (
                    <Changed asked={row.asked} override={row.override} />
                  )}
                </TableCell>
              )}
              {!narrow && (
                <TableCell sx={{ color: 'text.secondary', ...wrap }}>{engineWords(i18n.language, row.rule)}</TableCell>
              )}
              <TableCell sx={wrap}>
                <MergeResult row={row} reasons={props.reasons} narrow={narrow} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <Box sx={{ display: 'grid', gap: 1, px: 3, py: 2, justifyItems: 'start' }}>
        {absent.length > 0 && (
          <Button
            size="small"
            aria-expanded={all}
            onClick={() => {
              setAll(!all)
            }}
          >
            {t(all ? 'merge.fold' : 'merge.unfold', { count: absent.length })}
          </Button>
        )}
        <Typography variant="caption" color="textSecondary">
          {t('merge.hint')}
        </Typography>
      </Box>
    </Box>
  )
}

/** Width in px below which four columns break words. */
const enough = 560

function useNarrow(box: RefObject<HTMLElement | null>): boolean {
  const [narrow, setNarrow] = useState(false)
  useEffect(() => {
    const element = box.current
    if (element === null || typeof ResizeObserver === 'undefined') return undefined
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setNarrow(entry.contentRect.width < enough)
    })
    observer.observe(element)
    return () => {
      observer.disconnect()
    }
  }, [box])
  return narrow
}

function Nothing(): ReactElement {
  const { t } = useTranslation('requests')
  return (
    <Box component="span" sx={{ color: 'text.secondary' }}>
      {t('merge.nothing')}
    </Box>
  )
}

/** What was asked, struck out, and what an approver put in its place. */
function Changed(props: { readonly asked: string | null; readonly override: string }): ReactElement {
  const { t } = useTranslation('requests')
  return (
    <>
      <Box component="del" sx={{ display: 'block', color: 'text.secondary' }}>
        {props.asked ?? t('merge.nothing')}
      </Box>
      <Typography variant="caption" color="textSecondary" component="p">
        {t('merge.override')}
      </Typography>
      <Box component="ins" sx={{ display: 'block', textDecoration: 'none' }}>
        {props.override}
      </Box>
    </>
  )
}
