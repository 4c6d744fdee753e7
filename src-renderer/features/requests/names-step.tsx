import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Reason } from '../../../src-shared/errors.ts'
import type { ProfileContent } from '../../../src-shared/model/profile.ts'
import type { CsrSummary } from '../../../src-shared/model/request.ts'
import { ReasonList } from '../../ui/display/reason-list.tsx'
import { DurationInput } from '../../ui/form/duration-input.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { NamesFields } from './names-fields.tsx'

/** Names, validity and a note; what the profile fixes is shown and cannot be typed. */
export function NamesStep(props: {
  readonly profile: ProfileContent | undefined
  /** Where a CSR is given, its names are the start of the first change. */
  readonly csr: CsrSummary | null
  readonly reasons: readonly Reason[]
}): ReactElement {
  const { t } = useTranslation('requests')
  const { profile } = props
  const fixed = profile?.subject.attributes.filter(({ source }) => source === 'fixed') ?? []
  const validity = profile === undefined ? '' : profile.validity.kind === 'duration' ? profile.validity.duration : ''
  return (
    <Box sx={{ display: 'grid', gap: 5 }}>
      {fixed.map(({ type, value }) => (
        <Typography key={type} variant="body2" color="textSecondary">
          {type}: {t('new.names.fixed', { value: value ?? '' })}
        </Typography>
      ))}
      <NamesFields reasons={props.reasons} csr={props.csr} />
      {profile?.maximumValidity != null && (
        <DurationInput
          name="validity"
          label={t('new.names.validity')}
          help={t('new.names.validityHelp', { validity })}
        />
      )}
      <TextInput name="contact" label={t('new.names.contact')} help={t('new.names.contactHelp')} />
      <TextInput name="note" label={t('new.names.note')} lines={2} />
      {props.reasons.length > 0 && (
        <Section title={t('new.review.reasons', { count: props.reasons.length })}>
          <ReasonList reasons={props.reasons} />
        </Section>
      )}
    </Box>
  )
}
