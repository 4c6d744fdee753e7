import Alert from '@mui/material/Alert'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'

/** What is to be known of a key for ever. It has no way to close it. */
export function LastingWarning(props: { readonly kind: 'imported' | 'readable' | 'unproved' }): ReactElement {
  const { t } = useTranslation('ui')
  return (
    <Alert severity={props.kind === 'readable' ? 'error' : 'warning'} variant="outlined" sx={{ py: 0 }}>
      {t(`tokens.warning.${props.kind}`)}
    </Alert>
  )
}
