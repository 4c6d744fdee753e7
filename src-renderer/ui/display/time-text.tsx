import Box from '@mui/material/Box'
import Tooltip from '@mui/material/Tooltip'
import type { ReactElement } from 'react'
import { absoluteTime, relativeTime, utcTime } from './time-words.ts'
import { useLocale } from './use-locale.ts'

/** A moment: absolute in the operator's zone, the relative time beside it, UTC on hover. */
export function TimeText(props: {
  readonly at: number | null
  readonly precision?: 'day' | 'minute'
  /** Leaves the relative part out, for narrow columns. */
  readonly short?: boolean
}): ReactElement {
  const locale = useLocale()
  if (props.at === null) return <span>–</span>
  return (
    <Tooltip title={utcTime(props.at)}>
      <Box component="time" dateTime={new Date(props.at).toISOString()} sx={{ whiteSpace: 'nowrap' }}>
        {props.short === true ? (
          absoluteTime(props.at, locale, props.precision)
        ) : (
          // Two blocks, so that lists of terms may put one below the other where both have no room in one line.
          <>
            <Box component="span" sx={{ display: 'inline-block', mr: 1.5 }}>
              {absoluteTime(props.at, locale, props.precision)}
            </Box>
            <Box component="span" sx={{ display: 'inline-block', color: 'text.secondary' }}>
              {relativeTime(props.at, Date.now(), locale)}
            </Box>
          </>
        )}
      </Box>
    </Tooltip>
  )
}
