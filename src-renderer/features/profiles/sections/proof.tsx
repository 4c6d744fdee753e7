import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { caaChoice, domainMethods, type DomainMethod } from '../../../../src-shared/model/validation.ts'
import { CheckGroup } from '../../../ui/form/check-group.tsx'
import { NumberInput } from '../../../ui/form/number-input.tsx'
import { SelectInput, type Choice } from '../../../ui/form/select-input.tsx'

const row = { display: 'grid', gap: 4, gridTemplateColumns: { xs: '1fr', md: '1fr 1fr' }, alignItems: 'start' }

/** What is asked of the control of the names before they are certified. */
export function ProofSection(): ReactElement {
  const { t } = useTranslation('profiles')
  const isPublic = useWatch({ name: 'publicTrust' }) !== 'none'
  const needed = (field: 'domains' | 'mailboxes' | 'mpic'): readonly Choice[] =>
    (['none', 'required'] as const).map((value) => ({
      value,
      label: t(`proof.${value}`),
      hint: t(`proof.hint.${field}.${value}`)
    }))
  return (
    <>
      <Box sx={row}>
        <SelectInput name="proof.domains" label={t('proof.domains')} choices={needed('domains')} />
        <SelectInput name="proof.mailboxes" label={t('proof.mailboxes')} choices={needed('mailboxes')} />
        <SelectInput
          name="proof.caa"
          label={t('proof.caa')}
          help={t('proof.caaHelp')}
          choices={caaChoice.options.map((value) => ({ value, label: t(`proof.caaChoice.${value}`) }))}
        />
        <SelectInput name="proof.mpic" label={t('proof.mpic')} help={t('proof.mpicHelp')} choices={needed('mpic')} />
      </Box>
      <CheckGroup
        name="proof.methods"
        label={t('proof.methods')}
        help={t(isPublic ? 'proof.methodsPublic' : 'proof.methodsHelp')}
        options={domainMethods.map((value: DomainMethod) => ({ value, label: t(`ui:evidence.method.${value}`) }))}
      />
      <Box sx={row}>
        <NumberInput
          name="proof.mailboxDays"
          label={t('proof.mailboxDays')}
          help={t('proof.mailboxDaysHelp')}
          unit={t('proof.days')}
        />
        <SelectInput
          name="proof.mailDomain"
          label={t('proof.mailDomain')}
          choices={(['any', 'same', 'same-or-below'] as const).map((value) => ({
            value,
            label: t(`proof.mailDomainChoice.${value}`)
          }))}
        />
      </Box>
    </>
  )
}
