import Schedule from '@mui/icons-material/Schedule'
import Chip from '@mui/material/Chip'
import Tooltip from '@mui/material/Tooltip'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { RequestRow } from '../../../src-shared/model/request.ts'
import { defaultSettings } from '../../../src-shared/model/settings.ts'
import { useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { utcTime } from '../../ui/display/time-words.ts'
import { useLocale } from '../../ui/display/use-locale.ts'
import { ageStep, ageText } from './age.ts'

const ended: ReadonlySet<string> = new Set(['issued', 'declined', 'failed', 'cancelled', 'expired'])
const colours = { fresh: 'default', soon: 'warning', late: 'error' } as const

/** How long a request has waited; what passes the time of the settings is coloured and says so on hover. */
export function AgeMark(props: {
  readonly row: Pick<RequestRow, 'state' | 'createdAt' | 'askedBackAt'>
}): ReactElement {
  const { t } = useTranslation('requests')
  const locale = useLocale()
  const settings = useRead('settings.show', {}, { enabled: useMay('settings.read') })
  const hours = settings.data?.settings.requestTargetHours ?? defaultSettings.requestTargetHours
  if (ended.has(props.row.state)) return <span>–</span>
  const now = Date.now()
  const step = ageStep(props.row, hours, now)
  const text = ageText(props.row.createdAt, now, locale)
  const words = `${utcTime(props.row.createdAt)} · ${t(`age.${step}`, { hours })}`
  if (step === 'fresh')
    return (
      <Tooltip title={words}>
        <span>{text}</span>
      </Tooltip>
    )
  return (
    <Tooltip title={words}>
      <Chip
        size="small"
        variant="outlined"
        icon={<Schedule />}
        color={colours[step]}
        label={text}
        aria-label={`${text}, ${t(`age.${step}`, { hours })}`}
      />
    </Tooltip>
  )
}
