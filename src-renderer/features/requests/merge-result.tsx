import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Reason } from '../../../src-shared/errors.ts'
import type { MergeRow } from '../../../src-shared/model/request.ts'
import { EngineSentence } from '../../ui/engine/engine-sentence.tsx'
import { askedWords, engineWords } from './engine-words.ts'
import { OutcomeMark } from './outcome-mark.tsx'

/** What will be in the certificate, what became of the field and why, and the rules that it breaks. */
export function MergeResult(props: {
  readonly row: MergeRow
  readonly reasons: readonly Reason[]
  readonly narrow: boolean
}): ReactElement {
  const { t, i18n } = useTranslation('requests')
  const { row, narrow } = props
  const broken = props.reasons.filter(({ where }) => where === row.field || where.startsWith(`${row.field}.`))
  const changed = row.asked !== null && row.asked !== row.result
  return (
    <Box sx={{ display: 'grid', gap: 1, justifyItems: 'start' }}>
      <Box sx={row.result === null ? { color: 'text.secondary' } : { fontWeight: 600, whiteSpace: 'pre-line' }}>
        {row.result === null ? t('merge.nothing') : engineWords(i18n.language, inLines(row))}
      </Box>
      {narrow && changed && (
        <Typography variant="caption" color="textSecondary">
          {t('merge.asked')}: {askedWords(i18n.language, row)}
        </Typography>
      )}
      <Box sx={{ display: 'flex', columnGap: 2, alignItems: 'center', flexWrap: 'wrap' }}>
        <OutcomeMark outcome={row.outcome} />
        <Typography variant="caption" color="textSecondary">
          {engineWords(i18n.language, row.why)}
        </Typography>
      </Box>
      {narrow && (
        <Typography variant="caption" color="textSecondary">
          {t('merge.rule')}: {engineWords(i18n.language, row.rule)}
        </Typography>
      )}
      {broken.map((reason, index) => (
        <Box key={index}>
          <EngineSentence rule={reason.rule} message={reason.message} color="error" small />
        </Box>
      ))}
    </Box>
  )
}

/** @returns the result; the two moments of a validity stand under each other, where they compare at a glance */
function inLines({ field, result }: MergeRow): string {
  return field === 'validity' ? (result ?? '').replace(/ to (?=\d)/, ' –\n') : (result ?? '')
}
