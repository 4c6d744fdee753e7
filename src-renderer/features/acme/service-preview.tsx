import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { useFormContext, useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { DefinitionList } from '../../ui/display/definition-list.tsx'
import { Mono } from '../../ui/display/mono.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { EnteredWarnings } from './service-warnings.tsx'
import type { serviceSchema } from './service-schema.ts'

/** The service that would be made. */
export function ServicePreview(): ReactElement {
  const { t } = useTranslation('acme')
  const { control } = useFormContext<z.input<typeof serviceSchema>>()
  const values = useWatch({ control })
  const profiles = useRead('profile.list', {}, { enabled: useMay('profile.read') })
  const profile = profiles.data?.profiles.find(({ id }) => String(id) === values.profile)
  const name = values.name === '' || values.name === undefined ? '…' : values.name
  return (
    <Box sx={{ display: 'grid', gap: 4 }}>
      <Section title={t('new.preview')}>
        <DefinitionList
          termWidth={120}
          items={[
            {
              term: t('overview.address'),
              value: <Mono value={`/acme/${name}/directory`} grouped={false} copy={false} />
            },
            { term: t('field.profile'), value: profile?.name },
            { term: t('preview.authority'), value: profile?.authorityName },
            { term: t('field.eab'), value: values.eab === undefined ? null : t(`eab.${values.eab}`) },
            {
              term: t('field.preapproved'),
              value: (values.preapproved ?? []).length === 0 ? t('noneApproved') : values.preapproved?.join(', ')
            },
            { term: t('field.challenges'), value: values.challenges?.join(', ') }
          ]}
        />
      </Section>
      <EnteredWarnings />
    </Box>
  )
}
