import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { crlHash, crlPartition } from '../../../src-shared/model/authority.ts'
import { CardChoice } from '../../ui/form/card-choice.tsx'
import { DurationInput } from '../../ui/form/duration-input.tsx'
import { NumberInput } from '../../ui/form/number-input.tsx'
import { SelectInput } from '../../ui/form/select-input.tsx'
import { SwitchInput } from '../../ui/form/switch-input.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'
import { Section } from '../../ui/layout/section.tsx'

/** What decides which other fields are shown. */
const watched = z.object({
  scheduled: z.boolean(),
  onRevocation: z.boolean(),
  onRequest: z.boolean(),
  partition: crlPartition
})

/** When CRLs are signed, deltas, parts and content, as fields under `settings.crl`. */
export function PolicyFields({ disabled }: { readonly disabled: boolean }): ReactElement {
  const { t } = useTranslation('publication')
  const crl = watched.safeParse(useWatch({ name: 'settings.crl' })).data
  const two = { display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 4, alignItems: 'start' } as const
  const toggle = (
    name: 'scheduled' | 'onRevocation' | 'onRequest' | 'keepExpired' | 'issuerAddress' | 'issuerNames'
  ): ReactElement => (
    <SwitchInput
      name={`settings.crl.${name}`}
      label={t(`policy.${name}`)}
      help={t(`policy.${name}Help`)}
      disabled={disabled}
    />
  )
  return (
    <>
      <Section title={t('policy.when')} lead={t('policy.whenLead')}>
        <Box sx={{ display: 'grid', gap: 4 }}>
          {toggle('scheduled')}
          <Box sx={two}>
            <DurationInput
              name="settings.crl.life"
              label={t('policy.life')}
              help={t('policy.lifeHelp')}
              disabled={disabled}
            />
            <DurationInput
              name="settings.crl.overlap"
              label={t('policy.overlap')}
              help={t('policy.overlapHelp')}
              fromNow={false}
              disabled={disabled}
            />
          </Box>
          {crl?.scheduled === true && (
            <TextInput
              name="settings.crl.times"
              label={t('policy.times')}
              help={t('policy.timesHelp')}
              placeholder="0 3 * * 1"
              mono
              emptyIsNull
              disabled={disabled}
            />
          )}
          {toggle('onRevocation')}
          {toggle('onRequest')}
          {crl !== undefined && !crl.scheduled && !crl.onRevocation && !crl.onRequest && (
            <Alert severity="warning">{t('policy.manual')}</Alert>
          )}
        </Box>
      </Section>
      <Section title={t('policy.delta')} lead={t('policy.deltaLead')}>
        <DurationInput
          name="settings.crl.deltaLife"
          label={t('policy.deltaLife')}
          help={t('policy.deltaLifeHelp')}
          emptyIsNull
          disabled={disabled}
        />
      </Section>
      <Section title={t('policy.parts')} lead={t('policy.partsLead')}>
        <Box sx={{ display: 'grid', gap: 4 }}>
          <CardChoice
            name="settings.crl.partition"
            label={t('policy.parts')}
            columns={2}
            cards={crlPartition.options.map((value) => ({
              value,
              label: t(`policy.partition.${value}`),
              hint: t(`policy.partitionHint.${value}`)
            }))}
          />
          {crl?.partition === 'shards' && (
            <NumberInput
              name="settings.crl.shards"
              label={t('policy.shards')}
              help={t('policy.shardsHelp')}
              disabled={disabled}
            />
          )}
        </Box>
      </Section>
      <Section title={t('policy.content')}>
        <Box sx={{ display: 'grid', gap: 4 }}>
          {toggle('keepExpired')}
          {toggle('issuerAddress')}
          {toggle('issuerNames')}
          <SelectInput
            name="settings.crl.hash"
            label={t('policy.hash')}
            help={t('policy.hashHelp')}
            emptyIsNull
            disabled={disabled}
            choices={[
              { value: '', label: t('policy.hashUsual') },
              ...crlHash.options.map((value) => ({ value, label: value.replace('sha', 'SHA-') }))
            ]}
          />
        </Box>
      </Section>
    </>
  )
}
