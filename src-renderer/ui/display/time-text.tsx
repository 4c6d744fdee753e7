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
        {absoluteTime(props.at, locale, props.precision)}
        {props.short !== true && (
          <Box component="span" sx={{ color: 'text.secondary', pl: 1.5 }}>
            {relativeTime(props.at, Date.now(), locale)}
          </Box>
        )}
      </Box>
    </Tooltip>
  )
}
