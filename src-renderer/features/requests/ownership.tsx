import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { RequestView } from '../../../src-shared/api/requests.ts'
import type { Evidence } from '../../../src-shared/model/validation.ts'
import { call } from '../../client.ts'
import { useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { EvidenceList } from '../../ui/proof/evidence-list.tsx'
import { bySubject, isStored } from '../../ui/proof/shown-outcome.ts'

/** What was checked of the control of the names of a request, name by name, with the evidence; and a look at it now. */
export function Ownership({ request }: { readonly request: RequestView }): ReactElement {
  const { t } = useTranslation('requests')
  const read = useRead('validation.request', { id: request.id })
  if (read.data === undefined)
    return read.error === null ? <Skeleton variant="rounded" height={240} /> : <ErrorView error={read.error} />
  const { evidence } = read.data
  const groups = bySubject(evidence)
  const open = evidence.filter((one) => !isStored(one))
  return (
    <Box sx={{ display: 'grid', gap: 4, maxWidth: 1000, '& > *': { minWidth: 0 } }}>
      {groups.length === 0 && (
        <Alert severity="info" variant="outlined">
          {t('ownership.nothing')}
        </Alert>
      )}
      {groups.map(({ subject, rows }) => (
        <NameChecks key={subject} subject={subject} rows={rows} authorityId={request.authorityId} />
      ))}
      {open.length > 0 && (
        <Section title={t('ownership.others')} lead={t('ownership.othersLead')}>
          <EvidenceList evidence={open} />
        </Section>
      )}
    </Box>
  )
}

/** The checks of one name as they were when it was asked, and as they are when somebody looks again. */
function NameChecks(props: {
  readonly subject: string
  readonly rows: readonly Evidence[]
  readonly authorityId: number
}): ReactElement {
  const { t } = useTranslation('requests')
  const mayRun = useMay('validation.run')
  const { subject, rows, authorityId } = props
  const [busy, setBusy] = useState(false)
  const [now, setNow] = useState<readonly Evidence[] | null>(null)
  const [error, setError] = useState<unknown>(null)
  const look = (): void => {
    setBusy(true)
    setError(null)
    call('validation.check', { name: subject, authority: authorityId })
      .then(({ evidence }) => {
        setNow(evidence)
      }, setError)
      .finally(() => {
        setBusy(false)
      })
  }
  return (
    <Section
      title={subject}
      aside={
        mayRun ? (
          <Button
            size="small"
            variant="outlined"
            loading={busy}
            aria-label={`${t('ui:evidence.again')}: ${subject}`}
            onClick={look}
          >
            {t('ui:evidence.again')}
          </Button>
        ) : undefined
      }
    >
      <Box sx={{ display: 'grid', gap: 4 }}>
        <EvidenceList evidence={rows} />
        <ErrorView error={error} />
        {now !== null && (
          <Box role="status" sx={{ display: 'grid', gap: 3, pt: 3, borderTop: 1, borderColor: 'divider' }}>
            <Typography variant="h4" component="h3">
              {t('ownership.now')}
            </Typography>
            <Typography variant="caption" color="textSecondary">
              {t('ownership.nowLead')}
            </Typography>
            <EvidenceList evidence={now} />
          </Box>
        )}
      </Box>
    </Section>
  )
}
