import Box from '@mui/material/Box'
import Skeleton from '@mui/material/Skeleton'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { useRead } from '../../live.ts'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { Page } from '../../ui/layout/page.tsx'
import { EvidenceDetail } from '../../ui/proof/evidence-detail.tsx'

/** One piece of evidence on a page of its own. */
export function ProofPage(): ReactElement {
  const { t } = useTranslation('proofs')
  const id = Number(useParams()['id'])
  const read = useRead('validation.show', { id })
  return (
    <Page title={t('ui:evidence.one', { id })}>
      {read.data === undefined ? (
        read.error === null ? (
          <Skeleton variant="rounded" height={320} />
        ) : (
          <ErrorView error={read.error} onRetry={() => void read.refetch()} />
        )
      ) : (
        <Box sx={{ maxWidth: 1000 }}>
          <EvidenceDetail evidence={read.data.evidence} />
        </Box>
      )}
    </Page>
  )
}
