import Typography from '@mui/material/Typography'
import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Comparison } from '../../../src-shared/model/request.ts'
import { keyWords } from '../../ui/certificate/key-words.ts'
import { LinkFor } from '../../ui/display/link-for.tsx'
import { QuietTable } from '../../ui/display/quiet-table.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'

/** What differs from the certificate of the same names; what is the same is said in one line. */
export function ComparisonTable(props: { readonly comparison: Comparison }): ReactElement {
  const { t } = useTranslation('requests')
  const { comparison } = props
  const value = (field: Comparison['rows'][number]['field'], text: string): string =>
    text === ''
      ? t('merge.nothing')
      : field === 'key'
        ? `${text.slice(0, 16)}…`
        : field === 'key-kind'
          ? keyWords(t, text)
          : text
  const changed = comparison.rows.filter(({ same }) => !same)
  const same = comparison.rows.filter((row) => row.same)
  return (
    <Box>
      <Typography variant="body2" sx={{ px: 4, py: 3, '& a': { textDecoration: 'underline' } }}>
        {t(comparison.named ? 'comparison.named' : 'comparison.found')}{' '}
        <LinkFor may="certificate.read" to={`/certificates/${comparison.certificateId}`}>
          #{comparison.certificateId}
        </LinkFor>
        , {t('comparison.until')} <TimeText at={comparison.notAfter} precision="day" />
      </Typography>
      {changed.length > 0 && (
        <QuietTable
          label={t('section.comparison')}
          head={[t('merge.field'), t('comparison.before'), t('comparison.now')]}
          rows={changed.map(({ field, before, now }) => ({
            key: field,
            cells: [
              t(`comparison.field.${field}`),
              <Box key="before" component="span" sx={{ overflowWrap: 'anywhere' }}>
                {value(field, before)}
              </Box>,
              <Box key="now" component="span" sx={{ overflowWrap: 'anywhere', fontWeight: 600 }}>
                {value(field, now)}
              </Box>
            ]
          }))}
        />
      )}
      <Typography variant="caption" color="textSecondary" component="p" sx={{ px: 4, py: 3 }}>
        {t('comparison.same', { fields: same.map(({ field }) => t(`comparison.field.${field}`)).join(', ') })}
      </Typography>
    </Box>
  )
}
