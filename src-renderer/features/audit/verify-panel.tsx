import Alert from '@mui/material/Alert'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../src-shared/api/index.ts'
import { Mono } from '../../ui/display/mono.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'

/** What the walk over the chain said, from the work that was just done; it goes when the page is left. */
export function VerifyPanel(props: { readonly result: Output<'audit.verify'> }): ReactElement {
  const { t, i18n } = useTranslation('audit')
  const { intact, rows, head, firstAltered, tookMs } = props.result
  const seconds = (tookMs / 1000).toLocaleString(i18n.language, { maximumFractionDigits: 2 })
  return (
    <Alert
      severity={intact ? 'success' : 'error'}
      variant="outlined"
      icon={false}
      role="status"
      sx={{ '& .MuiAlert-message': { display: 'grid', gap: 1, justifyItems: 'start' } }}
    >
      <StateChip
        kind="check"
        state={intact ? 'verified' : 'failed'}
        label={t(intact ? 'verify.intact' : 'verify.altered')}
      />
      {firstAltered !== null && (
        <Typography sx={{ fontWeight: 600 }}>
          {t('verify.first', { seq: firstAltered.seq, what: firstAltered.what })}
        </Typography>
      )}
      <Typography variant="body2">
        {t('verify.walked', { count: rows, formatted: rows.toLocaleString(i18n.language), seconds })}
      </Typography>
      <Typography variant="caption" color="text.secondary" component="div">
        {t('verify.head')} <Mono value={head} />
      </Typography>
    </Alert>
  )
}
