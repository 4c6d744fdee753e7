import TextField from '@mui/material/TextField'
import { useEffect, type ReactElement } from 'react'
import { useFormContext } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { durationText } from '../../../src-shared/model/duration.ts'
import { useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { durationIn } from '../display/duration-words.ts'
import { absoluteTime } from '../display/time-words.ts'
import { useLocale } from '../display/use-locale.ts'
import { DurationInput } from '../form/duration-input.tsx'

/** The field of a form: a span such as `90d`; empty takes what the profile says. */
export const validityField = durationText.or(z.literal(''))

/** @returns the validity of an operation, left out where the field is empty */
export function chosenValidity(validity: string): { readonly validity?: string } {
  return validity === '' ? {} : { validity }
}

/** How long a certificate will hold: in the field `validity` where its profile lets that be chosen, else as the profile says. */
export function ValidityInput(props: { readonly profileId: number }): ReactElement {
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
  const { setValue } = useFormContext()
  const fixed = content?.maximumValidity === null
  // What was typed for another profile is not sent along unseen.
  useEffect(() => {
    if (fixed) setValue('validity', '')
  }, [fixed, setValue])
  if (most !== null)
    return (
      <DurationInput
        name="validity"
        label={t('validity.label')}
        help={t('validity.choose', { usual, most: durationIn(most, locale) })}
      />
    )
  return <TextField label={t('validity.label')} helperText={t('validity.fixed')} value={usual} disabled fullWidth />
}
