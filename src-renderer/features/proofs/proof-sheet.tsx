import Skeleton from '@mui/material/Skeleton'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useRead } from '../../live.ts'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { Sheet } from '../../ui/layout/sheet.tsx'
import { EvidenceDetail } from '../../ui/proof/evidence-detail.tsx'

/** The open row of the ledger. */
export function ProofSheet(props: { readonly id: number; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation('proofs')
  const navigate = useNavigate()
  const read = useRead('validation.show', { id: props.id })
  return (
    <Sheet
      title={t('ui:evidence.one', { id: props.id })}
      onExpand={() => void navigate(`/proofs/${props.id}`)}
      onClose={props.onClose}
    >
      {read.data === undefined ? (
        read.error === null ? (
          <Skeleton variant="rounded" height={240} />
        ) : (
          <ErrorView error={read.error} />
        )
      ) : (
        <EvidenceDetail evidence={read.data.evidence} />
      )}
    </Sheet>
  )
}
