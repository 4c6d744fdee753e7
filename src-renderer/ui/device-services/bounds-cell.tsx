import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { durationIn } from '../display/duration-words.ts'
import { useLocale } from '../display/use-locale.ts'

/** What the certificates of a client or credential may hold, in a table: names in words, and their validity where it was chosen. */
export function BoundsCell(props: { readonly text: string; readonly validity: string | null }): ReactElement {
  const { t } = useTranslation('device-services')
  const locale = useLocale()
  const { text, validity } = props
  return (
    <Box>
      {text}
      {validity !== null && (
        <Typography variant="caption" color="textSecondary" component="div">
          {t('validity.for', { span: durationIn(validity, locale) })}
        </Typography>
      )}
    </Box>
  )
}
