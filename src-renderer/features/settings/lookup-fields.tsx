import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { ChipsInput } from '../../ui/form/chips-input.tsx'
import { SelectInput } from '../../ui/form/select-input.tsx'
import { AnchorList } from './anchor-list.tsx'

/** Whom names are asked of, and what DNSSEC is held to. */
export function LookupFields({ disabled }: { readonly disabled: boolean }): ReactElement {
  const { t } = useTranslation('settings')
  const source: unknown = useWatch({ name: 'dnsSource' })
  const dnssec: unknown = useWatch({ name: 'dnssec' })
  return (
    <Box sx={{ display: 'grid', gap: 4 }}>
      <SelectInput
        name="dnsSource"
        label={t('names.dnsSource')}
        disabled={disabled}
        choices={(['system', 'given', 'roots'] as const).map((value) => ({
          value,
          label: t(`names.source.${value}`),
          hint: t(`names.sourceHint.${value}`)
        }))}
      />
      {source === 'given' && (
        <ChipsInput
          name="dnsServers"
          label={t('names.dnsServers')}
          help={t('names.dnsServersHelp')}
          disabled={disabled}
        />
      )}
      <SelectInput
        name="dnssec"
        label={t('names.dnssec')}
        disabled={disabled}
        choices={(['validate', 'off'] as const).map((value) => ({
          value,
          label: t(`names.dnssecChoice.${value}`),
          hint: t(`names.dnssecHint.${value}`)
        }))}
      />
      {dnssec === 'off' ? (
        <Alert severity="warning" variant="outlined">
          {t('names.dnssecOff')}
        </Alert>
      ) : (
        <>
          <ChipsInput
            name="dnsUnsignedZones"
            label={t('names.unsigned')}
            help={t('names.unsignedHelp')}
            disabled={disabled}
          />
          <Box sx={{ display: 'grid', gap: 2 }}>
            <Typography variant="body2" sx={{ fontWeight: 600 }}>
              {t('names.anchors')}
            </Typography>
            <Typography variant="caption" color="textSecondary">
              {t('names.anchorsLead')}
            </Typography>
            <AnchorList disabled={disabled} />
          </Box>
        </>
      )}
    </Box>
  )
}
