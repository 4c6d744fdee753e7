import TextField from '@mui/material/TextField'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { durationIn } from '../display/duration-words.ts'
import { absoluteTime } from '../display/time-words.ts'
import { useLocale } from '../display/use-locale.ts'
import { DurationInput } from '../form/duration-input.tsx'

/**
 * How long a certificate will hold: in the field `validity` where its profile lets that be chosen and what is made here
 * can say it, else as the profile says.
 */
export function ValidityInput(props: {
  readonly profileId: number
  /** Whether what is made here carries a validity. */
  readonly choosable: boolean
}): ReactElement {
  const { t } = useTranslation('device-services')
  const locale = useLocale()
  const may = useMay('profile.read')
  const read = useRead('profile.show', { profile: props.profileId }, { enabled: may && props.profileId > 0 })
  const content = read.data?.profile.content
  const usual =
    content === undefined
      ? ''
      : content.validity.kind === 'duration'
        ? durationIn(content.validity.duration, locale)
        : t('validity.until', { when: absoluteTime(content.validity.notAfter, locale, 'day') })
  const most = content?.maximumValidity ?? null
  if (props.choosable && most !== null)
    return (
      <DurationInput
        name="validity"
        label={t('validity.label')}
        help={t('validity.choose', { usual, most: durationIn(most, locale) })}
      />
    )
  return (
    <TextField
      label={t('validity.label')}
      helperText={t(most === null ? 'validity.fixed' : 'validity.asked')}
      value={usual}
      disabled
      fullWidth
    />
  )
}
