import Alert from '@mui/material/Alert'
import type { ReactElement } from 'react'
import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { AuthorityRow } from '../../../../src-shared/api/authorities.ts'
import { addDuration, parseDuration } from '../../../../src-shared/model/duration.ts'
import { absoluteTime } from '../../../ui/display/time-words.ts'
import { DurationInput } from '../../../ui/form/duration-input.tsx'
import { NumberInput } from '../../../ui/form/number-input.tsx'
import type { CreateValues } from './create-values.ts'

/** How long, and how many authorities may stand below. */
export function ValidityStep(props: { readonly issuer: AuthorityRow | undefined }): ReactElement {
  const { t, i18n } = useTranslation('authorities')
  const [kind, validity] = useWatch<CreateValues, ['kind', 'validity']>({ name: ['kind', 'validity'] })
  const span = parseDuration(validity)
  const end = props.issuer?.notAfter ?? null
  const tooLong = kind === 'under' && span !== undefined && end !== null && addDuration(Date.now(), span) > end
  return (
    <>
      {kind === 'csr' ? (
        <Alert severity="info" variant="outlined">
          {t('create.validityOutside')}
        </Alert>
      ) : (
        <DurationInput name="validity" label={t('field.validity')} help={t('create.validityHelp')} required />
      )}
      {tooLong && (
        <Alert severity="warning" variant="outlined">
          {t('create.longerThanIssuer', {
            name: props.issuer?.name,
            date: absoluteTime(end, i18n.language, 'day')
          })}
        </Alert>
      )}
      <NumberInput name="pathLength" label={t('fact.pathLength')} help={t('create.pathLengthHelp')} />
    </>
  )
}
