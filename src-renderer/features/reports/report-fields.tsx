import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { reportFormats, reportShapes, type ReportKind } from '../../../src-shared/model/report.ts'
import { reportWords } from '../../../src-shared/model/report-words.ts'
import { useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { CheckGroup } from '../../ui/form/check-group.tsx'
import { DateTimeInput } from '../../ui/form/date-time-input.tsx'
import { SelectInput } from '../../ui/form/select-input.tsx'
import { useFileLanguage } from './file-language.ts'
import { periods } from './report-values.ts'

const row = {
  display: 'grid',
  gap: 4,
  gridTemplateColumns: 'repeat(auto-fit, minmax(200px, 1fr))',
  alignItems: 'start'
}

/** The parameters that a report has. */
export function ReportFields({ report }: { readonly report: ReportKind }): ReactElement {
  const { t } = useTranslation('reports')
  const words = reportWords(useFileLanguage())
  const shape = reportShapes[report]
  const period: unknown = useWatch({ name: 'period' })
  const authorities = useRead(
    'authority.list',
    {},
    { enabled: useMay('authority.read') && shape.filters.includes('authority') }
  ).data?.authorities
  const profiles = useRead(
    'profile.list',
    { archived: true },
    { enabled: useMay('profile.read') && shape.filters.includes('profile') }
  ).data?.profiles
  const named = (list: readonly { readonly id: number; readonly name: string }[] | undefined) => [
    { value: '', label: t('any') },
    ...(list ?? []).map(({ id, name }) => ({ value: String(id), label: name }))
  ]
  return (
    <Box sx={{ display: 'grid', gap: 4 }}>
      <Box sx={row}>
        <SelectInput
          name="period"
          label={t('period', { about: words.columns[shape.periodOf] })}
          choices={periods.map((value) => ({ value, label: t(`periods.${value}`) }))}
        />
        {shape.filters.includes('authority') && (
          <SelectInput name="authority" emptyIsNull label={t('authority')} choices={named(authorities)} />
        )}
        {shape.filters.includes('profile') && (
          <SelectInput name="profile" emptyIsNull label={t('profile')} choices={named(profiles)} />
        )}
        <SelectInput
          name="format"
          label={t('format')}
          choices={reportFormats.map((value) => ({ value, label: t(`formats.${value}`) }))}
        />
        <SelectInput
          name="language"
          label={t('language')}
          choices={(['en', 'de'] as const).map((value) => ({ value, label: t(`languages.${value}`) }))}
        />
      </Box>
      {period === 'own' && (
        <Box sx={row}>
          <DateTimeInput name="from" label={t('from')} />
          <DateTimeInput name="to" label={t('to')} />
        </Box>
      )}
      {shape.filters.includes('states') && (
        <CheckGroup
          name="states"
          label={t('states')}
          columns={3}
          options={shape.states.map((value) => ({ value, label: words.values[value] ?? value }))}
        />
      )}
      <CheckGroup
        name="columns"
        label={t('columns')}
        columns={3}
        options={shape.columns.map((value) => ({ value, label: words.columns[value] }))}
      />
    </Box>
  )
}
