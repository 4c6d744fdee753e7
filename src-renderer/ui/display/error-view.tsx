import Alert from '@mui/material/Alert'
import Button from '@mui/material/Button'
import Link from '@mui/material/Link'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Failure } from '../../../src-shared/errors.ts'
import { proposalIn } from '../../../src-shared/model/quorum.ts'
import { CallError } from '../../client.ts'
import { ReasonList } from './reason-list.tsx'

/** @returns the failure in anything thrown */
export function failureOf(error: unknown): Failure {
  if (error instanceof CallError) return error.failure
  return { code: 'internal', message: error instanceof Error ? error.message : String(error), reasons: [] }
}

/** What happened, why, what to do; the code and the log id small below. */
export function ErrorView(props: { readonly error: unknown; readonly onRetry?: () => void }): ReactElement | null {
  const { t } = useTranslation('ui')
  if (props.error === null || props.error === undefined) return null
  const { code, message, reasons, logId } = failureOf(props.error)
  const proposal = code === 'approval-needed' ? proposalIn(reasons) : undefined
  const advice = t(`error.advice.${code}`, { defaultValue: '' })
  return (
    <Alert
      severity={code === 'internal' || code === 'damaged' ? 'error' : proposal === undefined ? 'warning' : 'info'}
      variant="outlined"
      action={props.onRetry === undefined ? undefined : <Button onClick={props.onRetry}>{t('retry')}</Button>}
      sx={{ '& .MuiAlert-message': { display: 'grid', gap: 2, flex: 1 } }}
    >
      <Typography sx={{ fontWeight: 600 }}>
        {proposal === undefined ? message : t('quorum.made', { id: proposal })}
      </Typography>
      {proposal !== undefined && (
        <Link href={`#/approvals/${proposal}`} sx={{ fontWeight: 600 }}>
          {t('quorum.open', { id: proposal })}
        </Link>
      )}
      {proposal === undefined && reasons.length > 0 && <ReasonList reasons={reasons} />}
      {advice !== '' && <Typography variant="body2">{advice}</Typography>}
      <Typography variant="caption" color="textSecondary">
        {t('error.code', { code })}
        {logId !== undefined && ` · ${t('error.log', { logId })}`}
      </Typography>
    </Alert>
  )
}
