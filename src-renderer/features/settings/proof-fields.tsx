import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { caaMode } from '../../../src-shared/model/validation.ts'
import { NumberInput } from '../../ui/form/number-input.tsx'
import { SelectInput } from '../../ui/form/select-input.tsx'

/** CAA for all authorities, and what a proof is worth. */
export function ProofFields({ disabled }: { readonly disabled: boolean }): ReactElement {
  const { t } = useTranslation('settings')
  return (
    <Box sx={{ display: 'grid', gap: 4 }}>
      <SelectInput
        name="caaMode"
        label={t('names.caaMode')}
        disabled={disabled}
        choices={caaMode.options.map((value) => ({ value, label: t(`names.caa.${value}`) }))}
      />
      <SelectInput
        name="caaFailedLookup"
        label={t('names.failedLookup')}
        disabled={disabled}
        choices={(['deny', 'baseline'] as const).map((value) => ({ value, label: t(`names.failed.${value}`) }))}
      />
      <SelectInput
        name="proofAddresses"
        label={t('names.addresses')}
        disabled={disabled}
        choices={(['public', 'private', 'any'] as const).map((value) => ({
          value,
          label: t(`names.address.${value}`)
        }))}
      />
      <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 4 }}>
        <NumberInput
          name="proofReuseDays"
          label={t('names.reuse')}
          help={t('names.reuseHelp')}
          unit={t('names.days')}
          disabled={disabled}
        />
        <NumberInput
          name="proofNoticeDays"
          label={t('names.notice')}
          help={t('names.noticeHelp')}
          unit={t('names.days')}
          disabled={disabled}
        />
      </Box>
    </Box>
  )
}
